import type { Receiver } from './receiver.js';

/**
 * `for await (const message of channel)`: written by hand, since an async generator costs several promises a message.
 * It becomes the channel's consumer with the first `next`.
 */
export class MessageIterator implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #receiver: Receiver;
  #finished = false;

  constructor(receiver: Receiver) {
    this.#receiver = receiver;
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#finished) return Promise.resolve({ value: undefined, done: true });
    return this.#receiver.next(this);
  }

  /** `break`, `return` and a throw in the loop's body arrive here. */
  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.finish();
    return Promise.resolve({ value: undefined, done: true });
  }

  /** No longer the consumer, and never again. */
  finish(): void {
    this.#finished = true;
    this.#receiver.leave(this);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.finish();
  }
}
