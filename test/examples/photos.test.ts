/** Somebody looks through an album with two fingers. */

import { afterEach, beforeEach, test } from 'vitest';
import { type App, expect, type Locator, launch } from '../../lib/testing/index.js';

let app: App;

beforeEach(async () => {
  app = await launch('examples/photos/main.py', { page: 'phone' });
});
afterEach(() => app.close());

const picture = (): Locator => app.getByKey('picture');
const tab = (name: string): Locator => app.getByRole('tab', { name });

test('a small picture opens the large one', async () => {
  await expect(picture()).toBeHidden();
  await app.getByTooltip('Wood').click();
  await expect(picture()).toBeVisible();
  await expect(tab('Picture')).toBeChecked();
  await expect(app.getByText('Wood, 100%, brightness 100 %')).toBeVisible();
});

test('pages are also turned with the whole hand', async () => {
  await app.getByControl('TabBarView').swipe('left');
  await expect(picture()).toBeVisible();
  await app.getByControl('TabBarView').swipe('right');
  await expect(picture()).toBeHidden();
});

test('a picture is enlarged with two fingers or a double tap, within its bounds', async () => {
  await tab('Picture').click();
  await picture().pinch({ scale: 2.5 });
  await expect(app.getByText('Dawn, 250%, brightness 100 %')).toBeVisible();
  await picture().pinch({ scale: 9 });
  await expect(app.getByText('Dawn, 400%, brightness 100 %')).toBeVisible();
  await picture().doubleClick();
  await expect(app.getByText('Dawn, 100%, brightness 100 %')).toBeVisible();
});

test('a quick drag brings the next picture, the other way the one before', async () => {
  await tab('Picture').click();
  await picture().swipe('left');
  await expect(app.getByText(/^Sea,/)).toBeVisible();
  await picture().swipe('right');
  await picture().swipe('right');
  await expect(app.getByText(/^Wood,/)).toBeVisible();
});

test('a drag along the sun makes it lighter and darker', async () => {
  await tab('Picture').click();
  await app.getByKey('brightness').drag({ by: { x: 0, y: 30 }, steps: 3 });
  await expect(app.getByText('Dawn, 100%, brightness 70 %')).toBeVisible();
  await app.getByKey('brightness').drag({ by: { x: 0, y: -50 } });
  await expect(app.getByText('Dawn, 100%, brightness 100 %')).toBeVisible();
});

test('a snapshot is taken', async () => {
  app.services.picture = new Uint8Array(123);
  await tab('Picture').click();
  await app.getByText('Take a snapshot').click();
  await expect(app.getByText('A snapshot of 123 bytes')).toBeVisible();
});

test('a comment is swiped away after a question, or stays', async () => {
  const comment = app.getByControl('Dismissible').filter({ hasText: 'How calm' });
  await app.getByTooltip('Sea').click();
  await tab('Comments').click();
  await comment.swipe('left');
  await app.getByRole('button', { name: 'Keep' }).click();
  await expect(comment).toBeVisible();

  await comment.swipe('left');
  await app.getByRole('button', { name: 'Delete' }).click();
  await expect(comment).toHaveCount(0);
  await expect(app.getByText('Where was that?')).toBeVisible();
});

test('comments are put in order from a drawer of their own', async () => {
  await app.getByTooltip('Sea').click();
  await tab('Comments').click();
  await app.getByTooltip('Order').click();
  await app.getByControl('NavigationDrawer').select('Z to A');
  await expect(app.getByControl('Dismissible').first()).toHaveText('Where was that?');
});
