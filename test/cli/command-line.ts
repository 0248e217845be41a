/** Runs `flet-embed`, as built. */

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
export const PYTHON = process.env['FLET_EMBED_TEST_PYTHON'] ?? fileURLToPath(new URL('../../.venv', import.meta.url));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Surroundings {
  cwd?: string;
  /** Beside those of the tests; undefined removes one. */
  env?: NodeJS.ProcessEnv;
}

/** Starts it, with its output as text. */
export function startFletEmbed(...args: string[]): ChildProcessByStdio<null, Readable, Readable> {
  return startFletEmbedIn({}, ...args);
}

export function startFletEmbedIn(
  { cwd, env }: Surroundings,
  ...args: string[]
): ChildProcessByStdio<null, Readable, Readable> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, FLET_EMBED_PYTHON: PYTHON, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return child;
}

export function fletEmbed(...args: string[]): Promise<Ended> {
  return fletEmbedIn({}, ...args);
}

export async function fletEmbedIn(surroundings: Surroundings, ...args: string[]): Promise<Ended> {
  const child = startFletEmbedIn(surroundings, ...args);
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (text: string) => {
    ended.stdout += text;
  });
  child.stderr.on('data', (text: string) => {
    ended.stderr += text;
  });
  [ended.code] = (await once(child, 'close')) as [number | null];
  return ended;
}
