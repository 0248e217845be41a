import type { Timers } from './context.js';

/** The platform's timers. They do not keep a Node process alive. */
export const SYSTEM_TIMERS: Timers = {
  after(milliseconds, callback) {
    const timer: unknown = setTimeout(callback, milliseconds);
    if (typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as { unref(): void }).unref();
    return () => clearTimeout(timer as Parameters<typeof clearTimeout>[0]);
  },
};

/** Resolves in a later turn of the event loop: by then, what had arrived has been processed. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
