/** What a person reads when a test fails, word for word. */

import { describe, expect as is, test } from 'vitest';
import { expect, TestingError, type TestingErrorCode } from '../../lib/testing/index.js';
import { on } from '../flet/packets.js';
import { QUICK, startHosted, startLive } from './live-app.js';

const bin = (id: number): object => ({ _c: 'IconButton', _i: id, icon: 65604, tooltip: 'Delete', ...on('click') });
const PAGE = [
  { _c: 'Text', _i: 10, value: 'Cart' },
  { _c: 'Button', _i: 11, content: 'save', ...on('click') },
  { _c: 'Button', _i: 12, content: 'Save as …', ...on('click') },
  { _c: 'Container', _i: 13, key: 'old', visible: false, content: { _c: 'Text', _i: 14, value: 'Total: 5' } },
  { _c: 'Button', _i: 15, content: 'Buy', disabled: true, ...on('click') },
  { _c: 'Row', _i: 16, key: 'milk', controls: [bin(17)] },
  { _c: 'Row', _i: 18, key: 'bread', controls: [bin(19)] },
];

/** How every message of this page ends. */
const CONTROLS = `Controls:
  Page route="/"
    View route="/"
      Text "Cart"
      Button "save" (click)
      Button "Save as …" (click)
      Container key="old" visible=false
        Text "Total: 5"
      Button "Buy" disabled=true (click)
      Row key="milk"
        IconButton icon=65604 tooltip="Delete" (click)
      Row key="bread"
        IconButton icon=65604 tooltip="Delete" (click)`;

async function failureOf(call: Promise<unknown>): Promise<TestingError> {
  const error: unknown = await call.then(
    () => 'It did not fail',
    (reason: unknown) => reason,
  );
  is(error).toBeInstanceOf(TestingError);
  return error as TestingError;
}

async function expectFailure(call: Promise<unknown>, code: TestingErrorCode, message: string): Promise<void> {
  const error = await failureOf(call);
  is(error.message).toBe(message);
  is(error.code).toBe(code);
}

