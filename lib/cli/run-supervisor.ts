/**
 * The process above a run. Python runs in the one below, beside the server; when threads of an app do not end, only a fresh
 * process can go on, and this one starts it: on the same port, with the page still open.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Handover, RunOptions } from '../run/index.js';

/** To the process below. */
export type ToRun =
  | { readonly kind: 'run'; readonly options: RunOptions; readonly handover?: Handover }
  | { readonly kind: 'stop' };

/** From the process below: a fresh one is to go on. */
export interface FromRun {
  readonly handover: Handover;
}

/** Resolves with the exit code. */
export async function superviseRun(options: RunOptions): Promise<number> {
  let child: ChildProcess | undefined;
  let signal: NodeJS.Signals | undefined;
  const stop = (name: NodeJS.Signals): void => {
    // Twice: somebody does not want to wait.
    if (signal !== undefined) child?.kill('SIGKILL');
    signal = name;
    child?.send({ kind: 'stop' } satisfies ToRun, () => {});
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    let handover: Handover | undefined;
    for (;;) {
      child = fork(fileURLToPath(new URL('./run-child.js', import.meta.url)), [], {
        serialization: 'advanced',
        stdio: 'inherit',
        execArgv: [],
      });
      const end = await endOf(child, options, handover);
      if (signal !== undefined) return 128 + constants.signals[signal];
      if (end.handover === undefined) return end.code;
      handover = end.handover;
    }
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function endOf(
  child: ChildProcess,
  options: RunOptions,
  handover: Handover | undefined,
): Promise<{ code: number; handover: Handover | undefined }> {
  return new Promise((resolve, reject) => {
    let next: Handover | undefined;
    child.on('message', (message: FromRun) => {
      next = message.handover;
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const number = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
      resolve({ code: number, handover: next });
    });
    const order: ToRun = { kind: 'run', options, ...(handover === undefined ? {} : { handover }) };
    child.send(order, () => {});
  });
}
