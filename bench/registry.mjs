// Everything that can be measured: what needs no set-up, described here, and the peers and historical systems of ./systems.
//
// Both kinds keep one contract, which systems/index.mjs describes. Ours may have more: `allocate` in an open peer, the capability
// `batches` (`trySend`, `onmessages`, `try_send`, `batches()`), and in `openFlet` the options that embedded-flet.mjs names. The floors have no channel
// but functions that their scenarios know. What a system imports it imports when it is opened.

import { embeddedAsyncio, embeddedThread } from './transports/embedded.mjs';
import { embeddedFlet } from './transports/embedded-flet.mjs';
import { floor, floorEventfd, floorFutex, floorSpin } from './transports/floors.mjs';
import { preview } from './transports/preview.mjs';
import { unixAsyncio } from './transports/unix.mjs';

/** What the bars compare: measured more often than what stands beside it. */
export const OWN = [
  floor,
  floorEventfd,
  floorFutex,
  floorSpin,
  embeddedThread,
  embeddedAsyncio,
  unixAsyncio,
  embeddedFlet,
  preview,
];

export function isOwn(system) {
  return OWN.includes(system);
}

/** All systems, ours first. */
export async function allSystems() {
  const { SYSTEMS } = await import('./systems/index.mjs');
  return [...OWN, ...SYSTEMS];
}

/** One system by its name, without loading the others: what they import must not show in its figures. */
export async function systemNamed(name) {
  return OWN.find((system) => system.name === name) ?? (await import(`./systems/${name}.mjs`)).default;
}
