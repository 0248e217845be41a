/** Messages on a stream of bytes, as Flet's socket server speaks them: `[length: u32, little endian][message]`. */

import { EmbedError } from '../errors.js';

/** Bytes in front of each message. */
export const FRAME_HEADER = 4;

/** The largest length that the header can say. */
export const MAX_FRAME_BYTES = 0xffff_ffff;

/** A fresh copy of the message behind its length; the message itself is `frame.subarray(FRAME_HEADER)`. */
export function encodeFrame(message: Uint8Array): Uint8Array {
  const frame = new Uint8Array(FRAME_HEADER + message.byteLength);
  new DataView(frame.buffer).setUint32(0, message.byteLength, true);
  frame.set(message, FRAME_HEADER);
  return frame;
}

/** Cuts what a stream delivers into messages. What it hands out is a copy of its own. */
export class FrameDecoder {
  readonly #maxMessageBytes: number;
  #chunks: Uint8Array[] = [];
  /** How much of the first chunk has been read. */
  #at = 0;
  readonly #header = new Uint8Array(FRAME_HEADER);
  #headerBytes = 0;
  #body: Uint8Array | undefined;
  #bodyBytes = 0;

  constructor(maxMessageBytes: number) {
    this.#maxMessageBytes = maxMessageBytes;
  }

  /** Nothing is left: neither bytes that were not read nor the beginning of a message. */
  get isEmpty(): boolean {
    return this.#chunks.length === 0 && this.#headerBytes === 0;
  }

  push(chunk: Uint8Array): void {
    if (chunk.byteLength > 0) this.#chunks.push(chunk);
  }

  /**
   * The next complete message; undefined: more has to come first.
   *
   * @throws EmbedError `ERR_EMBED_MESSAGE_TOO_LARGE` when a longer one is announced, before any memory is taken for it.
   */
  read(): Uint8Array | undefined {
    if (this.#body === undefined) {
      this.#headerBytes += this.#fill(this.#header, this.#headerBytes);
      if (this.#headerBytes < FRAME_HEADER) return undefined;
      this.#body = this.#begin();
    }
    this.#bodyBytes += this.#fill(this.#body, this.#bodyBytes);
    if (this.#bodyBytes < this.#body.byteLength) return undefined;
    const message = this.#body;
    this.#body = undefined;
    this.#headerBytes = this.#bodyBytes = 0;
    return message;
  }

  #begin(): Uint8Array {
    const length = new DataView(this.#header.buffer).getUint32(0, true);
    if (length > this.#maxMessageBytes) {
      throw new EmbedError(
        'ERR_EMBED_MESSAGE_TOO_LARGE',
        `Expected messages of at most ${this.#maxMessageBytes} bytes but the other side announced one of ${length}; ` +
          'connect with a larger maxMessageBytes, or see that the other side frames its messages with their length',
      );
    }
    try {
      return new Uint8Array(length);
    } catch (cause) {
      throw new EmbedError('ERR_EMBED_OUT_OF_MEMORY', `There is no memory for a message of ${length} bytes`, { cause });
    }
  }

  /** Copies what is there into `target` from `from` on; returns how many bytes that were. */
  #fill(target: Uint8Array, from: number): number {
    let filled = from;
    while (filled < target.byteLength) {
      const chunk = this.#chunks[0];
      if (chunk === undefined) break;
      const part = chunk.subarray(this.#at, this.#at + target.byteLength - filled);
      target.set(part, filled);
      filled += part.byteLength;
      this.#at += part.byteLength;
      if (this.#at === chunk.byteLength) {
        this.#chunks.shift();
        this.#at = 0;
      }
    }
    return filled - from;
  }
}
