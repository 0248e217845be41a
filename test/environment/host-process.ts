import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { RuntimeOptions } from '../../lib/runtime-options.js';
import { PYTHON } from './pythons.js';

const FIXTURES = new URL('../fixtures/environment/', import.meta.url);

export const fixture = (name: string): string => fileURLToPath(new URL(name, FIXTURES));

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Waits for the end of a process and for all that it printed. */
export async function endOf(child: ChildProcess): Promise<Ended> {
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, ...printed };
}

/** A script of the fixtures in a Node of its own: one process holds one interpreter. */
export function startHost(script: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, [fixture(script), ...args], { stdio: ['ignore', 'pipe', 'pipe'], ...options });
}

/** Options of `Runtime.start` that can be written down. */
export type PlainOptions = Omit<RuntimeOptions, 'output'>;

/** Starts a host that runs one Python program of the fixtures, embedded. */
export function startEmbedded(
  program: string,
  { args = [], options = {}, env = {}, ...rest }: SpawnOptions & { args?: string[]; options?: PlainOptions } = {},
): ChildProcess {
  const start = JSON.stringify({ python: PYTHON, ...options });
  return startHost('run.mjs', [start, fixture(program), ...args], { ...rest, env: { ...process.env, ...env } });
}

/** Runs a Python program of the fixtures, embedded, and returns what it printed. It must succeed in silence. */
export async function embedded(program: string, given: Parameters<typeof startEmbedded>[1] = {}): Promise<string> {
  return succeeded(await endOf(startEmbedded(program, given)));
}

/** The same in a python of its own. */
export async function standalone(
  python: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const child = spawn(python, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  return succeeded(await endOf(child));
}

function succeeded({ stdout, ...rest }: Ended): string {
  expect(rest).toEqual({ code: 0, signal: null, stderr: '' });
  return stdout;
}
