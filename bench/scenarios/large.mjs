import { checkLength, exchangeWith } from '../exchange.mjs';
import { Histogram } from '../histogram.mjs';

const BYTES = 64 * 2 ** 20;

const SHORT = 64;

/** Short round trips before each large message, the same way as it: it finds a path as warm as theirs, and memory freed. */
const TRIPS = 300;

/** One large message and a short one the other way: there with a short answer, or a short request and the large answer. */
export default {
  name: 'large',
  level: 'bytes',
  needs: 'large',
  explains: 'a message of 64 MiB and a 64-byte one the other way. The floor is what two copies into fresh memory cost',
  variants: (system) =>
    system.kind === 'floor'
      ? ['two-copies']
      : system.capabilities.includes('transfer')
        ? ['copy to-python', 'copy to-host', 'transfer to-python', 'transfer to-host']
        : ['copy to-python', 'copy to-host'],
  repetitions: {
    quick: { own: [2, 0], beside: [0, 0] },
    full: { own: [5, 1], beside: [0, 0] },
  },
  lengths: {
    quick: { warmUp: 1, count: 3 },
    full: { warmUp: 1, count: 6 },
  },
  async measure({ system, variant, lengths: { warmUp, count }, where }) {
    const histogram = new Histogram();
    if (system.copyTwice !== undefined) {
      for (let i = 0; i < warmUp + count; i++) {
        const nanoseconds = system.copyTwice(BYTES);
        if (i >= warmUp) histogram.record(nanoseconds);
      }
      return [{ variant, bytes: BYTES, ...histogram.summary() }];
    }
    const [kind, direction] = variant.split(' ');
    const peer = await system.open('large', where);
    const exchange = exchangeWith(peer);
    const trip = direction === 'to-python' ? there : back;
    for (let i = 0; i < warmUp + count; i++) {
      const milliseconds = await trip(exchange, kind === 'transfer' ? peer.allocate : undefined);
      if (i >= warmUp) histogram.record(milliseconds * 1e6);
      globalThis.gc();
    }
    await peer.close();
    return [{ variant, bytes: BYTES, ...histogram.summary() }];
  },
};

/** `allocate` is given for transfers only. */
async function there(exchange, allocate) {
  const data = (allocate === undefined ? new Uint8Array(BYTES) : allocate(BYTES)).fill(1);
  await shortTrips(exchange, allocate);
  const from = performance.now();
  const answer = await exchange(data, allocate && { transfer: true });
  const to = performance.now();
  checkLength(answer, SHORT);
  return to - from;
}

async function back(exchange, allocate) {
  await exchange(Buffer.from(`${allocate === undefined ? 'copy' : 'transfer'} ${BYTES}`));
  await shortTrips(exchange, undefined);
  const request = new Uint8Array(SHORT);
  request[0] = 1;
  const from = performance.now();
  const answer = await exchange(request);
  const to = performance.now();
  if (answer.byteLength !== BYTES || answer[0] !== 1 || answer[BYTES - 1] !== 1) {
    throw new Error('The large message did not arrive whole');
  }
  return to - from;
}

async function shortTrips(exchange, allocate) {
  const short = new Uint8Array(SHORT);
  for (let i = 0; i < TRIPS; i++) {
    if (allocate === undefined) await exchange(short);
    else await exchange(allocate(SHORT).fill(0), { transfer: true });
  }
}
