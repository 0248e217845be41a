// The floors: no Python, no JavaScript on the way. They have no channel, but functions of their own for the scenarios that know them.

import { floorAddon, floorPair } from '../floor.mjs';

export const floor = {
  name: 'floor',
  kind: 'floor',
  level: 'bytes',
  title:
    "Node's event loop and a C++ thread, joined by the product's rings and doorbells; no JavaScript, no Python. The thread sleeps on a futex as a Python thread does, or, variant eventfd, in epoll as an asyncio loop does",
  capabilities: ['round-trip', 'large', 'take', 'load'],
  /** Nanoseconds of each round trip. */
  roundTrips: (variant, bytes, warmUp, count) =>
    new Promise((done) => floorAddon().roundTrips(variant ?? 'futex', bytes, warmUp, count, done)),
  /** Nanoseconds of two copies into fresh memory. */
  copyTwice: (bytes) => floorAddon().copyTwice(bytes),
  sink: () => {
    const { sinkOpen, sinkSend, sinkClose } = floorAddon();
    sinkOpen();
    return { send: sinkSend, close: sinkClose };
  },
};

export const floorEventfd = pair('eventfd', 'sleep in epoll');
export const floorFutex = pair('futex', 'sleep on a futex');
export const floorSpin = pair('spin', 'spin, and need two cores');

function pair(sleeper, how) {
  return {
    name: `floor-${sleeper}`,
    kind: 'floor',
    level: 'bytes',
    title: `two C++ threads that ${how}`,
    capabilities: ['round-trip'],
    roundTrips: async (_variant, bytes, warmUp, count) => floorPair(sleeper, bytes, warmUp, count),
  };
}
