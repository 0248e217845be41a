import { describe, expect, test } from 'vitest';
import { type Locator, TestingError } from '../../lib/testing/index.js';
import { ext } from '../flet/gestures/rows.js';
import { E, on, P } from '../flet/packets.js';
import type { Message } from '../flet/scripted-app.js';
import { QUICK, startLive } from './live-app.js';

const button = (id: number, content: unknown, more: object = {}): object => ({
  _c: 'Button',
  _i: id,
  content,
  ...on('click', 'hover', 'long_press'),
  ...more,
});
const field = (more: object = {}): object => ({
  _c: 'TextField',
  _i: 10,
  label: 'Name',
  ...on('change', 'submit', 'focus', 'blur'),
  ...more,
});
const dialog = (id: number, more: object): object => ({
  _dialogs: { _c: 'Dialogs', _i: 5, controls: [{ _i: id, open: true, ...more }] },
});

/** What the app receives when a test does this. */
async function packets(controls: object[], act: (find: Find) => Promise<void>, properties = {}): Promise<Message[]> {
  const { app, live } = await startLive(controls, { properties });
  await act((id) => app.locator((control) => control.id === id));
  return live.received;
}
type Find = (id: number) => Locator;

describe('an action', () => {
  test.each<[string, object[], (find: Find) => Promise<void>, Message[]]>([
    ['click', [button(10, 'a')], (find) => find(10).click(), [E(10, 'click')]],
    [
      'click on a text in a button',
      [button(10, { _c: 'Text', _i: 11, value: 'a' })],
      (find) => find(11).click(),
      [E(10, 'click')],
    ],
    ['longPress', [button(10, 'a')], (find) => find(10).longPress(), [E(10, 'long_press')]],
    ['hover', [button(10, 'a')], (find) => find(10).hover(), [E(10, 'hover', true)]],
    [
      'fill',
      [field()],
      (find) => find(10).fill('Ada'),
      [E(10, 'focus'), P(10, { value: 'Ada' }), E(10, 'change', 'Ada')],
    ],
    [
      'type',
      [field()],
      (find) => find(10).type('Ab'),
      [E(10, 'focus'), P(10, { value: 'A' }), E(10, 'change', 'A'), P(10, { value: 'Ab' }), E(10, 'change', 'Ab')],
    ],
    [
      'submit',
      [field({ value: 'Ada' })],
      (find) => find(10).submit(),
      [E(10, 'focus'), E(10, 'submit', 'Ada'), E(10, 'blur')],
    ],
    ['press', [field()], (find) => find(10).press('a'), [E(10, 'focus'), P(10, { value: 'a' }), E(10, 'change', 'a')]],
    [
      'focus and blur',
      [field()],
      async (find) => {
        await find(10).focus();
        await find(10).blur();
      },
      [E(10, 'focus'), E(10, 'blur')],
    ],
    [
      'check',
      [{ _c: 'Checkbox', _i: 10, ...on('change') }],
      (find) => find(10).check(),
      [P(10, { value: true }), E(10, 'change', true)],
    ],
    [
      'check of what is checked',
      [{ _c: 'Checkbox', _i: 10, value: true, ...on('change') }],
      (find) => find(10).check(),
      [],
    ],
    [
      'uncheck of a box of three states',
      [{ _c: 'Checkbox', _i: 10, value: true, tristate: true, ...on('change') }],
      (find) => find(10).uncheck(),
      [P(10, { value: null }), E(10, 'change'), P(10, { value: false }), E(10, 'change', false)],
    ],
    [
      'select',
      [
        {
          _c: 'CupertinoSegmentedButton',
          _i: 10,
          ...on('change'),
          controls: [
            { _c: 'Text', _i: 11, value: 'a' },
            { _c: 'Text', _i: 12, value: 'b' },
          ],
        },
      ],
      (find) => find(10).select(1),
      [P(10, { selected_index: 1 }), E(10, 'change', 1)],
    ],
    [
      'setValue with a number',
      [{ _c: 'Slider', _i: 10, max: 10, ...on('change_end') }],
      (find) => find(10).setValue(4),
      [P(10, { value: 4 }), E(10, 'change_end', 4)],
    ],
    [
      'setValue with a text',
      [field()],
      (find) => find(10).setValue('Ada'),
      [E(10, 'focus'), P(10, { value: 'Ada' }), E(10, 'change', 'Ada')],
    ],
    [
      'setValue with true',
      [{ _c: 'Switch', _i: 10, ...on('change') }],
      (find) => find(10).setValue(true),
      [P(10, { value: true }), E(10, 'change', true)],
    ],
    [
      'dragTo another item',
      [
        {
          _c: 'ReorderableListView',
          _i: 10,
          ...on('reorder'),
          controls: [
            { _c: 'Text', _i: 11, value: 'a' },
            { _c: 'Text', _i: 12, value: 'b' },
          ],
        },
      ],
      (find) => find(11).dragTo(find(12)),
      [E(10, 'reorder', { old_index: 0, new_index: 1 })],
    ],
    [
      'delete',
      [{ _c: 'Chip', _i: 10, label: 'a', ...on('delete', 'click') }],
      (find) => find(10).delete(),
      [E(10, 'delete')],
    ],
  ])('sends what a user’s gesture sends: %s', async (_what, controls, act, expected) => {
    expect(await packets(controls, act)).toEqual(expected);
  });

  test('closes dialogs and picks dates and times', async () => {
    const dismissed = await packets(
      [],
      (find) => find(20).dismiss(),
      dialog(20, { _c: 'AlertDialog', title: 'Sure?', ...on('dismiss') }),
    );
    expect(dismissed).toEqual([P(20, { open: false }), E(20, 'dismiss')]);
    for (const [type, pick, value] of [
      ['DatePicker', (find: Find) => find(20).pickDate('2026-03-04'), ext(1, '2026-03-04T00:00:00.000+00:00')],
      ['TimePicker', (find: Find) => find(20).pickTime('09:05'), ext(2, '9:5')],
    ] as const) {
      const picked = await packets([], pick, dialog(20, { _c: type, ...on('change', 'dismiss') }));
      expect(picked).toEqual([P(20, { value, open: false }), E(20, 'change', value), E(20, 'dismiss', false)]);
    }
  });

  test('waits for its control, looks after every patch, and ends when the app is at rest', async () => {
    const { app, live } = await startLive([{ _c: 'Column', _i: 9, controls: [] }], {
      on: { '10 click': (self) => self.set(11, { value: 'clicked' }) },
    });
    const clicked = app.getByText('Go').click();
    await live.set(9, { controls: [button(10, 'Go', { disabled: true }), { _c: 'Text', _i: 11, value: '' }] });
    await live.set(10, { disabled: false });
    await clicked;
    expect(await app.getByText('clicked').count()).toBe(1);
  });

  test('prefers the one match that a user sees', async () => {
    const hidden = { _c: 'Container', _i: 9, visible: false, content: button(11, 'Go') };
    expect(
      await packets([hidden, button(10, 'Go')], async (find) => {
        await find(10).or(find(11)).click();
      }),
    ).toEqual([E(10, 'click')]);
  });

  test.each([
    ['ERR_EMBED_TEST_NOT_FOUND', 'Nobody'],
    ['ERR_EMBED_TEST_AMBIGUOUS', 'Twin'],
    ['ERR_EMBED_TEST_HIDDEN', 'Hidden'],
    ['ERR_EMBED_TEST_DISABLED', 'Disabled'],
    ['ERR_EMBED_TEST_REFUSED', 'Plain'],
  ])('fails with %s', async (code, text) => {
    const { app, live } = await startLive(
      [
        button(10, 'Twin'),
        button(11, 'Twin'),
        button(12, 'Hidden', { visible: false }),
        button(13, 'Disabled', { disabled: true }),
        { _c: 'Text', _i: 14, value: 'Plain' },
      ],
      QUICK,
    );
    const error = await app
      .getByText(text)
      .click()
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    expect(error).toBeInstanceOf(TestingError);
    expect(error).toMatchObject({ name: 'TestingError', code });
    expect(live.received).toEqual([]);
  });

  test('is blamed on the line of the test', async () => {
    const { app } = await startLive([], QUICK);
    const error: Error = await app
      .getByText('x')
      .click()
      .catch((reason) => reason);
    const [first] = error.stack!.split('\n').filter((line) => /^\s+at /.test(line));
    expect(first).toContain('actions.test.ts');
  });

  test('refuses arguments that make no sense, at once', async () => {
    const { app } = await startLive([field()]);
    const name = app.getByLabel('Name');
    expect(() => name.fill(5 as never)).toThrow('Expected a string for fill but received 5 (number)');
    expect(() => name.press('Hyper+A')).toThrow(/one of Shift, Control, Ctrl, Alt, Meta/);
    expect(() => name.pickDate('2026-02-31')).toThrow(/a day that the month has/);
    expect(() => name.pickTime('25:00')).toThrow(TypeError);
    expect(() => name.click({ timeout: -1 })).toThrow(RangeError);
    expect(() => name.click({ timeot: 5 } as never)).toThrow(/did you mean 'timeout'\?/);
  });
});
