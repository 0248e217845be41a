/** The app's side of the wire: what it sends and how it reads what it gets, without the client's codec. */

import { decode, encode } from '@msgpack/msgpack';

/** A packet of the app: `[action, body]`. */
export function encodeAppPacket(action: number, body: unknown): Uint8Array {
  return Uint8Array.from([0, ...encode([action, body])]);
}

/** The value of a client's message packet. Throws for any other packet. */
export function decodeClientPacket(packet: Uint8Array | undefined): unknown {
  if (packet === undefined || packet[0] !== 0) throw new Error(`Expected a message packet but received ${packet}`);
  return decode(packet.subarray(1));
}
