import { openScript, panOf } from '../flet-app.mjs';
import { Histogram } from '../histogram.mjs';
import { repeatSlow } from '../sampling.mjs';

const SHAPES = { '100 shapes': 100, '1,000 shapes': 1000, '10,000 shapes': 10_000 };

/** From a move of the pointer over a canvas until the patch that moves one of its shapes has been applied. */
export default {
  name: 'drawing',
  level: 'app',
  needs: 'flet',
  explains:
    'from a pan over a canvas with so many shapes until the patch that moves one of them has been applied, one pan at a time',
  variants: () => Object.keys(SHAPES),
  repetitions: {
    quick: { own: [1, 0], beside: [0, 0] },
    full: { own: [2, 1], beside: [1, 0] },
  },
  lengths: {
    quick: { warmUp: 20, count: 200, limitMs: 700 },
    full: { warmUp: 100, count: 2000, limitMs: 3000 },
  },
  async measure({ system, variant, lengths: { warmUp, count, limitMs }, where }) {
    const app = await openScript(system, 'drawing', [SHAPES[variant]], where);
    const pan = await panOf(app.client);
    const histogram = new Histogram();
    await repeatSlow(warmUp, limitMs, 2, pan);
    await repeatSlow(count, limitMs, 3, async () => {
      const from = performance.now();
      await pan();
      histogram.record((performance.now() - from) * 1e6);
    });
    await app.close();
    return [{ variant, bytes: null, ...histogram.summary() }];
  },
};
