/**
 * Values to MessagePack. Whole numbers become integers and `Double`s become 64-bit floats, whatever their value: Python
 * tells `5` from `5.0`, JavaScript does not.
 */

import { Encoder, ExtData } from '@msgpack/msgpack';
import { describe } from '../../errors.js';
import { Double, isMap, setKey } from '../values.js';
import { MAX_DEPTH } from './shape.js';

/** Turns an object that MessagePack does not know into an extension, or says that it cannot: undefined. */
export type ToExtension = (value: object) => { type: number; data: Uint8Array } | undefined;

/** What the library writes in front of an extension whose bytes are made when their place is known. */
const EXTENSION_HEADER = 6;
/** With that header they take the nine bytes of a double. */
const PLACEHOLDER = new Uint8Array(3);

interface PlacedDouble {
  position: number;
  value: number;
}

export class MessagePackEncoder {
  readonly #toExtension: ToExtension;
  #encoder = newEncoder();
  #doubles: PlacedDouble[] = [];

  constructor(toExtension: ToExtension) {
    this.#toExtension = toExtension;
  }

  /** The prefix, then the value. Throws a TypeError or RangeError for what has no form. */
  encode(prefix: number, value: unknown): Uint8Array {
    this.#doubles = [];
    const encoded = this.#encoder.encodeSharedRef(this.#lower(value, 0));
    const packet = new Uint8Array(1 + encoded.length);
    packet[0] = prefix;
    packet.set(encoded, 1);
    const view = new DataView(packet.buffer);
    for (const { position, value } of this.#doubles) {
      view.setUint8(1 + position, 0xcb);
      view.setFloat64(2 + position, value);
    }
    // The library keeps the largest buffer that it ever needed.
    if (encoded.length > 1 << 20) this.#encoder = newEncoder();
    return packet;
  }

  /** A copy of the value in terms of the library. */
  #lower(value: unknown, depth: number): unknown {
    switch (typeof value) {
      case 'undefined':
      case 'boolean':
        return value;
      case 'number':
        return this.#number(value);
      case 'bigint':
        if (BigInt.asUintN(64, value) === value || BigInt.asIntN(64, value) === value) return value;
        throw new RangeError(`Expected an integer of at most 64 bits but received ${describe(value)}`);
      case 'string':
        return wellFormed(value);
      case 'object':
        return value === null ? null : this.#object(value, depth);
      default:
        throw new TypeError(`Expected a value that MessagePack can hold but received ${describe(value)}`);
    }
  }

  #object(value: object, depth: number): unknown {
    if (value instanceof Uint8Array) return value;
    if (value instanceof Double) return this.#double(value.value);
    const isArray = Array.isArray(value);
    if (!isArray && !isMap(value)) {
      const extension = this.#toExtension(value);
      if (extension !== undefined) return new ExtData(extension.type, extension.data);
      throw new TypeError(`Expected a value that the Flet protocol can hold but received ${describe(value)}`);
    }
    if (depth >= MAX_DEPTH) {
      throw new RangeError(`Expected at most ${MAX_DEPTH} levels of nesting, or the value is cyclic`);
    }
    if (isArray) return value.map((item) => this.#lower(item, depth + 1));
    const map: Record<string, unknown> = {};
    for (const key of Object.keys(value)) setKey(map, wellFormed(key), this.#lower(value[key], depth + 1));
    return map;
  }

  #number(value: number): unknown {
    if (Object.is(value, -0)) return this.#double(value);
    // With bigints switched on, the library writes a number as an integer only up to 32 bits.
    const is64Bit = Number.isSafeInteger(value) && (value > 0xffff_ffff || value < -0x8000_0000);
    return is64Bit ? BigInt(value) : value;
  }

  /**
   * The library writes every whole number as an integer and has no hook for numbers. It tells an extension its place,
   * though: a placeholder of the same length goes there, and the double is written over it.
   */
  #double(value: number): ExtData {
    return new ExtData(0, (position) => {
      this.#doubles.push({ position: position - EXTENSION_HEADER, value });
      return PLACEHOLDER;
    });
  }
}

function newEncoder(): Encoder {
  return new Encoder({ useBigInt64: true, maxDepth: MAX_DEPTH + 1 });
}

/** The library writes halves of surrogate pairs as they are, which is broken UTF-8: Python would drop the packet. */
function wellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Surrogate}/gu, '\ufffd') : text;
}
