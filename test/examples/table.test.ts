/** An astronomer works with the table of planets. */

import { afterEach, beforeEach, test } from 'vitest';
import { type App, expect, type Locator, launch } from '../../lib/testing/index.js';

let app: App;

beforeEach(async () => {
  app = await launch('examples/table/main.py');
});
afterEach(() => app.close());

const rows = (): Locator => app.getByRole('row');
const row = (name: string): Locator => app.getByKey(name);
const column = (name: string): Locator => app.getByRole('columnheader', { name });

test('a click on a header sorts, a second one turns the order around', async () => {
  await expect(rows().first()).toContainText('Mercury');
  await column('Moons').click();
  await expect(rows().last()).toContainText('Saturn');
  await column('Moons').click();
  await expect(rows().first()).toContainText('Saturn');
  await column('Planet').click();
  await expect(rows().first()).toContainText('Earth');
});

test('rows are selected one by one and all at once', async () => {
  await row('Earth').check();
  await row('Mars').check();
  await expect(app.getByText('8 shown, 2 selected, 3 moons among them')).toBeVisible();
  await expect(row('Mars')).toBeChecked();
  await row('Mars').uncheck();
  await expect(app.getByText('8 shown, 1 selected, 1 moons among them')).toBeVisible();

  await app.getByRole('table').perform('selectAll', true);
  await expect(app.getByText('8 shown, 8 selected, 419 moons among them')).toBeVisible();
  await app.getByRole('table').perform('selectAll', false);
  await expect(app.getByText('8 shown, 0 selected, 0 moons among them')).toBeVisible();
});

test('the selected rows are removed, and come back with a new start', async () => {
  const remove = app.getByTooltip('Remove the selected');
  await expect(remove).toBeDisabled();
  await row('Venus').check();
  await remove.click();
  await expect(row('Venus')).toHaveCount(0);
  await expect(remove).toBeDisabled();

  await app.getByTooltip('Options').click();
  await app.getByRole('menuitem', { name: 'Start again' }).click();
  await expect(row('Venus')).toBeVisible();
});

test('typing into the search narrows the table, and so does a suggestion', async () => {
  const search = app.getByRole('searchbox');
  await search.click();
  await search.type('u');
  await expect(rows()).toHaveCount(6);
  await app.getByText('Only Uranus').click();
  await expect(search).toHaveValue('Uranus');
  await expect(rows()).toHaveCount(1);
  await search.fill('');
  await search.submit();
  await expect(rows()).toHaveCount(8);
});

test('a note is written in place', async () => {
  await row('Mars').getByRole('cell').nth(3).click();
  await app.getByLabel('Note on Mars').fill('red');
  await app.getByLabel('Note on Mars').submit();
  await expect(app.getByRole('dialog')).toBeHidden();
  await expect(row('Mars')).toContainText('red');

  await row('Mars').getByRole('cell').nth(3).click();
  await app.getByLabel('Note on Mars').fill('blue');
  await app.getByRole('button', { name: 'Cancel' }).click();
  await expect(row('Mars')).toContainText('red');
});

test('each planet has a menu of its own', async () => {
  const menu = row('Neptune').getByControl('ContextMenu');
  await menu.click({ button: 'secondary' });
  await menu.getByText('Edit note').click();
  await app.getByLabel('Note on Neptune').fill('windy');
  await app.getByRole('button', { name: 'Save' }).click();
  await expect(row('Neptune')).toContainText('windy');

  await menu.click({ button: 'secondary' });
  await menu.getByText('Remove').click();
  await expect(row('Neptune')).toHaveCount(0);
});

test('a long press and a double click tell more', async () => {
  await row('Jupiter').longPress();
  await expect(app.getByRole('dialog', { name: 'Jupiter' })).toContainText('97 moons');
  await app.getByRole('dialog').dismiss();
  await row('Earth').getByRole('cell').nth(2).doubleClick();
  await expect(app.getByRole('dialog', { name: 'Earth' })).toContainText('1 moons');
});

test('rows can be made dense, and the menu shows that they are', async () => {
  const options = app.getByTooltip('Options');
  await options.click();
  await app.getByRole('menuitemcheckbox', { name: 'Dense rows' }).click();
  await expect(app.getByRole('table')).toHaveProperty('data_row_max_height', 32);
  await options.click();
  await expect(app.getByRole('menuitemcheckbox', { name: 'Dense rows' })).toBeChecked();
});
