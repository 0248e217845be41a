/** A running test in the real Flutter client. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { launch } from '../../dist/testing/index.js';
import { noChromium } from '../browser/chromium.js';

const COUNTER = 'examples/counter/main.py';
const options = { python: '.venv', transport: 'embedded' } as const;

/** The size in the header of a PNG. */
function sizeOf(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  expect([...png.subarray(1, 4)].map((code) => String.fromCharCode(code)).join('')).toBe('PNG');
  return [view.getUint32(16), view.getUint32(20)];
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(Buffer.from(b));

describe('in Chromium', { timeout: 120_000 }, () => {
  beforeEach(({ skip }) => skip(noChromium !== undefined, noChromium));

  test('a picture has the size of the page, shows what the test has done, and is the same twice', async () => {
    await using app = await launch(COUNTER, { ...options, page: { width: 400, height: 300 } });
    const zero = await app.screenshot();
    expect(sizeOf(zero)).toEqual([400, 300]);
    expect(equal(await app.screenshot(), zero)).toBe(true);
    await app.getByText('+').click();
    const one = await app.screenshot();
    expect(equal(one, zero)).toBe(false);
    await app.getByText('-').click();
    expect(equal(await app.screenshot(), zero)).toBe(true);
  });

  test('a control that is highlighted looks afterwards as before', async () => {
    await using app = await launch(COUNTER, { ...options, page: { width: 400, height: 300 } });
    const before = await app.screenshot();
    await app.getByText('+').highlight({ timeout: 30_000 });
    expect(equal(await app.screenshot(), before)).toBe(true);
  });
});

describe('what is missing is said', () => {
  const display = { DISPLAY: process.env['DISPLAY'], WAYLAND_DISPLAY: process.env['WAYLAND_DISPLAY'] };
  const chromium = process.env['FLET_EMBED_CHROMIUM'];

  afterEach(() => {
    for (const [name, value] of Object.entries({ ...display, FLET_EMBED_CHROMIUM: chromium })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  test.skipIf(process.platform !== 'linux')('headed without a display', async () => {
    for (const name of Object.keys(display)) delete process.env[name];
    await expect(launch(COUNTER, { ...options, headed: true })).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_BROWSER',
      message: expect.stringMatching(/set DISPLAY, or run it under xvfb-run/),
    });
  });

  test('a browser that is not there', async () => {
    process.env['FLET_EMBED_CHROMIUM'] = '/no/such/chromium';
    await using app = await launch(COUNTER, options);
    await expect(app.screenshot()).rejects.toMatchObject({
      message: expect.stringMatching(/Chromium.*\/no\/such\/chromium/s),
    });
  });
});
