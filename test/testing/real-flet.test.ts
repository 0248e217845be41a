/** The harness on apps that run on Flet, in a child process: over a channel, without the place where the app runs. */

import { describe, expect as is, test } from 'vitest';
import { type App, connect, expect } from '../../lib/testing/index.js';
import { startChildApp } from '../flet/child-app.js';
import { scriptOf } from '../flet/scenarios.js';

/** Slow machines start Python slowly; nothing here waits that long. */
const timeouts = { action: 30_000, assertion: 30_000 };

async function withApp(script: string, run: (app: App) => Promise<void>): Promise<void> {
  const child = await startChildApp(script);
  try {
    const app = await connect(child.channel, { timeouts, openDataChannel: child.openDataChannel });
    await run(app);
    await app.close();
  } finally {
    await child.close();
  }
}

describe('with an app that runs on Flet', { timeout: 120_000 }, () => {
  test('a counter counts', () =>
    withApp(scriptOf('counter'), async (app) => {
      const plus = app.getByRole('button', { name: '+' });
      for (const count of ['1', '2', '3']) {
        await plus.click();
        await expect(app.getByText(count)).toBeVisible();
      }
      await app.getByText('-').click();
      await expect(app).toMatchTree('Text "2"');
    }));

  test('tasks are typed, ticked and deleted', () =>
    withApp(scriptOf('todo'), async (app) => {
      const field = app.getByLabel('What needs to be done?');
      for (const task of ['one', 'two']) {
        await field.type(`${task}\n`);
        await expect(app.getByRole('checkbox', { name: task })).not.toBeChecked();
      }
      await app.getByLabel('two').check();
      await expect(app.getByLabel('two')).toBeChecked();
      await expect(app.getByText('1 left')).toBeVisible();
      await app.getByRole('button', { name: 'Delete' }).first().click();
      await expect(app.getByRole('checkbox')).toHaveCount(1);
    }));

  test('a dialog covers what is below it until it is answered', () =>
    withApp(scriptOf('dialogs'), async (app) => {
      await app.getByText('Ask').click();
      await expect(app.dialogs()).toHaveCount(1);
      await is(app.getByText('Ask').click({ timeout: 0 })).rejects.toMatchObject({ code: 'ERR_EMBED_TEST_COVERED' });
      await expect(app.getByText('Ask')).toBeVisible();
      await app.getByText('Yes').click();
      await expect(app.dialogs()).toHaveCount(0);
      await app.getByText('Date').click();
      await app.getByControl('DatePicker').pickDate('2026-03-04');
      await expect(app.getByText(/date 2026-03-04;/)).toBeVisible();
    }));

  test('routes are opened and gone back from', () =>
    withApp(scriptOf('routes'), async (app) => {
      await app.getByText('Visit store').click();
      await expect(app).toHaveProperty('route', '/store');
      await expect(app.getByText('Visit store')).toBeHidden();
      await app.back();
      await expect(app.getByText('Visit store')).toBeVisible();
    }));

  test('an exception in a handler fails the test with its traceback, until it is expected', () =>
    withApp(scriptOf('inputs'), async (app) => {
      await app
        .getByText('Bad')
        .click()
        .catch(() => {});
      const error = await app.expectError(/broken handler/);
      is(error.traceback).toMatch(/in fail\n.*raise ValueError\("broken handler"\)/);
      await app.getByControl('Dropdown').setValue('Red');
      await expect(app.getByText(/Dropdown\.select='r'/)).toBeVisible();
      await app.getByControl('Slider').setValue(4);
      await expect(app.getByControl('Slider')).toHaveValue(4);
    }));
});
