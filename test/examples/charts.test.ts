/** Somebody watches charts: what counts is which pixels come, and that each frame waits for the one before. */

import { afterEach, beforeEach, expect as expectValue, test } from 'vitest';
import { type App, expect, launch } from '../../lib/testing/index.js';

const WHITE = [255, 255, 255, 255];
const GREY = [224, 224, 224, 255];
const BLUE = [33, 105, 243, 255];

let app: App;
let frames: DataView[];

beforeEach(async () => {
  app = await launch('examples/charts/main.py');
  frames = [];
  app.client.on('frame', ({ bytes }) => {
    const copy = bytes.slice();
    frames.push(new DataView(copy.buffer));
  });
});
afterEach(() => app.close());

test('bars are drawn at once', async () => {
  await expect(app.getByText('Frame 1: bars, 12 values')).toBeVisible();
  await expect(app.getByRole('img')).toBeVisible();
});

/** Red, green, blue, alpha of a pixel of the last frame: an operation, width, height, then the pixels. */
function pixel(x: number, y: number): number[] {
  const frame = frames.at(-1)!;
  const start = 9 + (y * frame.getUint32(1, true) + x) * 4;
  return [0, 1, 2, 3].map((channel) => frame.getUint8(start + channel));
}

test('another kind of chart and another number of values are drawn when they are chosen', async () => {
  await app.getByRole('radio', { name: 'Line' }).check();
  await expect(app.getByText('Frame 2: line, 12 values')).toBeVisible();
  await app.getByControl('Slider').setValue(32);
  await expect(app.getByText('Frame 3: line, 32 values')).toBeVisible();
  expectValue(frames).toHaveLength(2);
});

test('a frame holds the pixels that Python has painted', async () => {
  await app.getByControl('Slider').setValue(8);
  const frame = frames.at(-1)!;
  expectValue([frame.getUint32(1, true), frame.getUint32(5, true)]).toEqual([320, 160]);
  // Eight bars, 40 pixels apart: the third one is almost as high as the picture, the seventh is hardly there.
  expectValue(pixel(100, 20)).toEqual(BLUE);
  expectValue(pixel(260, 100)).toEqual(WHITE);
  expectValue(pixel(260, 155)).toEqual(BLUE);
  expectValue(pixel(2, 100)).toEqual(WHITE);
  expectValue(pixel(2, 40)).toEqual(GREY);
});

test('the animation shows all its frames', async () => {
  await app.getByRole('button', { name: 'Play' }).click();
  await expect(app.getByText('Frame 9: bars, 12 values')).toBeVisible();
  await expect(app.getByRole('progressbar')).toHaveValue(1);
  expectValue(frames).toHaveLength(8);
});

test('the picture is cleared', async () => {
  await app.getByRole('button', { name: 'Clear' }).click();
  await expect(app.getByText('Nothing drawn')).toBeVisible();
});
