import { decodePacket } from '../../lib/flet/codec.js';
import type { WireMap } from '../../lib/flet/values.js';

/** Action and body of a packet. */
export function messageOf(packet: Uint8Array): [number, WireMap] {
  const decoded = decodePacket(packet);
  if (decoded.kind !== 'message') throw new Error(`Expected a message but received ${JSON.stringify(decoded)}`);
  return decoded.value as [number, WireMap];
}
