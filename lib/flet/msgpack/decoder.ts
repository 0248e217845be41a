/**
 * MessagePack to values, for bytes that nobody vouches for: nothing is allocated ahead of the bytes that back it, nesting is
 * bounded, map keys of every scalar type become strings, and whatever is wrong ends in one `FletError` with its place.
 *
 * Integers beyond 2⁵³ become bigints. Bytes are copied out of the message.
 */

import { protocolError } from '../flet-error.js';
import { setKey, type WireMap, type WireValue } from '../values.js';
import { MAX_DEPTH } from './encoder.js';

/** Turns an extension into a value. `data` is a view of the message: copy what is kept. */
export type FromExtension = (type: number, data: Uint8Array) => WireValue;

// A byte order mark is part of the text.
const text = new TextDecoder('utf-8', { ignoreBOM: true });

/** Decodes exactly one value that begins at `start` and ends with the message. */
export function decodeMessagePack(message: Uint8Array, start: number, fromExtension: FromExtension): WireValue {
  const decoder = new Decoder(message, start, fromExtension);
  const value = decoder.value(0);
  decoder.end();
  return value;
}

class Decoder {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #fromExtension: FromExtension;
  #position: number;

  constructor(bytes: Uint8Array, start: number, fromExtension: FromExtension) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#position = start;
    this.#fromExtension = fromExtension;
  }

  end(): void {
    const left = this.#bytes.length - this.#position;
    if (left !== 0) throw this.#error(`${left} more byte(s) after the value`);
  }

  value(depth: number): WireValue {
    const code = this.#bytes[this.#take(1)]!;
    if (code < 0x80) return code;
    if (code < 0x90) return this.#map(code & 0x0f, depth);
    if (code < 0xa0) return this.#array(code & 0x0f, depth);
    if (code < 0xc0) return this.#string(code & 0x1f);
    if (code >= 0xe0) return code - 0x100;
    switch (code) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.#slice(this.#length(code - 0xc4)).slice();
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.#extension(this.#length(code - 0xc7));
      case 0xca:
        return this.#view.getFloat32(this.#take(4));
      case 0xcb:
        return this.#view.getFloat64(this.#take(8));
      case 0xcc:
      case 0xcd:
      case 0xce:
        return this.#length(code - 0xcc);
      case 0xcf:
        return shorten(this.#view.getBigUint64(this.#take(8)));
      case 0xd0:
        return this.#view.getInt8(this.#take(1));
      case 0xd1:
        return this.#view.getInt16(this.#take(2));
      case 0xd2:
        return this.#view.getInt32(this.#take(4));
      case 0xd3:
        return shorten(this.#view.getBigInt64(this.#take(8)));
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.#extension(1 << (code - 0xd4));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.#string(this.#length(code - 0xd9));
      case 0xdc:
      case 0xdd:
        return this.#array(this.#length(code - 0xdb), depth);
      case 0xde:
      case 0xdf:
        return this.#map(this.#length(code - 0xdd), depth);
      default:
        throw this.#error(`0x${code.toString(16)} begins no value`);
    }
  }

  #array(length: number, depth: number): WireValue[] {
    this.#enter(length, depth);
    const array: WireValue[] = [];
    for (let i = 0; i < length; i++) array.push(this.value(depth + 1));
    return array;
  }

  #map(length: number, depth: number): WireMap {
    this.#enter(length * 2, depth);
    const map: WireMap = {};
    for (let i = 0; i < length; i++) {
      const key = this.value(depth + 1);
      if (typeof key === 'object' && key !== null) throw this.#error('a map key that is no scalar');
      setKey(map, String(key), this.value(depth + 1));
    }
    return map;
  }

  #extension(length: number): WireValue {
    const type = this.#view.getInt8(this.#take(1));
    return this.#fromExtension(type, this.#slice(length));
  }

  #string(length: number): string {
    const start = this.#take(length);
    if (length <= 24) {
      let short = '';
      for (let i = start; i < start + length; i++) {
        const byte = this.#bytes[i]!;
        if (byte >= 0x80) return text.decode(this.#bytes.subarray(start, start + length));
        short += String.fromCharCode(byte);
      }
      return short;
    }
    return text.decode(this.#bytes.subarray(start, start + length));
  }

  #slice(length: number): Uint8Array {
    const start = this.#take(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** An unsigned number of 1, 2 or 4 bytes, for `size` 0, 1 or 2. */
  #length(size: number): number {
    if (size === 0) return this.#bytes[this.#take(1)]!;
    return size === 1 ? this.#view.getUint16(this.#take(2)) : this.#view.getUint32(this.#take(4));
  }

  /** Every element takes a byte at least: a count beyond what is left is a lie, told before anything is built. */
  #enter(elements: number, depth: number): void {
    if (depth >= MAX_DEPTH) throw this.#error(`more than ${MAX_DEPTH} levels of nesting`);
    if (elements > this.#bytes.length - this.#position) throw this.#error('it ends inside a value');
  }

  #take(count: number): number {
    const start = this.#position;
    if (count > this.#bytes.length - start) throw this.#error('it ends inside a value');
    this.#position = start + count;
    return start;
  }

  #error(what: string): Error {
    return protocolError(`Expected one MessagePack value in the packet but found ${what} (byte ${this.#position})`);
  }
}

function shorten(value: bigint): number | bigint {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER) ? Number(value) : value;
}
