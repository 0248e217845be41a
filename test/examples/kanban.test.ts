/** A team moves its cards. */

import { afterEach, beforeEach, test } from 'vitest';
import { type App, expect, type Locator, launch } from '../../lib/testing/index.js';

let app: App;

beforeEach(async () => {
  app = await launch('examples/kanban/main.py');
});
afterEach(() => app.close());

const card = (title: string): Locator => app.getByKey(title);
const column = (name: string): Locator => app.getByKey(name);
const open = (title: string): Promise<void> => card(title).getByText(title).first().click();

test('a card is dragged into another column', async () => {
  await card('Fix the login').dragTo(column('Done'));
  await expect(app.getByText('Fix the login is in Done')).toBeVisible();
  await expect(column('Done')).toContainText('Fix the login');
  await expect(column('To do')).not.toContainText('Fix the login');
  await expect(app.getByText('To do: 1')).toBeVisible();
});

test('a full column takes no more', async () => {
  await card('Fix the login').dragTo(column('Doing'));
  await card('Write the guide').dragTo(column('Doing'));
  await expect(app.getByText('Doing is full')).toBeVisible();
  await expect(column('To do')).toContainText('Write the guide');
});

test('labels hide cards and show them again', async () => {
  const chip = app.getByControl('Chip').filter({ hasText: 'docs' });
  await chip.uncheck();
  await expect(card('Write the guide')).toHaveCount(0);
  await expect(card('Fix the login')).toBeVisible();
  await chip.check();
  await expect(card('Write the guide')).toBeVisible();
});

test('a card is read and written in a sheet', async () => {
  await open('Fix the login');
  await expect(app.getByLabel('Note')).toHaveValue('It fails on Sundays.');
  await app.getByLabel('Note').fill('It fails on Mondays, too.');
  await app.getByRole('button', { name: 'Save' }).click();
  await expect(app.getByText('Fix the login is closed')).toBeVisible();
  await open('Fix the login');
  await expect(app.getByLabel('Note')).toHaveValue('It fails on Mondays, too.');
});

test('a sheet that is dragged down changes nothing', async () => {
  await open('Fix the login');
  await app.getByLabel('Note').fill('Never mind');
  await app.getByControl('BottomSheet').dismiss();
  await open('Fix the login');
  await expect(app.getByLabel('Note')).toHaveValue('It fails on Sundays.');
});

test('labels are taken off and put on', async () => {
  const sheet = app.getByControl('BottomSheet');
  await open('Fix the login');
  await sheet.getByText('bug').delete();
  await sheet.getByText('idea').click();
  await sheet.dismiss();
  await expect(card('Fix the login')).toContainText('idea');
});

test('a card is deleted after a question', async () => {
  await card('Dark mode').getByControl('Container').first().longPress();
  await expect(app.getByRole('dialog', { name: 'Delete Dark mode?' })).toBeVisible();
  await app.getByRole('button', { name: 'Delete' }).click();
  await expect(card('Dark mode')).toHaveCount(0);
  await expect(app.getByText('Doing: 0')).toBeVisible();
});
