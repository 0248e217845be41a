/** The events of a port on their way to its channel: what was asked for, and what is due. */

import { nextTurn } from './next-turn.js';

/** Rings between two turns of the event loop: a ping-pong of microtasks must not starve timers and I/O. */
const RINGS_PER_TURN = 256;

export class PortEvents {
  /** Takes the bits of an event: in a microtask, or in a turn of the event loop, never within the call that rings. */
  listener: (bits: number) => void = ignore;
  /** READABLE and WRITABLE that were asked for. */
  #armed = 0;
  /** Bits of the event that is on its way; 0: none is. */
  #due = 0;
  #rings = 0;
  readonly #fire = (): void => {
    const bits = this.#due;
    this.#due = 0;
    this.listener(bits);
  };

  /** Asks for events; those of `now` hold already, and are taken back. */
  arm(bits: number, now: number): void {
    this.#armed = (this.#armed | bits) & ~now;
  }

  /** True when one of these events was asked for. */
  awaits(bits: number): boolean {
    return (this.#armed & bits) !== 0;
  }

  /** Rings for what of it was asked for; it has to be asked for again after that. */
  ringArmed(bits: number): void {
    const asked = this.#armed & bits;
    if (asked === 0) return;
    this.#armed &= ~asked;
    this.ring(asked);
  }

  ring(bits: number): void {
    const due = this.#due !== 0;
    this.#due |= bits;
    if (due) return;
    if (++this.#rings % RINGS_PER_TURN === 0) nextTurn(this.#fire);
    else queueMicrotask(this.#fire);
  }

  /** Nobody listens any more. */
  release(): void {
    this.listener = ignore;
  }
}

function ignore(): void {}
