import { Histogram } from '../histogram.mjs';
import { repeatSlow } from '../sampling.mjs';

const CONTROLS = { '7 controls': 7, '100 controls': 100, '1,000 controls': 1000 };

/** From the click on a button of a real Flet app until its patch has been applied. */
export default {
  name: 'click',
  level: 'app',
  explains:
    "from the click on a button of a Flet app with so many controls until the patch that it causes has been applied to the client's tree. Flet's own Python dominates",
  only: (system) => system.openApp !== undefined,
  variants: () => Object.keys(CONTROLS),
  repetitions: {
    quick: { own: [2, 0], beside: [1, 0] },
    full: { own: [5, 2], beside: [2, 0] },
  },
  lengths: {
    quick: { warmUp: 40, count: 300, limitMs: 500 },
    full: { warmUp: 200, count: 3000, limitMs: 2500 },
  },
  async measure({ system, variant, lengths: { warmUp, count, limitMs }, where }) {
    const app = await system.openApp({ controls: CONTROLS[variant], ...where });
    const histogram = new Histogram();
    await repeatSlow(warmUp, limitMs, 5, () => app.click());
    await repeatSlow(count, limitMs, 10, async () => {
      const from = performance.now();
      await app.click();
      histogram.record((performance.now() - from) * 1e6);
    });
    await app.close();
    return [{ variant, bytes: null, ...histogram.summary() }];
  },
};
