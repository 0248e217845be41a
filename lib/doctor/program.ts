/** Programs of this machine. */

import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';

/** Milliseconds for the answer of a program that is asked for its version. */
const PATIENCE_MS = 10_000;

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The standard output of a program that is asked for something; rejects with what it says instead. */
export function ask(executable: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(executable, args, { timeout: PATIENCE_MS, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout.trim());
      else if (error.killed === true) reject(new Error(`did not answer within ${PATIENCE_MS / 1000} s`));
      else reject(new Error(stderr.trim().split('\n').at(-1) || error.message));
    });
  });
}
