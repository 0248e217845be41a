/** A person gets through a day with the to-do list. */

import { afterEach, beforeEach, test } from 'vitest';
import { type App, expect, type Locator, launch } from '../../lib/testing/index.js';

let app: App;

beforeEach(async () => {
  app = await launch('examples/todo/main.py');
});
afterEach(() => app.close());

const field = (): Locator => app.getByLabel('What needs to be done?');
const row = (title: string): Locator => app.getByControl('Dismissible').filter({ hasText: title });

async function add(...titles: string[]): Promise<void> {
  for (const title of titles) {
    await field().fill(title);
    await field().submit();
  }
}

async function expectTasks(...titles: string[]): Promise<void> {
  await expect(app.getByRole('checkbox')).toHaveCount(titles.length);
  for (const [index, title] of titles.entries()) await expect(app.getByRole('checkbox').nth(index)).toHaveText(title);
}

test('tasks are added with Enter and with the button, and the field is ready for the next', async () => {
  await expect(field()).toBeFocused();
  await add('Water the plants');
  await expect(field()).toHaveValue('');
  await expect(field()).toBeFocused();

  await field().type('Call Ada');
  await app.getByRole('button', { name: 'Add' }).click();
  await expectTasks('Water the plants', 'Call Ada');
  await expect(app.getByText('2 tasks left')).toBeVisible();
});

test('a task without words and a task twice are refused beside the field', async () => {
  await add(' ');
  await expect(app.getByText('Say what')).toBeVisible();
  await add('Milk');
  await expect(app.getByText('Say what')).toBeHidden();
  await add('Milk');
  await expect(app.getByText('It is on the list already')).toBeVisible();
  await expectTasks('Milk');
});

test('the tabs show what is open and what is done', async () => {
  await add('Milk', 'Bread', 'Eggs');
  await app.getByLabel('Bread').check();
  await expect(app.getByLabel('Bread')).toBeChecked();
  await expect(app.getByText('2 tasks left')).toBeVisible();

  await app.getByRole('tab', { name: 'Open' }).click();
  await expectTasks('Milk', 'Eggs');
  await app.getByLabel('Milk').check();
  await expectTasks('Eggs');

  await app.getByRole('tab', { name: 'Done' }).click();
  await expectTasks('Milk', 'Bread');
  await app.getByLabel('Bread').uncheck();
  await expectTasks('Milk');

  await app.getByRole('tab', { name: 'All' }).click();
  await expectTasks('Milk', 'Bread', 'Eggs');
});

test('tasks are dragged into another order, also when some are hidden', async () => {
  await add('Milk', 'Bread', 'Eggs');
  await row('Eggs').dragTo(row('Milk'));
  await expectTasks('Eggs', 'Milk', 'Bread');

  await app.getByLabel('Milk').check();
  await app.getByRole('tab', { name: 'Open' }).click();
  await row('Eggs').dragTo(row('Bread'));
  await expectTasks('Bread', 'Eggs');
  await app.getByRole('tab', { name: 'All' }).click();
  await expectTasks('Milk', 'Bread', 'Eggs');
});

test('a task that is swiped away comes back to its place', async () => {
  await add('Milk', 'Bread', 'Eggs');
  await row('Bread').swipe('left');
  await expectTasks('Milk', 'Eggs');
  await expect(app.getByText('Deleted Bread')).toBeVisible();

  await app.getByText('Undo').click();
  await expectTasks('Milk', 'Bread', 'Eggs');
  await expect(app.getByText('Deleted Bread')).toBeHidden();
});

test('when the last task is deleted there is nothing to do', async () => {
  await add('Milk');
  await app.getByTooltip('Delete Milk').click();
  await expectTasks();
  await expect(app.getByText('Nothing to do')).toBeVisible();
});
