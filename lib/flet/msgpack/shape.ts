/**
 * Whether bytes can be one MessagePack value, told before the library builds anything of them. Its own limits are
 * numbers, not what is left of the message, and none of them bounds nesting: it sets memory aside for every list that
 * has begun, so that twenty thousand bytes of list headers take a gigabyte. Here all lengths and counts together must
 * be backed by bytes that are there.
 */

import { protocolError } from '../flet-error.js';

/** Deeper nesting is refused; it is what Python's `msgpack` can take. */
export const MAX_DEPTH = 511;

/** What follows a code: the bytes of a count, other bytes, and for lists and maps the values for each one counted. */
type Form = readonly [count: number, bytes: number, values: number];

const scalar = (bytes: number): Form => [0, bytes, 0];

/** For the codes 0xc0 to 0xdf. */
const FORMS: readonly Form[] = [
  ...[0, 0, 0, 0].map(scalar), // nil, the code without a meaning, false, true
  ...[1, 2, 4].map((count): Form => [count, 0, 0]), // bytes
  ...[1, 2, 4].map((count): Form => [count, 1, 0]), // extensions with their type
  ...[4, 8].map(scalar), // floats
  ...[1, 2, 4, 8, 1, 2, 4, 8].map(scalar), // unsigned and signed integers
  ...[2, 3, 5, 9, 17].map(scalar), // extensions of a fixed length
  ...[1, 2, 4].map((count): Form => [count, 0, 0]), // texts
  ...[2, 4].map((count): Form => [count, 0, 1]), // lists
  ...[2, 4].map((count): Form => [count, 0, 2]), // maps
];

/** Throws a `FletError` unless exactly one value begins at `start` and ends with the message. */
export function checkShape(message: Uint8Array, start: number): void {
  new Scan(message, start).value();
}

class Scan {
  readonly #message: Uint8Array;
  #position: number;
  /** Values that are still to come, whatever they belong to. Each takes a byte at least. */
  #promised = 1;
  /** How many of them belong to each list and map that is open. */
  readonly #open: number[] = [];

  constructor(message: Uint8Array, start: number) {
    this.#message = message;
    this.#position = start;
  }

  value(): void {
    const open = this.#open;
    while (this.#promised > 0) {
      this.#skip(0);
      const code = this.#message[this.#position++]!;
      this.#promised--;
      if (open.length > 0) open[open.length - 1]!--;
      if (code >= 0x80 && code < 0xe0) this.#rest(code);
      while (open.at(-1) === 0) open.pop();
    }
    const left = this.#message.length - this.#position;
    if (left > 0) throw this.#fault(`${left} more byte(s) after the value`);
  }

  /** What belongs to a code beside itself. */
  #rest(code: number): void {
    if (code < 0x90) {
      this.#enter((code & 0x0f) * 2);
    } else if (code < 0xa0) {
      this.#enter(code & 0x0f);
    } else if (code < 0xc0) {
      this.#skip(code & 0x1f);
    } else if (code === 0xc1) {
      throw this.#fault('0xc1 begins no value');
    } else {
      const [size, bytes, values] = FORMS[code - 0xc0]!;
      const count = this.#count(size);
      if (values > 0) this.#enter(count * values);
      else this.#skip(bytes + count);
    }
  }

  #enter(values: number): void {
    if (this.#open.length >= MAX_DEPTH) throw this.#fault(`more than ${MAX_DEPTH} levels of nesting`);
    this.#promised += values;
    this.#skip(0);
    this.#open.push(values);
  }

  #count(size: number): number {
    this.#skip(size);
    let count = 0;
    for (let i = this.#position - size; i < this.#position; i++) count = count * 0x100 + this.#message[i]!;
    return count;
  }

  #skip(bytes: number): void {
    if (bytes + this.#promised > this.#message.length - this.#position) throw this.#fault('it ends inside a value');
    this.#position += bytes;
  }

  #fault(what: string): Error {
    return protocolError(`Expected one MessagePack value in the packet but found ${what} (byte ${this.#position})`);
  }
}