describe('the message of a failed test', () => {
  test('text not found: what nearly fits, and how to find it', async () => {
    const { app } = await startLive(PAGE, QUICK);
    await expectFailure(
      app.getByText('Save').click(),
      'ERR_EMBED_TEST_NOT_FOUND',
      `getByText('Save').click() timed out after 100 ms
  awaited: one match that is visible, enabled and not covered
  found:   no match

Nearly:
  Button "save" (click) differs in case only: getByRole('button', { name: 'save' })
  Button "Save as …" (click) contains it: getByRole('button', { name: 'Save as …' })

Call log:
  start: no match

${CONTROLS}`,
    );
  });

  test('two matches: a locator for each of them', async () => {
    const { app } = await startLive(PAGE, QUICK);
    await expectFailure(
      app.getByTooltip('Delete').click(),
      'ERR_EMBED_TEST_AMBIGUOUS',
      `getByTooltip('Delete').click() timed out after 100 ms
  awaited: one match that is visible, enabled and not covered
  found:   2 matches: IconButton icon=65604 tooltip="Delete" (click); IconButton icon=65604 tooltip="Delete" (click)

Each of them alone:
  IconButton icon=65604 tooltip="Delete" (click): getByKey('milk').getByRole('button', { name: 'Delete' })
  IconButton icon=65604 tooltip="Delete" (click): getByKey('bread').getByRole('button', { name: 'Delete' })

Call log:
  start: 2 matches: IconButton icon=65604 tooltip="Delete" (click); IconButton icon=65604 tooltip="Delete" (click)

${CONTROLS}`,
    );
  });

  test('hidden: what hides it', async () => {
    const { app } = await startLive(PAGE, QUICK);
    await expectFailure(
      app.getByText('Total: 5').click(),
      'ERR_EMBED_TEST_HIDDEN',
      `getByText('Total: 5').click() timed out after 100 ms
  awaited: one match that is visible, enabled and not covered
  found:   Text "Total: 5", but Container key="old" visible=false around it is not visible

Call log:
  start: Text "Total: 5", but Container key="old" visible=false around it is not visible

${CONTROLS}`,
    );
  });

  test('disabled', async () => {
    const { app } = await startLive(PAGE, QUICK);
    await expectFailure(
      app.getByRole('button', { name: 'Buy' }).click(),
      'ERR_EMBED_TEST_DISABLED',
      `getByRole('button', { name: 'Buy' }).click() timed out after 100 ms
  awaited: one match that is visible, enabled and not covered
  found:   Button "Buy" disabled=true (click), but it is disabled

Call log:
  start: Button "Buy" disabled=true (click), but it is disabled

${CONTROLS}`,
    );
  });

  test('covered: by which dialog', async () => {
    const yes = { _c: 'TextButton', _i: 21, content: 'Yes', ...on('click') };
    const dialog = { _c: 'AlertDialog', _i: 20, title: 'Sure?', modal: true, open: true, actions: [yes] };
    const { app } = await startLive(PAGE, {
      ...QUICK,
      properties: { _dialogs: { _c: 'Dialogs', _i: 5, controls: [dialog] } },
    });
    await expectFailure(
      app.getByText('save').click(),
      'ERR_EMBED_TEST_COVERED',
      `getByText('save').click() timed out after 100 ms
  awaited: one match that is visible, enabled and not covered
  found:   Button "save" (click), but AlertDialog "Sure?" open=true modal=true covers it

Call log:
  start: Button "save" (click), but AlertDialog "Sure?" open=true modal=true covers it

${CONTROLS}
    Dialogs
      AlertDialog "Sure?" open=true modal=true
        TextButton "Yes" (click)`,
    );
  });

  test('wrong text: the text that is there, and every text that was', async () => {
    const { app, live } = await startLive(PAGE, QUICK);
    const failing = expectFailure(
      expect(app.getByControl('Text').first()).toHaveText('Basket'),
      'ERR_EMBED_TEST_MISMATCH',
      `expect(getByControl('Text').first()).toHaveText('Basket') timed out after 100 ms
  awaited: one match with the text 'Basket'
  found:   the text 'Bag'
  on:      Text "Bag"

Call log:
  start: the text 'Cart'
  after 2 patches: the text 'Bag'

${CONTROLS.replace('Cart', 'Bag')}`,
    );
    await live.set(11, { tooltip: null });
    await live.set(10, { value: 'Bag' });
    await failing;
  });

  test('app crashed: the exception first, then Python’s traceback', async () => {
    const { app } = await startLive(PAGE, {
      on: {
        '11 click': (live) =>
          live.crash(
            'no stock',
            'Traceback (most recent call last):',
            '  File "main.py", line 7, in save',
            '    raise ValueError("no stock")',
            'ValueError: no stock',
          ),
      },
    });
    await expectFailure(
      app.getByText('save').click(),
      'ERR_EMBED_TEST_APP_ERROR',
      `getByText('save').click() failed: the app raised ValueError: no stock
  awaited: that the app comes to rest
  found:   ValueError: no stock

Python:
  Traceback (most recent call last):
    File "main.py", line 7, in save
      raise ValueError("no stock")
  ValueError: no stock

Hint:
  If the test means this to happen: await app.expectError(/…/)

Call log:
  start: done; the app works on it

${CONTROLS}`,
    );
  });

  test('app exited: with which code, and what it said last', async () => {
    const { app, host } = await startHosted(PAGE);
    const failing = expectFailure(
      expect(app.getByText('Paid')).toBeVisible(),
      'ERR_EMBED_TEST_APP_ENDED',
      `expect(getByText('Paid')).toBeVisible() failed: the app has exited with code 3
  awaited: one match, and it is visible
  found:   no match

Its last lines on stderr:
  out of paper

Call log:
  start: no match

${CONTROLS}`,
    );
    await host.end(3, 'out of paper');
    await failing;
  });

  test('connection lost: why', async () => {
    const { app, live } = await startLive(PAGE);
    const failing = expectFailure(
      expect(app.getByText('Paid')).toBeVisible(),
      'ERR_EMBED_TEST_APP_ENDED',
      `expect(getByText('Paid')).toBeVisible() failed: the app has ended: Channel 'memory' was destroyed: the power is gone
  awaited: one match, and it is visible
  found:   no match

Call log:
  start: no match

${CONTROLS}`,
    );
    live.die('the power is gone');
    await failing;
  });

  test('time-out: what the app has not done', async () => {
    const { app } = await startLive(PAGE, { ...QUICK, on: { '11 click': () => new Promise(() => {}) } });
    await expectFailure(
      app.getByText('save').click(),
      'ERR_EMBED_TEST_TIMEOUT',
      `getByText('save').click() timed out after 100 ms
  awaited: that the app comes to rest
  found:   it still works: a handler has not returned, or a call of it is unanswered

Call log:
  start: done; the app works on it

${CONTROLS}`,
    );
  });

  test('a gesture that the control does not take: those that it takes', async () => {
    const { app } = await startLive(PAGE, QUICK);
    const error = await failureOf(app.getByText('Cart').fill('x'));
    is(error.code).toBe('ERR_EMBED_TEST_REFUSED');
    is(error.message.split('\n').slice(0, 3)).toEqual([
      "getByText('Cart').fill('x') failed",
      '  awaited: that the app takes it',
      '  found:   Cannot fill Text "Cart": it takes no gesture',
    ]);
    is(error.cause).toMatchObject({ code: 'ERR_EMBED_FLET_NO_GESTURE' });
  });

  test('an outline that does not fit: the line, and where it was looked for', async () => {
    const { app } = await startLive(PAGE, QUICK);
    await expectFailure(
      expect(app).toMatchTree(`
        View
          Row key="milk"
            IconButton tooltip="Keep"
      `),
      'ERR_EMBED_TEST_MISMATCH',
      `expect(app).toMatchTree() timed out after 100 ms
  awaited: one match with the outline of 3 lines
  found:   nothing for line 3, IconButton tooltip="Keep", in Row key="milk"

Outline:
  1  View
  2    Row key="milk"
  3      IconButton tooltip="Keep"

Call log:
  start: nothing for line 3, IconButton tooltip="Keep", in Row key="milk"

${CONTROLS}`,
    );
  });

  test.each<[string, string, (app: Awaited<ReturnType<typeof startLive>>['app']) => Promise<unknown>]>([
    [
      "no match, since nothing matches getByKey('jam')",
      'a scope that is not there',
      (app) => app.getByKey('jam').getByRole('button').click(),
    ],
    [
      "only 2 matches of getByTooltip('Delete')",
      'a place that is not there',
      (app) => app.getByTooltip('Delete').nth(2).click(),
    ],
    [
      "none of the 2 matches of getByControl('Row')",
      'a filter that nothing passes',
      (app) => app.getByControl('Row').filter({ hasText: 'jam' }).click(),
    ],
  ])('says «%s» of %s', async (found, _what, act) => {
    const { app } = await startLive(PAGE, QUICK);
    is((await failureOf(act(app))).message.split('\n')[2]).toBe(`  found:   ${found}`);
  });

  test('what matches elsewhere is told with its own locator', async () => {
    const { app } = await startLive(PAGE, QUICK);
    const error = await failureOf(app.getByKey('milk').getByText('Cart').click());
    is(error.message).toContain(`Nearly:\n  Text "Cart" matches elsewhere: getByText('Cart')\n`);
  });

  test('a hidden twin of what nearly fits is told as hidden', async () => {
    const { app } = await startLive(PAGE, QUICK);
    const error = await failureOf(app.getByText('total: 5').click());
    is(error.message).toContain(
      `Nearly:\n  Text "Total: 5" differs in case only, and is hidden: getByText('Total: 5')\n`,
    );
  });

  test('stays readable for a page of thousands of controls and a long wait', async () => {
    const controls = Array.from({ length: 1000 }, (_, index) => ({
      _c: 'Text',
      _i: 10 + index,
      value: `Row ${index}`,
    }));
    const { app, live } = await startLive(controls);
    const failing = failureOf(expect(app.getByText(/^Row 0/)).toHaveText('x'));
    for (let index = 1; index <= 30; index++) {
      await live.set(10, { value: `Row 0, ${index}` });
      await app.settled();
    }
    live.die('enough');
    const { message } = await failing;
    const lines = message.split('\n');
    is(lines.length).toBeLessThan(90);
    is(message).toContain("  after 2 patches: the text 'Row 0, 2'\n  … 19 more …\n");
    is(message).toContain('… and 942 more; app.tree() gives them all');
  });

  test('no line of it can be taken for a line of the stack', async () => {
    const { app } = await startLive(PAGE, QUICK);
    const { message, stack } = await failureOf(app.getByText('Save').click());
    is(message.split('\n').filter((line) => /^\s*at /.test(line))).toEqual([]);
    is(stack!.startsWith(`TestingError: ${message}\n    at `)).toBe(true);
    is(stack!.slice(message.length).split('\n')[1]).toContain('messages.test.ts');
  });
});
