/** Somebody reads a book about moss. */

import { afterEach, beforeEach, expect as expectValue, test } from 'vitest';
import { type App, expect, launch } from '../../lib/testing/index.js';

let app: App;

beforeEach(async () => {
  app = await launch('examples/reader/main.py');
});
afterEach(() => app.close());

test('pages are turned by swiping and with the arrow keys', async () => {
  await expect(app.getByText('1 of 3: What moss is')).toBeVisible();
  await app.getByControl('PageView').swipe('left');
  await expect(app.getByText('2 of 3: How it drinks')).toBeVisible();
  await app.getByControl('KeyboardListener').press('ArrowRight');
  await expect(app.getByText('3 of 3: Where it grows')).toBeVisible();
  await app.getByControl('KeyboardListener').press('ArrowLeft');
  await expect(app.getByText('2 of 3: How it drinks')).toBeVisible();
});

test('a link leads to another chapter, and out of the book', async () => {
  const chapter = app.getByControl('Markdown');
  await chapter.first().select('encyclopedia');
  expectValue(app.services.launchedUrls).toEqual(['https://example.org/moss']);
  await chapter.first().select('how it drinks');
  await expect(app.getByText('2 of 3: How it drinks')).toBeVisible();
});

test('words are marked', async () => {
  await expect(app.getByText('Nothing marked')).toBeVisible();
  await app.getByText('On moss').perform('selectText', [3, 7]);
  await expect(app.getByText('Marked: moss')).toBeVisible();
  await app.getByControl('SelectionArea').perform('selectText', [3, 15]);
  await expect(app.getByText('Marked: What moss is')).toBeVisible();
});

test('words of the glossary are explained by a click', async () => {
  await app.getByRole('link', { name: 'Spore' }).hover();
  await expect(app.getByText('What is a spore?')).toBeVisible();
  await app.getByRole('link', { name: 'Spore' }).click();
  await expect(app.getByText('Spore: What moss has instead of a seed.')).toBeVisible();
  await app.getByRole('link', { name: 'Spore' }).leave();
  await expect(app.getByText('Spore: What moss has instead of a seed.')).toHaveCount(0);
});

test('the text grows by a click, and for those who do not see the buttons', async () => {
  await app.getByTooltip('Larger').click();
  await expect(app.getByText('Text size 18')).toBeVisible();
  await app.getByRole('slider', { name: 'Text size' }).perform('assist', 'decrease');
  await app.getByRole('slider', { name: 'Text size' }).perform('assist', 'decrease');
  await expect(app.getByText('Text size 14')).toBeVisible();
});

test('the picture is looked at closely and put back', async () => {
  await app.getByControl('InteractiveViewer').pinch({ scale: 2 });
  await expect(app.getByText('Scaled by 2.0')).toBeVisible();
  await app.getByRole('button', { name: 'As it was' }).click();
  await expect(app.getByText('As it is')).toBeVisible();
});

test('sources are unfolded and folded', async () => {
  await app.getByText('A microscope').click();
  await expect(app.getByText('A microscope opened')).toBeVisible();
  await expect(app.getByText('Source 3')).toBeVisible();
  await app.getByText('A microscope').click();
  await expect(app.getByText('A microscope closed')).toBeVisible();
  await expect(app.getByText('Source 3')).toBeHidden();
});

test('how far one has scrolled in the sources is shown', async () => {
  const list = app.getByControl('ListView');
  await app.client.measure(await list.control(), { scrollExtent: 200 });
  await list.scroll({ y: 50 });
  await expect(app.getByText('25% of the sources')).toBeVisible();
});

test('the address is copied by the client itself', async () => {
  await app.getByTooltip('Copy the address').click();
  expectValue(app.services.clipboard.text).toBe('https://example.org/book');
});
