/** Has a Python examined in a process of its own: a broken one may hang that, or take it along. */

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { killGroup } from '../process-group.js';
import type { Examination, ExaminationOrder } from './examination.js';

export interface ExamineOptions extends ExaminationOrder {
  /** The program of the process: reads an `ExaminationOrder`, tells over IPC. */
  program: URL;
  /** Milliseconds for everything. */
  timeout: number;
  /** The environment in which it is looked for. */
  env: NodeJS.ProcessEnv;
  /** Gives it up. */
  signal?: AbortSignal;
}

/** What the process has told, and how it ended when that was not well: a sentence's end, such as «by SIGSEGV». */
export interface ExaminedPython extends Examination {
  readonly broken?: string;
}

/** The most of what the process prints that is kept, from its end. */
const OUTPUT_KEPT = 4096;

export function examinePython({ program, timeout, env, signal, ...order }: ExamineOptions): Promise<ExaminedPython> {
  const child = fork(fileURLToPath(program), [JSON.stringify(order)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own, where there are such: the search starts Pythons too.
    detached: process.platform !== 'win32',
  });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-OUTPUT_KEPT);
    });
  }
  const known: Examination = {};
  let expired = false;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      expired = true;
      killGroup(child);
    }, timeout);
    const giveUp = (): void => killGroup(child);
    signal?.addEventListener('abort', giveUp);
    child.on('message', (part: Examination) => void Object.assign(known, part));
    child.once('error', reject);
    // What it has left behind would hold the pipes.
    child.once('exit', () => killGroup(child));
    child.once('close', (code, killedBy) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      const said = output.trim().split('\n').at(-1)!;
      if (signal?.aborted === true) reject(signal.reason);
      else if (expired) resolve({ ...known, broken: `did not end within ${timeout / 1000} s` });
      else if (killedBy !== null) resolve({ ...known, broken: withWords(`was ended by ${killedBy}`, said) });
      else if (code !== 0) resolve({ ...known, broken: withWords(`ended with code ${code}`, said) });
      else resolve(known);
    });
  });
}

function withWords(what: string, said: string): string {
  return said === '' ? what : `${what}: ${said}`;
}
