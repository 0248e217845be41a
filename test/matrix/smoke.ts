import { spawn } from 'node:child_process';
import { endOf, fixture } from '../environment/host-process.js';

/** Runs a script of the fixtures with a given Node and a given Python, and returns how it ended and what it reported. */
export async function runHost(node: string, script: string, python: string) {
  const child = spawn(node, [fixture(script), python], { stdio: ['ignore', 'pipe', 'pipe'] });
  const { stdout, ...ended } = await endOf(child);
  return { ...ended, report: ended.code === 0 ? (JSON.parse(stdout) as unknown) : stdout };
}

/** What `smoke.mjs` reports. */
export const smokeReport = (version: unknown) => ({
  code: 0,
  signal: null,
  stderr: '',
  report: {
    version,
    results: [2000, 2000],
    code: 7,
    failed: 'json.decoder.JSONDecodeError',
    stopped: true,
    line: 'over',
  },
});

/** What `counter.mjs` reports. */
export const counterReport = (version: unknown) => ({
  code: 0,
  signal: null,
  stderr: '',
  report: { version, shows: '3', code: 0, stopped: true },
});
