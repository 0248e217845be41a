/** launch(): the whole harness over an app in this process. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expect as expectApp } from '../../lib/testing/index.js';
import { launch } from '../../lib/testing/launch.js';
import { appOf, fixture, freshFolder, PYTHON } from './launched.js';

describe('a launched app', () => {
  test('is clicked, looked at and closed', async () => {
    const app = await launch(fixture('counter'), { python: PYTHON });
    await app.getByText('+').click();
    await expectApp(app.getByText('1')).toBeVisible();
    await app.close();
  });

  test('knows the icons of its Flet by name', async () => {
    const source = appOf(`
      text = ft.Text('0')
      page.add(text, ft.IconButton(ft.Icons.ADD, on_click=lambda: setattr(text, 'value', 'added')))
    `);
    const app = await launch(source, { python: PYTHON });
    await app.getByIcon('ADD').click();
    await expectApp(app.getByText('added')).toBeVisible();
    await app.close();
  });

  test('has a clock that the test moves', async () => {
    const source = appOf(`
      async def later():
          await asyncio.sleep(60)
          text.value = 'later'
          text.update()
      text = ft.Text('now')
      page.add(text)
      page.run_task(later)
    `);
    const app = await launch(source, { python: PYTHON, clock: true });
    await app.clock.runFor(60_000);
    await expectApp(app.getByText('later')).toBeVisible();
    await app.close();
  });

  test('fails the call that waits, and close(), with the Python traceback of an error that nobody expected', async () => {
    const source = appOf("page.add(ft.Button('go', on_click=lambda: 1 / 0))");
    const app = await launch(source, { python: PYTHON });
    await expect(app.getByText('go').click()).rejects.toThrow(/ZeroDivisionError: division by zero[\s\S]*in <lambda>/);
    await expect(app.close()).rejects.toThrow('ZeroDivisionError');
    const next = await launch(source, { python: PYTHON });
    await next
      .getByText('go')
      .click()
      .catch(() => {});
    await next.expectError(/division by zero/);
    await next.close();
  });

  test("that cannot be launched is blamed on the test's line", async () => {
    const error = (await launch('nowhere.py', { python: PYTHON }).catch((failure: unknown) => failure)) as Error;
    expect(error.stack?.split('\n').find((line) => /^\s+at /.test(line))).toContain('app.test.ts');
  });
});

describe('a trace', () => {
  const before = process.cwd();
  beforeAll(() => process.chdir(freshFolder()));
  afterAll(() => process.chdir(before));

  const traces = (): string[] => (existsSync('flet-embed-traces') ? readdirSync('flet-embed-traces') : []);

  test("is not written with 'retain-on-failure' when nothing fails", async () => {
    const app = await launch(fixture('counter'), { python: PYTHON, trace: 'retain-on-failure' });
    await app.getByText('+').click();
    await app.close();
    expect(traces()).toEqual([]);
  });

  test('is written when a call of the test fails', async () => {
    const app = await launch(fixture('counter'), { python: PYTHON, trace: 'retain-on-failure' });
    await app
      .getByText('nowhere')
      .click({ timeout: 0 })
      .catch(() => {});
    await app.close();
    expect(traces()).toHaveLength(1);
  });

  test("is written with 'on', with the test's calls, the messages and what the app prints", async () => {
    const source = appOf("page.add(ft.Button('go', on_click=lambda: print('printed by the app')))");
    const app = await launch(source, { python: PYTHON, trace: 'on' });
    await app.getByText('go').click();
    await app.close();
    const name = traces().find((file) => file.startsWith('code'))!;
    const html = readFileSync(join('flet-embed-traces', name), 'utf8');
    for (const text of ["getByText('go').click()", 'printed by the app', 'REGISTER']) {
      expect(html.toLowerCase()).toContain(text.toLowerCase());
    }
  });
});
