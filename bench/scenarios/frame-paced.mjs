import { setTimeout as pause } from 'node:timers/promises';
import { checkLength, exchangeWith } from '../exchange.mjs';
import { Histogram } from '../histogram.mjs';

const BYTES = 128;
const RATES = [60, 120];

/** What a pointer does: one message for each frame, whose answer is wanted within it. Both sides sleep in between. */
export default {
  name: 'frame-paced',
  level: 'bytes',
  needs: 'round-trip',
  explains:
    'one message of 128 bytes for each frame at 60 and at 120 Hz, and its answer: what a pointer sends. Both sides sleep between two frames, so that waking up is in the figures. `late` counts answers that came after their frame',
  only: (system) => system.kind !== 'floor',
  repetitions: {
    quick: { own: [1, 0], beside: [0, 0] },
    full: { own: [2, 2], beside: [1, 0] },
  },
  lengths: {
    quick: { warmUpFrames: 10, ms: 900 },
    full: { warmUpFrames: 30, ms: 3000 },
  },
  async measure({ system, lengths, where }) {
    const peer = await system.open('echo', where);
    const exchange = exchangeWith(peer);
    const message = new Uint8Array(BYTES).fill(1);
    const rows = [];
    for (const rate of RATES) {
      const histogram = new Histogram();
      const frame = 1000 / rate;
      const frames = lengths.warmUpFrames + Math.round(lengths.ms / frame);
      const first = performance.now();
      let late = 0;
      for (let index = 0; index < frames; index++) {
        await until(first + index * frame);
        const from = performance.now();
        checkLength(await exchange(message), BYTES);
        const took = performance.now() - from;
        if (index < lengths.warmUpFrames) continue;
        histogram.record(took * 1e6);
        if (took > frame) late++;
      }
      rows.push({ variant: `${rate} Hz`, bytes: BYTES, ...histogram.summary(), late });
    }
    await peer.close();
    return rows;
  },
};

async function until(moment) {
  const left = moment - performance.now();
  if (left > 0) await pause(left);
}
