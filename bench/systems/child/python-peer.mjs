import { fileURLToPath } from 'node:url';
import { Child } from './child.mjs';

/** The Python sides of the systems, and what they share with the benchmark's own: roles and orders. */
export const SCRIPTS = fileURLToPath(new URL('../python/', import.meta.url));
export const SHARED = fileURLToPath(new URL('../../python', import.meta.url));

/** Runs one of the scripts in a process of its own. */
export function startPeer(executable, script, args, settings) {
  return new Child(executable, [SCRIPTS + script, ...args], { ...settings, env: { PYTHONPATH: SHARED } });
}
