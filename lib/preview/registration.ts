/** The address in what a client says of itself. */

import { decodePacket, encodeMessage } from '../flet/codec.js';
import { Action } from '../flet/messages.js';
import { isMap, type WireMap } from '../flet/values.js';

/** A message, an array of two, the number of the registration: how its packet begins. */
const START = [0x00, 0x92, Action.REGISTER_CLIENT];

/**
 * The packet without the token: a client takes the first parts of its address for the page's name. Other packets hold no
 * address, routes in them begin at the page's base, and they are returned as they are.
 */
export function hideToken(packet: Uint8Array, token: string): Uint8Array {
  if (START.some((byte, index) => packet[index] !== byte)) return packet;
  let body: unknown;
  try {
    const decoded = decodePacket(packet);
    body = decoded.kind === 'message' && Array.isArray(decoded.value) ? decoded.value[1] : undefined;
  } catch {
    // What is wrong with it is for the receiver to say.
  }
  if (!isMap(body)) return packet;
  const { page_name: name, page } = body as WireMap;
  const route = isMap(page) ? (page as WireMap)['route'] : undefined;
  return encodeMessage(Action.REGISTER_CLIENT, {
    ...body,
    ...(typeof name === 'string' ? { page_name: withoutPrefix(name, token) } : {}),
    ...(typeof route === 'string' ? { page: { ...(page as WireMap), route: `/${withoutPrefix(route, token)}` } } : {}),
  });
}

/** What follows `<token>/`; without leading slashes in any case. */
function withoutPrefix(path: string, token: string): string {
  const [first, ...rest] = path.replace(/^\/+/, '').split('/');
  return first === token ? rest.join('/') : [first, ...rest].join('/');
}
