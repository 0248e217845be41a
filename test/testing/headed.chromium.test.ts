/** A test that a person watches: in a window, on a display. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch } from '../../dist/testing/index.js';
import { noChromium } from '../browser/chromium.js';
import { noDisplay, XServer } from '../browser/x-server.js';

const APP = 'test/fixtures/testing/coloured';
const skipped = noChromium ?? noDisplay;

describe('a headed test', { timeout: 120_000 }, () => {
  const before = process.env['DISPLAY'];
  let server: XServer;
  beforeEach(({ skip }) => skip(skipped !== undefined, skipped));
  beforeAll(async () => {
    if (skipped !== undefined) return;
    server = await XServer.start();
    process.env['DISPLAY'] = server.display;
  });
  afterAll(async () => {
    if (before === undefined) delete process.env['DISPLAY'];
    else process.env['DISPLAY'] = before;
    await server?.stop();
  });

  test('is seen in a window, with what it does; the window closes with the app', async () => {
    const seen = { timeout: 30_000, interval: 200 };
    {
      await using app = await launch(APP, { python: '.venv', transport: 'embedded', headed: true, slowMo: 1 });
      await expect.poll(() => server.shareOf(0, 255, 0), seen).toBeGreaterThan(0.3);
      await app.getByText('Blue').click();
      await expect.poll(() => server.shareOf(0, 0, 255), seen).toBeGreaterThan(0.3);
      expect(server.shareOf(0, 255, 0)).toBeLessThan(0.01);
    }
    await expect.poll(() => server.shareOf(0, 0, 255), seen).toBe(0);
  });
});
