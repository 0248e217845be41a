import { isMainThread } from 'node:worker_threads';
import type { Native } from './native.js';

/** How long the end of the process waits for Python to finalise. What takes longer is abandoned. */
const PATIENCE_MS = 100;

let registered = false;

/**
 * Sees to it that the process can end while Python runs. `process.exit()` and uncaught exceptions skip the
 * environment's cleanup hooks, but not this event. In a worker the event tells of the worker's end only, for which the
 * hooks suffice.
 */
export function registerProcessExit(native: Native): void {
  if (registered || !isMainThread) return;
  registered = true;
  process.on('exit', (code) => native.processExitSync(PATIENCE_MS, code));
}
