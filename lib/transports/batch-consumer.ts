import type { BatchCallback } from '../channel.js';
import type { Inbox } from './inbox.js';

/** What a batch consumer needs of its receiver. */
export interface BatchConsumerEvents {
  /** The event loop is due a turn: true; the receiver calls `deliver` again after it. */
  rest(): boolean;
  /** The input is over and was consumed. */
  ended(): void;
  /** The callback threw or rejected. */
  failed(error: unknown): void;
  /** It is not the consumer any more. */
  left(): void;
}

/**
 * Feeds the callback of `onmessages`, one batch after the other; the places of a batch come free when it has settled.
 */
export class BatchConsumer {
  readonly #inbox: Inbox;
  readonly #events: BatchConsumerEvents;
  #callback: BatchCallback | null = null;
  #active = false;
  /** A batch is with the callback, or its promise has not settled. */
  #delivering = false;

  constructor(inbox: Inbox, events: BatchConsumerEvents) {
    this.#inbox = inbox;
    this.#events = events;
  }

  get callback(): BatchCallback | null {
    return this.#callback;
  }

  get isDelivering(): boolean {
    return this.#delivering;
  }

  /**
   * Sets the callback, or another one; true when it has become the consumer by this. The first batch comes in a
   * microtask.
   */
  start(callback: BatchCallback): boolean {
    this.#callback = callback;
    if (this.#active) return false;
    this.#active = true;
    queueMicrotask(() => this.deliver());
    return true;
  }

  /** No more batches; it stays the consumer until the one that is out has settled. */
  stop(): void {
    this.#callback = null;
    if (this.#active && !this.#delivering) this.#leave();
  }

  /** Hands out batches until there is nothing more or the callback wants time. */
  deliver(): void {
    while (this.#callback !== null && !this.#delivering) {
      if (this.#events.rest() || !this.#fill()) return;
      const batch = this.#inbox.takeAll();
      // The array is the callback's: it may well empty it.
      const count = batch.length;
      this.#delivering = true;
      try {
        const answer: unknown = this.#callback(batch);
        if (isPromiseLike(answer)) {
          this.#await(answer, count);
          return;
        }
      } catch (error) {
        this.#fail(error);
        return;
      }
      this.#settled(count);
    }
  }

  #await(answer: PromiseLike<unknown>, count: number): void {
    answer.then(
      () => {
        this.#settled(count);
        this.deliver();
      },
      (error: unknown) => this.#fail(error),
    );
  }

  #fill(): boolean {
    try {
      if (this.#inbox.fill(false)) return true;
    } catch {
      // Destroyed: `closed` tells why.
      this.stop();
      return false;
    }
    if (this.#inbox.ended) {
      this.stop();
      this.#events.ended();
    }
    return false;
  }

  #settled(count: number): void {
    this.#delivering = false;
    this.#inbox.taken(count);
    if (this.#callback === null || this.#inbox.failed) this.stop();
  }

  #fail(error: unknown): void {
    this.#delivering = false;
    this.stop();
    this.#events.failed(error);
  }

  #leave(): void {
    this.#active = false;
    this.#events.left();
  }
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
