import { StringDecoder } from 'node:string_decoder';
import { READABLE } from './transports/channel-port.js';
import type { EmbeddedPort } from './transports/embedded.js';

/** Which of Python's streams a line was written to. */
export type OutputStream = 'stdout' | 'stderr';

/** Gets every line that Python prints, without its line break. A line of more than 1 MiB comes in pieces. */
export type OutputCallback = (line: string, stream: OutputStream) => void;

/** The callback's share of one turn of the event loop, in messages; each holds a line or some. */
const MESSAGES_PER_TURN = 1024;

/** Characters of an unfinished line that are kept: what is longer is handed on as it is. */
const LONGEST_LINE = 2 ** 20;

/** One stream's text so far. */
class Stream {
  readonly #name: OutputStream;
  readonly #deliver: OutputCallback;
  /** Broken bytes become U+FFFD; a character that is cut in two by a piece's end is put together again. */
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';

  constructor(name: OutputStream, deliver: OutputCallback) {
    this.#name = name;
    this.#deliver = deliver;
  }

  write(bytes: Uint8Array): void {
    const text = this.#decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop()!;
    for (const line of lines) this.#deliver(line, this.#name);
    if (this.#rest.length > LONGEST_LINE) this.#flushRest();
  }

  /** No more is to come: what has no line break yet is a line. */
  end(): void {
    this.#rest += this.#decoder.end();
    if (this.#rest !== '') this.#flushRest();
  }

  #flushRest(): void {
    const rest = this.#rest;
    this.#rest = '';
    this.#deliver(rest, this.#name);
  }
}

/**
 * What Python prints, as lines for a callback. Reads the runtime's output channel, whose messages are a byte for the
 * stream (1 or 2) and a run of bytes of it. While the callback does not keep up Python waits, so that nothing grows.
 */
export class OutputLines {
  readonly #port: EmbeddedPort;
  readonly #streams: Record<number, Stream>;
  #scheduled = false;
  #released = false;

  constructor(port: EmbeddedPort, callback: OutputCallback) {
    this.#port = port;
    // A line that the callback fails on must not cost the lines behind it.
    const deliver: OutputCallback = (line, stream) => {
      try {
        callback(line, stream);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    };
    this.#streams = { 1: new Stream('stdout', deliver), 2: new Stream('stderr', deliver) };
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
    for (const stream of Object.values(this.#streams)) stream.end();
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
    for (const message of messages) this.#streams[message[0] ?? 1]?.write(message.subarray(1));
    if (messages.length > 0) this.#port.taken(messages.length);
    return messages.length;
  }
}
