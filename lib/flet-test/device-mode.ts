/**
 * Device mode: the app runs on the device, which is this process: in its embedded Python, as on a phone. The tests run in
 * pytest, and reach it over a socket of their own (`RemoteTester`): one JSON request at a time.
 */

import { connect, type Socket } from 'node:net';
import type { WireMap, WireValue } from '../flet/values.js';
import { launchHost } from '../launch/host.js';
import { testPage } from './device.js';
import { decodeFrames, encodeJsonFrame } from './json-frames.js';
import type { Outcome } from './outcome.js';
import type { ServeOptions } from './serve-options.js';

/** What `RemoteTester` allows one call. */
const CALL_TIMEOUT = 60_000;

const LAUNCH_TIMEOUT = 60_000;

interface Request {
  id: number;
  method: string;
  params?: WireMap;
}

const NO_APP = `Tests in device mode need the app that they test, and none was found: run "flet-embed test" in the folder of the
app (with main.py, or with a pyproject.toml that names [tool.flet.app] path and module), or set FLET_TEST_APP_PATH to it.`;

/** Runs the app that `FLET_EMBED_TEST_APP` names until its tests tear it down, or their connection ends. */
export async function serveDevice({ address, platform, device }: ServeOptions): Promise<Outcome> {
  const app = process.env['FLET_EMBED_TEST_APP'];
  if (app === undefined) throw new Error(NO_APP);
  const host = await launchHost(app, {
    page: testPage(platform, device),
    errors: 'collect',
    output: 'inherit',
    env: { FLET_TEST: 'true' },
    timeouts: { launch: LAUNCH_TIMEOUT },
  });
  const socket = connect({ ...address, noDelay: true });
  let tornDown = false;
  /** Waits until the app is quiet; what it has closed meanwhile leaves the screen too, where the test waits for that. */
  const settle = async (untilStill: boolean): Promise<void> => {
    const signal = AbortSignal.timeout(CALL_TIMEOUT);
    await host.settle(signal);
    while (untilStill && !host.client.isStill) {
      await host.client.runTester('pump_and_settle');
      await host.settle(signal);
    }
  };
  const answer = async ({ id, method, params = {} }: Request): Promise<object> => {
    try {
      const result = await host.client.runTester(method, params);
      if (method === 'pump' || method === 'pump_and_settle') await settle(method === 'pump_and_settle');
      tornDown ||= method === 'teardown';
      return { id, result: plain(result) };
    } catch (error) {
      const { message, stack = '' } = error as Error;
      return { id, error: message, stack };
    }
  };
  try {
    for await (const frame of decodeFrames(socket)) {
      socket.write(encodeJsonFrame(await answer(frame as Request)));
      if (tornDown) break;
    }
  } finally {
    await finish(socket);
    await host.close();
  }
  const failures = host.errors.all.map(({ message, traceback }) => `${message}\n${traceback}`);
  return { tornDown, failures };
}

/** What was answered leaves before the connection ends. */
function finish(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve()).end(() => socket.destroy());
  });
}

/** Bytes travel as Base64. */
function plain(value: WireValue): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
