import type { EmbedError } from '../errors.js';
import { onAbort } from './abort.js';
import type { PendingOperations } from './pending-operations.js';

/** The end of a channel: the `closed` promise, and those that wait for it in `close()`. */
export class Closing {
  readonly closed: Promise<void>;
  readonly #pending: PendingOperations;
  #resolve!: () => void;
  #reject!: (reason: EmbedError) => void;

  constructor(pending: PendingOperations) {
    this.#pending = pending;
    this.closed = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever does not ask for `closed` has the failure from the operation that it ended.
    this.closed.catch(() => {});
  }

  /** Both ends are closed. */
  finish(): void {
    this.#resolve();
  }

  fail(reason: EmbedError): void {
    this.#reject(reason);
  }

  /** Waits for the end; `expire` is called when it has not come after `timeout` milliseconds. */
  wait(signal: AbortSignal | undefined, timeout: number | undefined, expire: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = timeout === undefined ? undefined : startTimer(expire, timeout);
      let waiting = true;
      const stop = (): void => {
        if (!waiting) return;
        waiting = false;
        unlisten();
        clearTimeout(timer);
        this.#pending.end();
      };
      const unlisten = onAbort(signal, (reason) => {
        stop();
        reject(reason);
      });
      this.#pending.begin();
      this.closed.then(
        () => {
          stop();
          resolve();
        },
        (reason: unknown) => {
          stop();
          reject(reason);
        },
      );
    });
  }
}

/** The timer itself keeps nothing alive: the pending close does, unless the channel is unreferenced. */
function startTimer(callback: () => void, milliseconds: number): ReturnType<typeof setTimeout> {
  const timer = setTimeout(callback, milliseconds);
  (timer as { unref?: () => void }).unref?.();
  return timer;
}
