import { nextTurn } from './next-turn.js';

/** Milliseconds between two looks, at first and at most. */
const SOONEST = 1;
const LATEST = 16;

/**
 * Tells which messages a WebSocket has handed on. The standard has no event for that, only `bufferedAmount`: while something is
 * under way it is looked at, in the next turn of the event loop and then less and less often.
 */
export class Departures {
  readonly #socket: { readonly bufferedAmount: number };
  readonly #departed: (count: number) => void;
  /** Sizes of the messages that are under way, oldest first. */
  readonly #sizes: number[] = [];
  #bytes = 0;
  #looking = false;
  #pause = SOONEST;
  #ended = false;

  /** @param departed Gets how many more messages have left; never within `add`. */
  constructor(socket: { readonly bufferedAmount: number }, departed: (count: number) => void) {
    this.#socket = socket;
    this.#departed = departed;
  }

  add(size: number): void {
    this.#sizes.push(size);
    this.#bytes += size;
    if (this.#looking || this.#ended) return;
    this.#looking = true;
    this.#pause = SOONEST;
    nextTurn(() => this.#look());
  }

  end(): void {
    this.#ended = true;
  }

  #look(): void {
    if (this.#ended) return;
    const count = this.#count();
    if (count > 0) {
      for (const size of this.#sizes.splice(0, count)) this.#bytes -= size;
      this.#pause = SOONEST;
    }
    this.#looking = this.#sizes.length > 0;
    if (this.#looking) {
      const timer = setTimeout(() => this.#look(), this.#pause);
      // The connection itself keeps a process alive, this does not.
      (timer as { unref?: () => void }).unref?.();
      this.#pause = Math.min(2 * this.#pause, LATEST);
    }
    if (count > 0) this.#departed(count);
  }

  /** Those that cannot be among the bytes that are left. Some count their headers too, and are a little late. */
  #count(): number {
    const left = this.#socket.bufferedAmount;
    if (left === 0) return this.#sizes.length;
    let behind = this.#bytes;
    let count = 0;
    for (const size of this.#sizes) {
      behind -= size;
      if (behind < left) break;
      count++;
    }
    return count;
  }
}
