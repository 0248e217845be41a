/** A MessagePack implementation that is not ours, to compare with and to write the app's side of tests in. */

import { decode, Encoder, ExtData } from '@msgpack/msgpack';

const encoder = new Encoder();

/** A packet of the app: `[action, body]`. */
export function encodeWithOracle(action: number, body: unknown): Uint8Array {
  return Uint8Array.from([0, ...encoder.encode([action, body])]);
}

/** The value of a message packet. Throws for any other packet. */
export function decodeWithOracle(packet: Uint8Array | undefined): unknown {
  if (packet === undefined || packet[0] !== 0) throw new Error(`Expected a message packet but received ${packet}`);
  return decode(packet.subarray(1));
}

export { ExtData };
