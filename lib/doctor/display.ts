/** On Linux: a screen, on which a browser can be opened. */

import { existsSync } from 'node:fs';
import { connect, type NetConnectOpts } from 'node:net';
import { isAbsolute, join } from 'node:path';
import { type Check, check } from './check.js';

const PATIENCE_MS = 2000;

/** `xvfb-run` gives a program a screen that nobody sees. */
const FIX = 'sudo apt install xvfb && xvfb-run --auto-servernum npx flet-embed doctor';

export async function checkDisplay(env: NodeJS.ProcessEnv): Promise<Check> {
  const wayland = env['WAYLAND_DISPLAY'];
  const folder = env['XDG_RUNTIME_DIR'];
  if (wayland) {
    const socket = isAbsolute(wayland) ? wayland : join(folder ?? '/nowhere', wayland);
    if (existsSync(socket)) {
      return check('display', false, 'ok', `Wayland (${socket})`, { details: { kind: 'wayland', name: wayland } });
    }
  }
  const name = env['DISPLAY'];
  if (!name) {
    const found = 'neither WAYLAND_DISPLAY nor DISPLAY leads to one; no browser window can be opened';
    return check('display', false, 'missing', found, { fix: FIX });
  }
  const details = { kind: 'x11', name };
  const places = socketsOf(name);
  if (places === undefined) {
    return check('display', false, 'wrong', `Expected [host]:number in DISPLAY but received ${name}`, { details });
  }
  for (const place of places) {
    if (await answers(place)) return check('display', false, 'ok', `X11 (${name})`, { details });
  }
  return check('display', false, 'wrong', `nothing listens at DISPLAY=${name}`, { fix: FIX, details });
}

/** Where the X server of a display listens: two sockets of this machine, or a port of another. */
function socketsOf(name: string): NetConnectOpts[] | undefined {
  const [, host = '', number] = /^(?:unix\/?)?([^:/]*):(\d+)(?:\.\d+)?$/.exec(name) ?? [];
  if (number === undefined) return undefined;
  if (host !== '') return [{ host, port: 6000 + Number(number) }];
  const path = `/tmp/.X11-unix/X${number}`;
  return [{ path }, { path: `\0${path}` }];
}

function answers(place: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(place);
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PATIENCE_MS, () => end(false));
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
