/** Programs of this machine. */

import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Milliseconds for the answer of a program that is asked for its version. */
const PATIENCE_MS = 10_000;

/** The first of these names that is an executable file on PATH. */
export function onPath(names: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name + suffix)).find(isExecutable);
    if (found !== undefined) return found;
  }
  return undefined;
}

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
