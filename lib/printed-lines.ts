/** What a program prints on its two streams, as lines. */

import { LineStream, type OutputCallback } from './line-stream.js';

export class PrintedLines {
  readonly #streams: Readonly<Record<1 | 2, LineStream>>;

  constructor(callback: OutputCallback) {
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
    this.#streams = { 1: new LineStream('stdout', deliver), 2: new LineStream('stderr', deliver) };
  }

  write(stream: 1 | 2, bytes: Uint8Array): void {
    this.#streams[stream].write(bytes);
  }

  /** A program has ended: what has no line break yet is a line. */
  end(): void {
    for (const stream of Object.values(this.#streams)) stream.end();
  }
}
