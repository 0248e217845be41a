import { checkLength, exchangeWith } from '../exchange.mjs';
import { Histogram } from '../histogram.mjs';
import { repeatSlow } from '../sampling.mjs';

const ANSWER = 64;

const KIB = 1024;
const MIB = 1024 * KIB;
const SIZES = [64, 4 * KIB, 64 * KIB, MIB, 16 * MIB, 64 * MIB];

/** A system that would need longer for the next size is not asked for it. */
const LONGEST_MS = 4000;

/** A message of each size from 64 bytes to 64 MiB and a short answer: by copy, and by transfer where memory can be moved. */
export default {
  name: 'sizes',
  level: 'bytes',
  needs: 'large',
  explains: `a message of each size there, and an answer of 64 bytes. *transfer*: the memory is moved. A system is not asked for sizes that would take more than ${LONGEST_MS / 1000} s`,
  only: (system) => system.kind !== 'floor',
  variants: (system) => (system.capabilities.includes('transfer') ? ['copy', 'transfer'] : ['copy']),
  repetitions: {
    quick: { own: [1, 0], beside: [0, 0] },
    full: { own: [3, 1], beside: [1, 0] },
  },
  lengths: {
    quick: { count: 300, limitMs: 120, least: 2 },
    full: { count: 3000, limitMs: 500, least: 3 },
  },
  async measure({ system, variant, lengths: { count, limitMs, least }, where }) {
    const peer = await system.open('large', where);
    const trip = variant === 'copy' ? byCopy(exchangeWith(peer)) : byTransfer(exchangeWith(peer), peer.allocate);
    const rows = [];
    let before;
    for (const bytes of SIZES) {
      if (before !== undefined && before.ms * (bytes / before.bytes) > LONGEST_MS) break;
      const histogram = new Histogram();
      await repeatSlow(20, limitMs / 2, 1, () => trip(bytes));
      await repeatSlow(count, limitMs, least, async () => {
        histogram.record(await trip(bytes));
        if (bytes >= MIB) globalThis.gc();
      });
      const figures = histogram.summary();
      rows.push({ variant, bytes, ...figures });
      // Small messages cost the same whatever their size, so that only large ones tell of larger ones.
      before = bytes >= 64 * KIB ? { bytes, ms: figures.p50_us / 1000 } : undefined;
    }
    await peer.close();
    return rows;
  },
};

function byCopy(exchange) {
  let message = new Uint8Array(0);
  return async (bytes) => {
    if (message.byteLength !== bytes) message = filled(new Uint8Array(bytes));
    const from = performance.now();
    const answer = await exchange(message);
    const to = performance.now();
    checkLength(answer, ANSWER);
    return (to - from) * 1e6;
  };
}

function byTransfer(exchange, allocate) {
  return async (bytes) => {
    const message = filled(allocate(bytes));
    const from = performance.now();
    const answer = await exchange(message, { transfer: true });
    const to = performance.now();
    checkLength(answer, ANSWER);
    return (to - from) * 1e6;
  };
}

/** As the role wants it: a short message begins with zero, or it would ask for a large one. */
function filled(message) {
  return message.fill(message.byteLength > ANSWER ? 1 : 0);
}
