import type { OutputCallback } from './line-stream.js';
import { PrintedLines } from './printed-lines.js';
import { READABLE } from './transports/channel-port.js';
import type { EmbeddedPort } from './transports/embedded.js';

export type { OutputCallback, OutputStream } from './line-stream.js';

/** The callback's share of one turn of the event loop, in messages; each holds a line or some. */
const MESSAGES_PER_TURN = 1024;

/**
 * What Python prints, as lines for a callback. Reads the runtime's output channel, whose messages are a byte for the
 * stream (1 or 2) and a run of bytes of it. While the callback does not keep up Python waits, so that nothing grows.
 */
export class OutputLines {
  readonly #port: EmbeddedPort;
  readonly #lines: PrintedLines;
  #scheduled = false;
  #released = false;

  constructor(port: EmbeddedPort, callback: OutputCallback) {
    this.#port = port;
    this.#lines = new PrintedLines(callback);
    port.onevent = () => this.#read();
    this.#read();
  }

  /** Everything that is there now, at once, and the unfinished lines with it: a program has ended. */
  drain(): void {
    if (this.#released) return;
    // A Python thread that outlives its program may go on printing: what is there now fits into the bounds.
    for (let left = this.#port.options.capacity; left > 0; ) {
      const count = this.#take();
      if (count === 0) break;
      left -= count;
    }
    this.#lines.end();
  }

  release(): void {
    if (this.#released) return;
    this.drain();
    this.#released = true;
    this.#port.release();
  }

  #read(): void {
    if (this.#scheduled || this.#released) return;
    for (let left = MESSAGES_PER_TURN; left > 0; ) {
      const count = this.#take();
      left -= count;
      if (count === 0 && ((this.#port.arm(READABLE, 0) & READABLE) === 0 || this.#isOver())) return;
    }
    // More is there, and others want their turn. Printing keeps no process alive, the program does: hence a timer,
    // which, unlike an immediate, comes even if nothing refers to it.
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      this.#read();
    }, 0).unref();
  }

  #isOver(): boolean {
    const { destroyed, ended } = this.#port.state();
    return destroyed || ended;
  }

  #take(): number {
    const messages = this.#port.receive(MESSAGES_PER_TURN, false);
    for (const message of messages) this.#lines.write(message[0] === 2 ? 2 : 1, message.subarray(1));
    if (messages.length > 0) this.#port.taken(messages.length);
    return messages.length;
  }
}
