/**
 * Packets of the Flet protocol to bytes and back: a type byte, then MessagePack with Flet's extension types, or raw
 * bytes.
 */

import { decodeMessagePack } from './msgpack/decoder.js';
import { MessagePackEncoder } from './msgpack/encoder.js';
import { DateTime, Duration, Extension, JsText, TimeOfDay, type WireValue } from './values.js';

/** A message of the protocol. */
export interface MessagePacket {
  kind: 'message';
  /** Decoded, not yet checked: `[action, body]` in a sound packet. */
  value: WireValue;
}

/** A frame of a data channel that shares the protocol's transport. */
export interface DataPacket {
  kind: 'data';
  channelId: number;
  /** A view of the packet. */
  bytes: Uint8Array;
}

/** Empty, cut short, or of an unknown type: to be ignored. */
export interface OtherPacket {
  kind: 'other';
  reason: string;
}

export type Packet = MessagePacket | DataPacket | OtherPacket;

const MESSAGE = 0x00;
const DATA = 0x01;

const text = new TextEncoder();
const ascii = new TextDecoder();

/** One entry per extension type: the class, its bytes, and back. */
const EXTENSIONS = [
  {
    type: 1,
    matches: (value: object) => value instanceof DateTime && value.iso,
    parse: (data: string) => new DateTime(data),
  },
  {
    type: 2,
    matches: (value: object) => value instanceof TimeOfDay && `${value.hour}:${value.minute}`,
    parse: (data: string) => {
      const match = /^(\d{1,2}):(\d{1,2})(?::\d{1,2})?$/.exec(data);
      return match === null ? undefined : new TimeOfDay(Number(match[1]), Number(match[2]));
    },
  },
  {
    type: 3,
    matches: (value: object) => value instanceof Duration && String(Math.round(value.microseconds)),
    parse: (data: string) => (/^-?\d{1,15}$/.test(data) ? new Duration(Number(data)) : undefined),
  },
  {
    type: 4,
    matches: (value: object) => value instanceof JsText && value.text,
    parse: (data: string) => new JsText(data),
  },
] as const;

function toExtension(value: object): { type: number; data: Uint8Array } | undefined {
  for (const { type, matches } of EXTENSIONS) {
    const data = matches(value);
    if (data !== false) return { type, data: text.encode(data) };
  }
  return value instanceof Extension ? { type: value.type, data: value.data } : undefined;
}

function fromExtension(type: number, data: Uint8Array): WireValue {
  const known = EXTENSIONS.find((extension) => extension.type === type);
  return known?.parse(ascii.decode(data)) ?? new Extension(type, new Uint8Array(data));
}

const encoder = new MessagePackEncoder(toExtension);

/** The packet of a message. Throws a TypeError or RangeError for what the protocol cannot hold. */
export function encodeMessage(action: number, body: object): Uint8Array {
  return encoder.encode(MESSAGE, [action, body]);
}

/** The packet of a data channel's frame, for transports that carry both. */
export function encodeDataFrame(channelId: number, bytes: Uint8Array): Uint8Array {
  const packet = new Uint8Array(5 + bytes.length);
  packet[0] = DATA;
  new DataView(packet.buffer).setUint32(1, channelId, true);
  packet.set(bytes, 5);
  return packet;
}

/** Takes a packet of an app apart. Throws a `FletError` when a message is not MessagePack. */
export function decodePacket(packet: Uint8Array): Packet {
  return decode(packet, false);
}

/** Takes a packet of a client apart. Throws a `FletError` also for what Python would refuse: map keys that are no strings. */
export function decodeClientPacket(packet: Uint8Array): Packet {
  return decode(packet, true);
}

function decode(packet: Uint8Array, textKeys: boolean): Packet {
  switch (packet[0]) {
    case MESSAGE:
      return { kind: 'message', value: decodeMessagePack(packet, 1, fromExtension, textKeys) };
    case DATA: {
      if (packet.length < 5) return { kind: 'other', reason: 'a data frame without a channel id' };
      const channelId = new DataView(packet.buffer, packet.byteOffset).getUint32(1, true);
      return { kind: 'data', channelId, bytes: packet.subarray(5) };
    }
    case undefined:
      return { kind: 'other', reason: 'an empty packet' };
    default:
      return { kind: 'other', reason: `a packet of type ${packet[0]}` };
  }
}
