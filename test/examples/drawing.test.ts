/** A child draws. */

import { afterEach, beforeEach, expect as expectValue, test } from 'vitest';
import { type App, expect, type Locator, launch } from '../../lib/testing/index.js';

let app: App;

beforeEach(async () => {
  app = await launch('examples/drawing/main.py');
});
afterEach(() => app.close());

const paper = (): Locator => app.getByControl('GestureDetector');
const button = (tooltip: string): Locator => app.getByTooltip(tooltip);

test('a line goes where the pointer goes', async () => {
  await paper().drag({ from: { x: 10, y: 20 }, by: { x: 30, y: 0 }, steps: 3 });
  await expect(app.getByText('1 strokes, 4 points')).toBeVisible();
  const path = app.getByControl('Path');
  expectValue(await path.property('elements')).toMatchObject([
    { x: 10, y: 20 },
    { x: 20, y: 20 },
    { x: 30, y: 20 },
    { x: 40, y: 20 },
  ]);
});

test('strokes have the colour and the width that were chosen before', async () => {
  await button('Red').click();
  await app.getByControl('Slider').setValue(8);
  await paper().drag({ by: { x: 5, y: 5 } });
  await expect(app.getByControl('Path')).toHaveProperty(
    'paint',
    expectValue.objectContaining({ color: 'red', stroke_width: 8 }),
  );
});

test('a tap makes a dot', async () => {
  await paper().click();
  await expect(app.getByText('1 strokes, 1 points')).toBeVisible();
  await expect(app.getByControl('Circle')).toHaveProperty('radius', 3);
});

test('strokes are taken back and made again, until something new is drawn', async () => {
  await expect(button('Undo')).toBeDisabled();
  await paper().drag({ by: { x: 5, y: 0 } });
  await paper().drag({ by: { x: 0, y: 5 } });
  await button('Undo').click();
  await expect(app.getByText('1 strokes, 2 points')).toBeVisible();
  await button('Redo').click();
  await expect(app.getByText('2 strokes, 4 points')).toBeVisible();
  await expect(button('Redo')).toBeDisabled();

  await button('Undo').click();
  await paper().click();
  await expect(app.getByText('2 strokes, 3 points')).toBeVisible();
  await expect(button('Redo')).toBeDisabled();
});

test('the right mouse button takes back too, and a long press clears everything', async () => {
  await paper().click();
  await paper().click();
  await paper().click({ button: 'secondary' });
  await expect(app.getByText('1 strokes, 1 points')).toBeVisible();
  await paper().longPress();
  await expect(app.getByText('Nothing drawn')).toBeVisible();
  await button('Redo').click();
  await expect(app.getByText('1 strokes, 1 points')).toBeVisible();
});

test('the wheel changes the width, within its bounds', async () => {
  const width = app.getByControl('Slider');
  await paper().scroll({ y: -100 });
  await expect(width).toHaveValue(4);
  for (let i = 0; i < 5; i++) await paper().scroll({ y: 100 });
  await expect(width).toHaveValue(1);
});

test('the place of the pointer is shown while it is over the paper', async () => {
  await paper().perform('pointAt', { x: 12, y: 34 });
  await expect(app.getByText('12, 34')).toBeVisible();
  await paper().leave();
  await expect(app.getByText('12, 34')).toHaveCount(0);
});

test('the size of the paper is known', async () => {
  await expect(app.getByText(/^\d+ × \d+$/)).toBeVisible();
});
