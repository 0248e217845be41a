// Runs one measurement in a process of its own, pinned to one core or not.

import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const LIMIT_MS = 120_000;

/** The core to pin to; undefined: this system cannot. */
export function pinnedCore(wanted) {
  if (process.platform !== 'linux') return undefined;
  const core = wanted ?? availableParallelism() - 1;
  return spawnSync('taskset', ['-c', String(core), 'true']).status === 0 ? core : undefined;
}

/** The figures that the script printed as JSON. Threads and processes that it starts stay on its core. */
export async function runScript(name, argument, { core } = {}) {
  const script = [
    process.execPath,
    '--expose-gc',
    fileURLToPath(new URL(name, import.meta.url)),
    JSON.stringify(argument),
  ];
  const [program, ...args] = core === undefined ? script : ['taskset', '-c', String(core), ...script];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  const [code, signal] = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...end) => resolve(end));
  });
  clearTimeout(limit);
  if (code !== 0) throw new Error(`ended with ${code ?? signal}\n${errors || output}`.trimEnd());
  return JSON.parse(output);
}
