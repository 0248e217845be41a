/** MessagePack to values, for bytes that nobody vouches for: whatever is wrong ends in one `FletError`. */

import { Decoder, type ExtensionCodecType } from '@msgpack/msgpack';
import { protocolError } from '../flet-error.js';
import type { WireMap, WireValue } from '../values.js';
import { checkShape } from './shape.js';

/** Turns an extension into a value. `data` is a view of the message: copy what is kept. */
export type FromExtension = (type: number, data: Uint8Array) => WireValue;

const extensionCodec: ExtensionCodecType<FromExtension> = {
  tryToEncode: () => null,
  decode: (data, type, fromExtension) => fromExtension(type, data),
};

/**
 * Decodes exactly one value that begins at `start` and ends with the message. Map keys of every scalar type become
 * strings, integers beyond 2⁵³ bigints; bytes are copied out of the message. The key `__proto__` is refused.
 *
 * @param textKeys Refuses map keys that are no strings, as Python does.
 */
export function decodeMessagePack(
  message: Uint8Array,
  start: number,
  fromExtension: FromExtension,
  textKeys = false,
): WireValue {
  checkShape(message, start);
  // Integers of 64 bits as bigints: as numbers they would be rounded beyond 2⁵³. One decoder for each message, since it
  // keeps what it has read last.
  const mapKeyConverter = textKeys ? textKey : scalarKey;
  const decoder = new Decoder({ extensionCodec, context: fromExtension, useBigInt64: true, mapKeyConverter });
  let value: unknown;
  try {
    value = decoder.decode(message.subarray(start));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw protocolError(`Expected one MessagePack value in the packet but it cannot be read: ${reason}`, error);
  }
  return own(value as WireValue);
}

function textKey(key: unknown): string {
  if (typeof key !== 'string') throw new TypeError('a map key that is no string');
  return key;
}

function scalarKey(key: unknown): string {
  if (typeof key === 'object' && key !== null) throw new TypeError('a map key that is no scalar');
  return String(key);
}

/** The value with what the library gives differently: 64-bit integers that fit a number, and views of the message. */
function own(value: WireValue): WireValue {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item = value[i];
      if (typeof item === 'object' || typeof item === 'bigint') value[i] = own(item);
    }
  } else if (value instanceof Uint8Array) {
    return new Uint8Array(value);
  } else if (Object.getPrototypeOf(value) === Object.prototype) {
    const map = value as WireMap;
    for (const key of Object.keys(map)) {
      const item = map[key];
      if (typeof item === 'object' || typeof item === 'bigint') map[key] = own(item);
    }
  }
  return value;
}
