import { onAbort } from './abort.js';
import { type ChannelPort, type HeldMessage, WRITABLE } from './channel-port.js';
import type { PendingOperations } from './pending-operations.js';

/** One send that waits for space: a link of the line. */
interface WaitingSend {
  readonly message: HeldMessage;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
  unlisten: () => void;
  previous: WaitingSend | undefined;
  next: WaitingSend | undefined;
}

/** The sends that wait for space: strictly first come, first served; any of them may leave the line early. */
export class SenderLine {
  readonly #port: ChannelPort;
  readonly #pending: PendingOperations;
  #first: WaitingSend | undefined;
  #last: WaitingSend | undefined;
  #length = 0;

  constructor(port: ChannelPort, pending: PendingOperations) {
    this.#port = port;
    this.#pending = pending;
  }

  get length(): number {
    return this.#length;
  }

  /** Joins the line; resolves when the message is queued. The message belongs to the line from here on. */
  wait(message: HeldMessage, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: WaitingSend = {
        message,
        resolve,
        reject,
        unlisten: onAbort(signal, (reason) => this.#abort(waiting, reason)),
        previous: this.#last,
        next: undefined,
      };
      if (this.#last === undefined) this.#first = waiting;
      else this.#last.next = waiting;
      this.#last = waiting;
      this.#length++;
      this.#pending.begin();
      if (this.#length === 1) this.serve();
    });
  }

  /** Queues from the front what finds space, and asks the port to call when there is space for the next one. */
  serve(): void {
    for (let waiting = this.#first; waiting !== undefined; waiting = this.#first) {
      try {
        if (this.#port.trySendHeld(waiting.message)) {
          this.#remove(waiting);
          waiting.resolve();
        } else if ((this.#port.arm(WRITABLE, waiting.message.byteLength) & WRITABLE) === 0) {
          return;
        }
      } catch (error) {
        this.#port.discard(waiting.message);
        this.#remove(waiting);
        waiting.reject(error);
      }
    }
  }

  /** Sends everybody home. Nothing of theirs was queued. */
  end(reason: unknown): void {
    for (let waiting = this.#first; waiting !== undefined; waiting = this.#first) {
      this.#port.discard(waiting.message);
      this.#remove(waiting);
      waiting.reject(reason);
    }
  }

  #abort(waiting: WaitingSend, reason: unknown): void {
    const wasFirst = waiting === this.#first;
    this.#port.discard(waiting.message);
    this.#remove(waiting);
    waiting.reject(reason);
    // The next one may be small enough for the space that was too little for this one.
    if (wasFirst) this.serve();
  }

  #remove(waiting: WaitingSend): void {
    if (waiting.previous === undefined) this.#first = waiting.next;
    else waiting.previous.next = waiting.next;
    if (waiting.next === undefined) this.#last = waiting.previous;
    else waiting.next.previous = waiting.previous;
    this.#length--;
    waiting.unlisten();
    this.#pending.end();
  }
}
