import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** Far more than a process needs to end, far less than the minute that Python would go on. */
const END_MS = 10_000;

/** For what comes before: loading, starting, reaching the state. */
const START_MS = 40_000;

export interface EndedProcess {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** What it said through descriptor 3. */
  said: string;
  /** Without the dots of a program that prints. */
  stdout: string;
  stderr: string;
}

/** A script of the fixtures in a Node of its own. */
export function startNode(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const path = fileURLToPath(new URL(`../fixtures/${script}`, import.meta.url));
  return spawn(process.execPath, [path, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
}

/**
 * Waits for the end of a process that says `ready`, and calls `onready` then. Rejects when one of the two does not
 * come; the process is killed in that case.
 */
export async function endOf(child: ChildProcess, onready: () => void = () => {}): Promise<EndedProcess> {
  const ended: EndedProcess = { code: null, signal: null, said: '', stdout: '', stderr: '' };
  let missing: string | undefined;
  let isReady = false;
  const giveUp = (what: string): void => {
    missing = what;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(giveUp, START_MS, `it was not ready after ${START_MS} ms`);
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    ended.stdout += text.replaceAll(/\.+\n?|^\n/g, '');
  });
  (child.stdio[3] as Readable).setEncoding('utf8').on('data', (text: string) => {
    ended.said += text;
    if (isReady || !ended.said.startsWith('ready\n')) return;
    isReady = true;
    clearTimeout(timer);
    timer = setTimeout(giveUp, END_MS, `it did not end within ${END_MS} ms`);
    onready();
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    ended.stderr += text;
  });
  [ended.code, ended.signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  if (missing === undefined) return ended;
  throw new Error(`The process was killed: ${missing}.\nstdout: ${ended.stdout}\nstderr: ${ended.stderr}`);
}
