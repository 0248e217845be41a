import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of a failed command's output is shown. */
const SHOWN_LINES = 15;

/**
 * Makes a folder, or leaves it when it was made from the same `inputs` before: a stamp inside tells. One that was not finished
 * has no stamp, and is made anew.
 */
export async function installOnce(folder, inputs, log, make) {
  const stamp = join(folder, '.stamp');
  const print = createHash('sha256').update(JSON.stringify(inputs)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print) {
    log(`${folder}: unchanged`);
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  log(`${folder}: installing`);
  await make();
  writeFileSync(stamp, print);
}

export function requireInstalled(folder, path) {
  if (existsSync(join(folder, '.stamp')) && existsSync(path)) return path;
  throw new Error(`Expected ${path}, which is not installed; install it: npm run bench:setup`);
}

/** Runs a command; its output goes to the log, and the end of it into the error. */
export function execute(program, args, { cwd = undefined, env = {}, log }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm is a batch file there.
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        for (const line of text.split('\n')) if (line.trim() !== '') log(line.trimEnd());
      });
    }
    child.on('error', (error) => reject(new Error(`${program} could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const end = output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
      reject(new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}\n${end}`));
    });
  });
}
