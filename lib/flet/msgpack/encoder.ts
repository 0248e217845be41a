/**
 * Values to MessagePack. Whole numbers become integers and `Double`s become 64-bit floats, whatever their value: Python
 * tells `5` from `5.0`, JavaScript does not.
 */

import { describe } from '../../errors.js';
import { Double, isMap } from '../values.js';

/** Deeper nesting is refused; it is what Python's `msgpack` can take. */
export const MAX_DEPTH = 511;

/** Turns an object that MessagePack does not know into an extension, or says that it cannot: undefined. */
export type ToExtension = (value: object) => { type: number; data: Uint8Array } | undefined;

const text = new TextEncoder();

export class MessagePackEncoder {
  readonly #toExtension: ToExtension;
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  constructor(toExtension: ToExtension) {
    this.#toExtension = toExtension;
  }

  /** The prefix, then the value. */
  encode(prefix: number, value: unknown): Uint8Array {
    this.#length = 0;
    this.#u8(prefix);
    this.#value(value, 0);
    const encoded = this.#bytes.slice(0, this.#length);
    if (this.#bytes.length > 1 << 20) this.#resize(1024);
    return encoded;
  }

  #value(value: unknown, depth: number): void {
    if (depth > MAX_DEPTH)
      throw new RangeError(`Expected at most ${MAX_DEPTH} levels of nesting, or the value is cyclic`);
    switch (typeof value) {
      case 'undefined':
        this.#u8(0xc0);
        break;
      case 'boolean':
        this.#u8(value ? 0xc3 : 0xc2);
        break;
      case 'number':
        if (Number.isSafeInteger(value) && !Object.is(value, -0)) this.#integer(value);
        else this.#float(value);
        break;
      case 'bigint':
        this.#bigInteger(value);
        break;
      case 'string':
        this.#string(value);
        break;
      case 'object':
        this.#object(value, depth);
        break;
      default:
        throw new TypeError(`Expected a value that MessagePack can hold but received ${describe(value)}`);
    }
  }

  #object(value: object | null, depth: number): void {
    if (value === null) {
      this.#u8(0xc0);
    } else if (Array.isArray(value)) {
      this.#header(value.length, 0x90, 16, 0, 0xdc, 0xdd);
      for (const item of value) this.#value(item, depth + 1);
    } else if (value instanceof Uint8Array) {
      this.#header(value.length, 0, 0, 0xc4, 0xc5, 0xc6);
      this.#raw(value);
    } else if (value instanceof Double) {
      this.#float(value.value);
    } else if (isMap(value)) {
      const keys = Object.keys(value);
      this.#header(keys.length, 0x80, 16, 0, 0xde, 0xdf);
      for (const key of keys) {
        this.#string(key);
        this.#value(value[key], depth + 1);
      }
    } else {
      this.#extension(value);
    }
  }

  #extension(value: object): void {
    const extension = this.#toExtension(value);
    if (extension === undefined) {
      throw new TypeError(`Expected a value that the Flet protocol can hold but received ${describe(value)}`);
    }
    const { type, data } = extension;
    const fixed = [1, 2, 4, 8, 16].indexOf(data.length);
    if (fixed >= 0) this.#u8(0xd4 + fixed);
    else this.#header(data.length, 0, 0, 0xc7, 0xc8, 0xc9);
    this.#u8(type & 0xff);
    this.#raw(data);
  }

  #string(value: string): void {
    // UTF-8 takes at most three bytes for one UTF-16 unit; the header is written once the length is known.
    if (value.length < 11) {
      this.#reserve(1 + value.length * 3);
      const { written } = text.encodeInto(value, this.#bytes.subarray(this.#length + 1));
      this.#bytes[this.#length] = 0xa0 | written;
      this.#length += 1 + written;
    } else {
      const bytes = text.encode(value);
      this.#header(bytes.length, 0xa0, 32, 0xd9, 0xda, 0xdb);
      this.#raw(bytes);
    }
  }

  #integer(value: number): void {
    if (value >= 0) {
      if (value < 0x80) this.#u8(value);
      else if (value < 0x1_0000_0000) this.#header(value, 0, 0, 0xcc, 0xcd, 0xce);
      else this.#bigInteger(BigInt(value));
    } else if (value >= -0x20) {
      this.#u8(value & 0xff);
    } else if (value >= -0x8000_0000) {
      this.#reserve(5);
      if (value >= -0x80) {
        this.#u8(0xd0);
        this.#u8(value & 0xff);
      } else if (value >= -0x8000) {
        this.#u8(0xd1);
        this.#view.setInt16(this.#advance(2), value);
      } else {
        this.#u8(0xd2);
        this.#view.setInt32(this.#advance(4), value);
      }
    } else {
      this.#bigInteger(BigInt(value));
    }
  }

  #bigInteger(value: bigint): void {
    if (value > 0xffff_ffff_ffff_ffffn || value < -0x8000_0000_0000_0000n) {
      throw new RangeError(`Expected an integer of at most 64 bits but received ${describe(value)}`);
    }
    this.#reserve(9);
    this.#u8(value >= 0n ? 0xcf : 0xd3);
    this.#view.setBigUint64(this.#advance(8), BigInt.asUintN(64, value));
  }

  #float(value: number): void {
    this.#u8(0xcb);
    this.#reserve(8);
    this.#view.setFloat64(this.#advance(8), value);
  }

  /** A length (or an unsigned number) in the smallest of its forms; `fixLimit` 0 and `code8` 0: no such form. */
  #header(length: number, fix: number, fixLimit: number, code8: number, code16: number, code32: number): void {
    this.#reserve(5);
    if (length < fixLimit) {
      this.#u8(fix | length);
    } else if (length < 0x100 && code8 !== 0) {
      this.#u8(code8);
      this.#u8(length);
    } else if (length < 0x1_0000) {
      this.#u8(code16);
      this.#view.setUint16(this.#advance(2), length);
    } else {
      this.#u8(code32);
      this.#view.setUint32(this.#advance(4), length);
    }
  }

  #raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#advance(bytes.length));
  }

  #u8(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  #advance(count: number): number {
    const position = this.#length;
    this.#length += count;
    return position;
  }

  #reserve(count: number): void {
    const wanted = this.#length + count;
    if (wanted > this.#bytes.length) this.#resize(wanted * 2);
  }

  #resize(size: number): void {
    const bytes = new Uint8Array(size);
    bytes.set(this.#bytes.subarray(0, Math.min(this.#length, size)));
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }
}
