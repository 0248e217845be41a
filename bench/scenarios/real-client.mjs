import { Histogram } from '../histogram.mjs';
import { repeatSlow } from '../sampling.mjs';

const CONTROLS = { '7 controls': 7, '100 controls': 100 };
const VIEWPORT = { width: 800, height: 600 };
const FIRST_FRAME = 'bench: first frame';

/** So many frames without a message, and a page is at rest. */
const QUIET_FRAMES = 30;

/** A click without an answer is an error, not a wait: milliseconds. */
const PATIENCE_MS = 20_000;

/** In the page: when a button of the mouse went up, when the next message came, and when that was drawn. */
const STAMPS = `
addEventListener('flutter-first-frame', () => console.log('${FIRST_FRAME}'));
addEventListener('pointerup', (event) => { released = event.timeStamp; }, { capture: true });
let released = 0;
let arrived = 0;
const Standard = WebSocket;
globalThis.WebSocket = class extends Standard {
  constructor(...of) {
    super(...of);
    this.addEventListener('message', (event) => {
      if (typeof event.data === 'string') return;
      arrived++;
      if (released === 0) return;
      const patch = performance.now() - released;
      const from = released;
      released = 0;
      requestAnimationFrame(() => requestAnimationFrame((frame) => globalThis.told?.([patch, frame - from])));
    });
  }
};
// The app's content comes with the first message or with one after it; then it is drawn.
globalThis.settled = async () => {
  for (let before = 0; arrived === 0 || before !== arrived; ) {
    before = arrived;
    for (let frames = 0; frames < ${QUIET_FRAMES}; frames++) await new Promise(requestAnimationFrame);
  }
};
globalThis.nextClick = () => new Promise((resolve) => { globalThis.told = resolve; });
`;

const SEMANTICS = `addEventListener('flutter-first-frame', () => document.querySelector('flt-semantics-placeholder').click());`;

/** A click in Flet's own Flutter client, in headless Chromium. */
export default {
  name: 'real-client',
  level: 'page',
  needs: 'page',
  section: 'app',
  barMode: 'unpinned',
  explains:
    "a click of the mouse in Flet's own Flutter client, in Chromium without a graphics card: until the patch that it causes has come into the page (`patch`), and until the second frame after that (`frame`). The browser dominates",
  variants: () => Object.keys(CONTROLS),
  modes: () => ['unpinned'],
  repetitions: {
    quick: { own: [0, 0], beside: [0, 0] },
    full: { own: [3, 0], beside: [3, 0] },
  },
  lengths: {
    quick: { warmUp: 10, count: 50, limitMs: 3000 },
    full: { warmUp: 20, count: 200, limitMs: 15_000 },
  },
  async measure({ system, variant, lengths: { warmUp, count, limitMs }, where }) {
    const { chromium } = await import('playwright-core');
    const app = await system.openPage({ controls: CONTROLS[variant], ...where });
    const browser = await chromium.launch({
      executablePath: process.env.FLET_EMBED_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
    const patches = new Histogram();
    const frames = new Histogram();
    try {
      const [x, y] = await placeOfPlus(browser, app.url);
      const page = await browser.newPage({ viewport: VIEWPORT });
      await page.addInitScript(STAMPS);
      const drawn = page.waitForEvent('console', (message) => message.text() === FIRST_FRAME);
      await Promise.all([drawn, page.goto(app.url)]);
      await page.evaluate('settled()');
      const click = async () => {
        const told = page.evaluate(
          `Promise.race([nextClick(), new Promise((resolve) => setTimeout(resolve, ${PATIENCE_MS}))])`,
        );
        await page.mouse.click(x, y);
        const times = await told;
        if (times === undefined)
          throw new Error(`Expected a patch within ${PATIENCE_MS} ms after a click but none came`);
        return times;
      };
      await repeatSlow(warmUp, limitMs, 5, click);
      await repeatSlow(count, limitMs, 10, async () => {
        const [patch, frame] = await click();
        patches.record(patch * 1e6);
        frames.record(frame * 1e6);
      });
    } finally {
      await browser.close();
      await app.close();
    }
    return [
      { variant: `${variant}, patch`, bytes: null, ...patches.summary() },
      { variant: `${variant}, frame`, bytes: null, ...frames.summary() },
    ];
  },
};

/** Found by the semantics tree, which is off while the clicks are measured. */
async function placeOfPlus(browser, url) {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript(SEMANTICS);
  await page.goto(url);
  const button = page.getByRole('button', { name: '+', exact: true });
  await button.waitFor({ state: 'attached' });
  const box = await button.boundingBox();
  await page.close();
  return [box.x + box.width / 2, box.y + box.height / 2];
}
