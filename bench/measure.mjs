// Runs one measurement in a process of its own, pinned to one core or not.

import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const LIMIT_MS = 120_000;
const SHOWN_LINES = 30;
const POSIX = process.platform !== 'win32';

/** The core to pin to; undefined: this system cannot. */
export function pinnedCore(wanted) {
  if (process.platform !== 'linux') return undefined;
  const core = wanted ?? availableParallelism() - 1;
  return spawnSync('taskset', ['-c', String(core), 'true']).status === 0 ? core : undefined;
}

/**
 * What the script printed as JSON, on its last line. Threads and processes that it starts stay on its core, and end with it: it
 * leads a process group.
 */
export async function runScript(name, argument, { core, limitMs = LIMIT_MS } = {}) {
  const script = [
    process.execPath,
    '--expose-gc',
    fileURLToPath(new URL(name, import.meta.url)),
    JSON.stringify(argument),
  ];
  const [program, ...args] = core === undefined ? script : ['taskset', '-c', String(core), ...script];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: POSIX });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    endGroup(child);
  }, limitMs);
  const onsignal = (signal) => {
    endGroup(child);
    process.kill(process.pid, signal);
  };
  process.once('SIGINT', onsignal).once('SIGTERM', onsignal);
  try {
    const [code, signal] = await new Promise((resolve, reject) => {
      child.on('error', reject);
      // Its own end: what it has left behind may hold the pipes open.
      child.on('exit', () => endGroup(child));
      child.on('close', (...end) => resolve(end));
    });
    if (late) throw new Error(`Expected an end within ${limitMs / 1000} s\n${endOf(errors || output)}`.trimEnd());
    if (code !== 0) throw new Error(`ended with ${code ?? signal}\n${endOf(errors || output)}`.trimEnd());
  } finally {
    clearTimeout(limit);
    process.off('SIGINT', onsignal).off('SIGTERM', onsignal);
  }
  // What a system prints by itself stands before the result.
  return JSON.parse(output.trimEnd().split('\n').at(-1));
}

function endGroup(child) {
  try {
    if (POSIX) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function endOf(text) {
  return text.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
}
