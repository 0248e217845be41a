import { openScript, typistOf } from '../flet-app.mjs';
import { Histogram } from '../histogram.mjs';
import { atRate } from '../pace.mjs';

const KEYS_A_SECOND = 30;

/** A text field typed into at thirty keys a second: a key that is held down, or a very fast typist. */
export default {
  name: 'typing',
  level: 'app',
  needs: 'flet',
  explains: `a text field typed into at ${KEYS_A_SECOND} keys a second: from the moment at which a key was due until the patch of its handler has been applied`,
  repetitions: {
    quick: { own: [1, 0], beside: [0, 0] },
    full: { own: [2, 1], beside: [1, 0] },
  },
  lengths: {
    quick: { warmUp: 10, count: 45 },
    full: { warmUp: 30, count: 180 },
  },
  async measure({ system, lengths: { warmUp, count }, where }) {
    const app = await openScript(system, 'text_field', [], where);
    const type = await typistOf(app.client);
    const histogram = new Histogram();
    let late = 0;
    await atRate(KEYS_A_SECOND, warmUp + count, async (index, due) => {
      await type();
      if (index < warmUp) return;
      const took = performance.now() - due;
      histogram.record(took * 1e6);
      if (took > 1000 / KEYS_A_SECOND) late++;
    });
    await app.close();
    return [{ variant: null, bytes: null, ...histogram.summary(), late }];
  },
};
