import type { EmbedError } from '../errors.js';
import { ARMED, type ChannelPort } from './channel-port.js';
import type { TurnBudget } from './next-turn.js';

/** How many messages are drained in one call into the port. A small batch keeps little of a shared buffer alive. */
const BATCH = 256;

const NOTHING: (Uint8Array | undefined)[] = [];

/** Messages that were drained from the port and not yet taken by a consumer. They still occupy their places. */
export class Inbox {
  readonly #port: ChannelPort;
  readonly #budget: TurnBudget;
  #batch = NOTHING;
  #index = 0;
  /** The place of the batch's first message is free already. */
  #firstIsTaken = false;
  /** A READABLE event will come. */
  #armed = false;
  #ended = false;
  #failure: EmbedError | undefined;

  constructor(port: ChannelPort, budget: TurnBudget) {
    this.#port = port;
    this.#budget = budget;
  }

  /** Nothing will come any more, and everything was taken. */
  get ended(): boolean {
    return this.#ended;
  }

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  get isEmpty(): boolean {
    return this.#index >= this.#batch.length;
  }

  /** The next drained message, taken; undefined when there is none. */
  take(): Uint8Array | undefined {
    const index = this.#index;
    if (index >= this.#batch.length) return undefined;
    const message = this.#batch[index];
    // A large message must not stay alive because a small one of its batch is still to come.
    this.#batch[index] = undefined;
    this.#index = index + 1;
    if (index > 0 || !this.#firstIsTaken) this.#port.taken(1);
    return message;
  }

  /** All drained messages; whoever gets them says `taken` when done. */
  takeAll(): Uint8Array[] {
    const batch = this.#index === 0 ? this.#batch : this.#batch.slice(this.#index);
    this.#batch = NOTHING;
    this.#index = 0;
    return batch as Uint8Array[];
  }

  taken(count: number): void {
    if (this.#failure === undefined) this.#port.taken(count);
  }

  /**
   * Sees to it that there is something to take; false: at the end, or else the port will call. Throws once destroyed.
   *
   * @param one The caller takes one message right away.
   */
  fill(one: boolean): boolean {
    if (this.#failure !== undefined) throw this.#failure;
    if (!this.isEmpty) return true;
    if (this.#ended || this.#armed) return false;
    for (;;) {
      const batch = this.#port.receive(BATCH, one);
      if (batch === ARMED) {
        this.#armed = true;
        return false;
      }
      const count = batch.length;
      if (count > 0) {
        this.#batch = batch;
        this.#index = 0;
        this.#firstIsTaken = one;
        this.#budget.spend(count);
        return true;
      }
      const state = this.#port.state();
      if (state.destroyed) {
        this.#failure = this.#port.reason();
        throw this.#failure;
      }
      if (state.ended) {
        this.#ended = true;
        return false;
      }
    }
  }

  /** The port has called. */
  readable(): void {
    this.#armed = false;
  }

  end(): void {
    this.#ended = true;
  }

  fail(reason: EmbedError): void {
    this.#failure = reason;
    this.#batch = NOTHING;
    this.#index = 0;
  }
}
