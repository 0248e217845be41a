/** A basket is filled, changed and emptied. */

import { afterEach, beforeEach, test } from 'vitest';
import { type App, expect, launch } from '../../lib/testing/index.js';

let app: App;

beforeEach(async () => {
  app = await launch('examples/components/main.py');
});
afterEach(() => app.close());

async function add(name: string): Promise<void> {
  await app.getByLabel('Item').fill(name);
  await app.getByTooltip('Add').click();
}

test('things are added, and the same thing twice is two of it', async () => {
  await add('apple');
  await add('pear');
  await add('apple');
  await expect(app.getByText('2 × apple')).toBeVisible();
  await expect(app.getByText('1 × pear')).toBeVisible();
  await expect(app.getByText('3 things, at most 3')).toBeVisible();
  await expect(app.getByLabel('Item')).toHaveValue('');
});

test('nothing can be added before something is written', async () => {
  await expect(app.getByTooltip('Add')).toBeDisabled();
  await app.getByLabel('Item').type('a');
  await expect(app.getByTooltip('Add')).toBeEnabled();
});

test('what is counted down to nothing leaves the basket; the highest number is remembered', async () => {
  await add('apple');
  await app.getByTooltip('More apple').click();
  await expect(app.getByText('2 things, at most 2')).toBeVisible();
  await app.getByTooltip('Less apple').click();
  await app.getByTooltip('Less apple').click();
  await expect(app.getByText(/apple/)).toHaveCount(0);
  await expect(app.getByText('0 things, at most 2')).toBeVisible();
});

test('a thing is renamed in its own line, the others stay', async () => {
  await add('apple');
  await add('pear');
  await app.getByTooltip('Rename apple').click();
  const field = app.getByLabel('New name');
  await expect(field).toHaveValue('apple');
  await field.fill('plum');
  await field.submit();
  await expect(app.getByText('1 × plum')).toBeVisible();
  await expect(app.getByText('1 × pear')).toBeVisible();
  await expect(field).toHaveCount(0);
});

test('a colour reaches every line without being handed on', async () => {
  await add('apple');
  await expect(app.getByText('1 × apple')).toHaveProperty('color', 'blue');
  await app.getByLabel('Red').check();
  await expect(app.getByText('1 × apple')).toHaveProperty('color', 'red');
});

test('the basket is emptied after a question', async () => {
  const empty = app.getByRole('button', { name: 'Empty …' });
  await expect(empty).toBeDisabled();
  await add('apple');
  await empty.click();
  await app.getByRole('button', { name: 'Keep' }).click();
  await expect(app.getByRole('dialog')).toBeHidden();
  await expect(app.getByText('1 × apple')).toBeVisible();

  await empty.click();
  await app.getByRole('button', { name: 'Empty', exact: true }).click();
  await expect(app.getByText('1 × apple')).toHaveCount(0);
  await expect(app.getByText('0 things, at most 1')).toBeVisible();
});
