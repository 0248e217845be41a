import { checkLength } from '../exchange.mjs';
import { Histogram } from '../histogram.mjs';
import { sample } from '../sampling.mjs';

const SIZES = [64, 1024, 64 * 1024];

/** One message there and one back, one at a time. */
export default {
  name: 'round-trip',
  level: 'bytes',
  needs: 'round-trip',
  explains: 'one message there and one back, one at a time, each call awaited',
  variants: (system) => (system.name === 'floor' ? [null, 'eventfd'] : [null]),
  // Two threads that spin on one core only wait for each other's time slice to end.
  modes: (system) => (system.name === 'floor-spin' ? ['unpinned'] : undefined),
  repetitions: {
    quick: { own: [4, 1], beside: [1, 0] },
    full: { own: [5, 2], beside: [3, 1] },
  },
  lengths: {
    quick: { warmUp: 8000, count: 8000, larger: 600, limitMs: 700 },
    full: { warmUp: 8000, count: 80_000, larger: 6000, limitMs: 2000 },
  },
  async measure({ system, variant, mode, lengths, where }) {
    // A round trip that wakes idle cores takes ten times as long, and no bar applies to it.
    const part = mode === 'unpinned' ? 4 : 1;
    const warmUp = lengths.warmUp / part;
    const count = lengths.count / part;
    if (system.roundTrips !== undefined) {
      const histogram = new Histogram();
      for (const sampled of await system.roundTrips(variant, SIZES[0], warmUp / 2, count * 2))
        histogram.record(sampled);
      return [{ variant, bytes: SIZES[0], ...histogram.summary() }];
    }
    const peer = await system.open('echo', where);
    const once = peer.call === undefined ? withChannel(peer.channel) : withCall(peer.call);
    const rows = [];
    for (const bytes of SIZES) {
      const message = new Uint8Array(bytes).fill(1);
      const histogram = new Histogram();
      const first = bytes === SIZES[0];
      const times = first ? { warmUp, count } : { warmUp: lengths.larger / part, count: lengths.larger / part };
      await sample(histogram, { ...times, limitMs: first ? lengths.limitMs : lengths.limitMs / 2 }, () =>
        once(message),
      );
      rows.push({ variant, bytes, ...histogram.summary() });
    }
    await peer.close();
    return rows;
  },
};

function withChannel(channel) {
  return async (message) => {
    const from = performance.now();
    await channel.send(message);
    const answer = await channel.receive();
    const to = performance.now();
    checkLength(answer, message.byteLength);
    return (to - from) * 1e6;
  };
}

function withCall(call) {
  return async (message) => {
    const from = performance.now();
    const answer = await call(message);
    const to = performance.now();
    checkLength(answer, message.byteLength);
    return (to - from) * 1e6;
  };
}
