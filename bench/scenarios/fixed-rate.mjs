import { setImmediate as turn } from 'node:timers/promises';
import { checkLength } from '../exchange.mjs';
import { Histogram } from '../histogram.mjs';

const BYTES = 64;
const RATES = [1000, 10_000];

/** Answers that are still missing so long after the last send do not come in time for anybody. */
const DRAIN_MS = 5000;

/**
 * Messages at a fixed rate, each timed from when it was due: a system that stalls is charged for every message that would have
 * been sent meanwhile (no coordinated omission). The host turns its event loop between two sends instead of sleeping, since no
 * timer of Node is finer than a millisecond; so the host's own wake-up is not in the figures, Python's is.
 */
export default {
  name: 'fixed-rate',
  level: 'bytes',
  needs: 'pipelined',
  explains:
    'messages of 64 bytes and their answers at a fixed rate, each timed from the moment at which it was due, also when an earlier one was late. The host does not sleep meanwhile',
  // A host that never sleeps leaves nothing to Python on the same core.
  modes: () => ['unpinned'],
  barMode: 'unpinned',
  repetitions: {
    quick: { own: [1, 0], beside: [0, 0] },
    full: { own: [3, 0], beside: [1, 0] },
  },
  lengths: {
    quick: { warmUpMs: 150, ms: 600 },
    full: { warmUpMs: 300, ms: 2000 },
  },
  async measure({ system, lengths, where }) {
    const peer = await system.open('echo', where);
    const rows = [];
    for (const rate of RATES) {
      await run(peer, rate, lengths.warmUpMs, undefined);
      const histogram = new Histogram();
      const perSecond = await run(peer, rate, lengths.ms, histogram);
      rows.push({ variant: `${rate / 1000} kHz`, bytes: BYTES, ...histogram.summary(), per_second: perSecond });
    }
    await peer.close();
    return rows;
  },
};

/** Resolves with the answers a second when all have come. */
async function run(peer, rate, milliseconds, histogram) {
  const message = new Uint8Array(BYTES).fill(1);
  const total = Math.round((rate * milliseconds) / 1000);
  const gap = 1000 / rate;
  const first = performance.now() + 1;
  const answered = (index) => histogram?.record((performance.now() - (first + index * gap)) * 1e6);
  const exchange =
    peer.call === undefined ? overChannel(peer.channel, total, answered) : overCalls(peer.call, answered);
  for (let sent = 0; sent < total; ) {
    if (performance.now() < first + sent * gap) await turn();
    else await exchange.send(message, sent++);
  }
  await withLimit(exchange.allAnswered());
  return total / ((performance.now() - first) / 1000);
}

/** Answers come in the order of the messages. */
function overChannel(channel, total, answered) {
  const reading = (async () => {
    for (let index = 0; index < total; index++) {
      checkLength(await channel.receive(), BYTES);
      answered(index);
    }
  })();
  // A failure while messages are still being sent shows when the answers are awaited.
  reading.catch(() => {});
  return { send: (message) => channel.send(message), allAnswered: () => reading };
}

function overCalls(call, answered) {
  const calls = [];
  return {
    async send(message, index) {
      calls.push(
        (async () => {
          checkLength(await call(message), BYTES);
          answered(index);
        })(),
      );
    },
    allAnswered: () => Promise.all(calls),
  };
}

async function withLimit(promise) {
  let timer;
  const limit = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Expected all answers ${DRAIN_MS} ms after the last message`)), DRAIN_MS);
  });
  try {
    await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
