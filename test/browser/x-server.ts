/** A display without a screen, for windows that are to be seen: Xvfb, whose pixels lie in a file. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';

const isInstalled = (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'Xvfb')));

/** Why tests with a window are skipped; in CI they are not, and fail. */
export const noDisplay: string | undefined =
  !isInstalled && process.env['CI'] === undefined ? 'there is no Xvfb: install it (apt install xvfb)' : undefined;

/** Places in the header of an X window dump, whose numbers are big-endian. */
const HEADER = { size: 0, width: 16, height: 20, lineBytes: 48, colours: 76 } as const;
const COLOUR_BYTES = 12;
const PIXEL_BYTES = 4;

export class XServer {
  /** For `DISPLAY`. */
  readonly display: string;
  readonly #child: ChildProcess;
  readonly #folder: string;

  /** Starts one under a number that is free. */
  static async start(): Promise<XServer> {
    const folder = mkdtempSync(join(tmpdir(), 'flet-embed-x-'));
    const child = spawn(
      'Xvfb',
      ['-displayfd', '3', '-fbdir', folder, '-screen', '0', '1280x800x24', '-nolisten', 'tcp'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
    );
    // It tells its number when it is ready.
    const [number] = await once(child.stdio[3] as Readable, 'data');
    return new XServer(child, folder, `:${String(number).trim()}`);
  }

  private constructor(child: ChildProcess, folder: string, display: string) {
    this.#child = child;
    this.#folder = folder;
    this.display = display;
  }

  /** The share of the screen that has a colour, from 0 to 1. */
  shareOf(red: number, green: number, blue: number): number {
    const dump = readFileSync(join(this.#folder, 'Xvfb_screen0'));
    const header = (place: keyof typeof HEADER): number => dump.readUInt32BE(HEADER[place]);
    const start = header('size') + header('colours') * COLOUR_BYTES;
    const [width, height] = [header('width'), header('height')];
    let count = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = start + y * header('lineBytes') + x * PIXEL_BYTES;
        if (dump[at] === blue && dump[at + 1] === green && dump[at + 2] === red) count++;
      }
    }
    return count / (width * height);
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill();
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
