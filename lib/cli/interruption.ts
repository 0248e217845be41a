/** Ctrl-C, and a request to end: the work is given up, and the exit code says why, as shells expect it. */

import { constants } from 'node:os';

/** @param onsignal Called before the signal aborts. */
export function interruption(onsignal: () => void): AbortSignal {
  const stop = new AbortController();
  const interrupt = (name: NodeJS.Signals): void => {
    onsignal();
    process.exitCode = 128 + constants.signals[name];
    stop.abort(new Error(`ended by ${name}`));
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  return stop.signal;
}
