import { describe, expect as is, test } from 'vitest';
import { type App, expect, type Locator } from '../../lib/testing/index.js';
import { on } from '../flet/packets.js';
import { startLive } from './live-app.js';

const text = (id: number, value: string, more: object = {}): object => ({ _c: 'Text', _i: id, value, ...more });
const SEVERAL = { _c: 'Tabs', _i: 60, length: 2, selected_index: 1 };

const PAGE = [
  { _c: 'Row', _i: 9, controls: [text(10, 'milk'), text(11, 'bread'), text(12, 'old', { visible: false })] },
  { _c: 'TextField', _i: 20, label: 'Name', value: 'Ada', ...on('focus') },
  { _c: 'Checkbox', _i: 21, label: 'Terms', value: true },
  { _c: 'Checkbox', _i: 22, label: 'Either', tristate: true },
  {
    _c: 'RadioGroup',
    _i: 23,
    value: 'b',
    content: {
      _c: 'Row',
      _i: 24,
      controls: [
        { _c: 'Radio', _i: 25, value: 'a' },
        { _c: 'Radio', _i: 26, value: 'b' },
      ],
    },
  },
  { _c: 'RangeSlider', _i: 27, start_value: 1, end_value: 3, max: 5 },
  {
    _c: 'SegmentedButton',
    _i: 28,
    selected: ['x'],
    segments: [
      { _c: 'Segment', _i: 29, value: 'x', label: 'X' },
      { _c: 'Segment', _i: 30, value: 'y', label: 'Y' },
    ],
  },
  { _c: 'Container', _i: 40, disabled: true, content: { _c: 'Button', _i: 41, content: 'Buy', ...on('click') } },
  { _c: 'Chip', _i: 42, label: 'Vegan', selected: true, ...on('select') },
  { _c: 'Slider', _i: 43, value: 0.3 },
  SEVERAL,
];

const byId = (app: App, id: number): Locator => app.locator((control) => control.id === id);

async function holds(assertion: Promise<void>): Promise<boolean> {
  return assertion.then(
    () => true,
    () => false,
  );
}

type Assert = (subject: ReturnType<typeof expect>) => Promise<void>;
const now = { timeout: 0 };

describe('an assertion', () => {
  test.each<[string, number, Assert, boolean]>([
    ['toBeVisible: in sight', 10, (it) => it.toBeVisible(now), true],
    ['toBeVisible: hidden', 12, (it) => it.toBeVisible(now), false],
    ['toBeVisible: not there', 99, (it) => it.toBeVisible(now), false],
    ['toBeHidden: in sight', 10, (it) => it.toBeHidden(now), false],
    ['toBeHidden: hidden', 12, (it) => it.toBeHidden(now), true],
    ['toBeHidden: not there', 99, (it) => it.toBeHidden(now), true],
    ['toHaveText: whole', 10, (it) => it.toHaveText('milk', now), true],
    ['toHaveText: a part', 10, (it) => it.toHaveText('mil', now), false],
    ['toHaveText: an expression', 10, (it) => it.toHaveText(/^m/, now), true],
    ['toHaveText: of a container, without what is hidden', 9, (it) => it.toHaveText('milk\nbread', now), true],
    ['toContainText: a part', 9, (it) => it.toContainText('ilk\nbr', now), true],
    ['toContainText: another case', 9, (it) => it.toContainText('MILK', now), false],
    ['toHaveValue: a text', 20, (it) => it.toHaveValue('Ada', now), true],
    ['toHaveValue: an expression', 20, (it) => it.toHaveValue(/^A/, now), true],
    ['toHaveValue: another text', 20, (it) => it.toHaveValue('ada', now), false],
    ['toHaveValue: a group', 23, (it) => it.toHaveValue('b', now), true],
    ['toHaveValue: a range', 27, (it) => it.toHaveValue([1, 3], now), true],
    ['toHaveValue: another range', 27, (it) => it.toHaveValue([1, 4], now), false],
    ['toHaveValue: segments', 28, (it) => it.toHaveValue(['x'], now), true],
    ['toHaveValue: tabs', 60, (it) => it.toHaveValue(1, now), true],
    ['toHaveValue: a matcher of the runner', 43, (it) => it.toHaveValue(is.closeTo(0.3), now), true],
    ['toHaveValue: a box that is off is not nothing', 22, (it) => it.toHaveValue(false, now), false],
    ['toBeEnabled', 20, (it) => it.toBeEnabled(now), true],
    ['toBeEnabled: something around it is disabled', 41, (it) => it.toBeEnabled(now), false],
    ['toBeDisabled: something around it is disabled', 41, (it) => it.toBeDisabled(now), true],
    ['toBeDisabled', 20, (it) => it.toBeDisabled(now), false],
    ['toBeChecked: a box', 21, (it) => it.toBeChecked(now), true],
    ['toBeChecked: an indeterminate box', 22, (it) => it.toBeChecked(now), false],
    ['toBeChecked: a radio', 26, (it) => it.toBeChecked(now), true],
    ['toBeChecked: another radio', 25, (it) => it.toBeChecked(now), false],
    ['toBeChecked: a segment', 29, (it) => it.toBeChecked(now), true],
    ['toBeChecked: a chip', 42, (it) => it.toBeChecked(now), true],
    ['toBeChecked: a text', 10, (it) => it.toBeChecked(now), false],
    ['toHaveProperty', 27, (it) => it.toHaveProperty('max', 5, now), true],
    ['toHaveProperty: a default', 27, (it) => it.toHaveProperty('min', 0, now), true],
    ['toHaveProperty: none', 27, (it) => it.toHaveProperty('width', null, now), true],
    ['toHaveProperty: another value', 27, (it) => it.toHaveProperty('max', 6, now), false],
    ['toHaveCount', 10, (it) => it.toHaveCount(1, now), true],
    ['toHaveCount: none', 99, (it) => it.toHaveCount(0, now), true],
    ['toHaveCount: another number', 10, (it) => it.toHaveCount(2, now), false],
  ])('holds or fails: %s', async (_what, id, assert, expected) => {
    const { app } = await startLive(PAGE);
    is(await holds(assert(expect(byId(app, id))))).toBe(expected);
    is(await holds(assert(expect(byId(app, id)).not))).toBe(!expected);
  });

  test.each<[string, Assert]>([
    ['toHaveText', (it) => it.toHaveText('x', now)],
    ['toHaveValue', (it) => it.toHaveValue('x', now)],
    ['toBeEnabled', (it) => it.toBeEnabled(now)],
    ['toBeChecked', (it) => it.toBeChecked(now)],
    ['toBeFocused', (it) => it.toBeFocused(now)],
    ['toHaveProperty', (it) => it.toHaveProperty('max', 'x', now)],
    ['toMatchTree', (it) => it.toMatchTree('Text "x"', now)],
  ])('needs one control, for .not as well: %s', async (_what, assert) => {
    const { app } = await startLive(PAGE);
    for (const locator of [byId(app, 99), app.getByControl('Checkbox')]) {
      is(await holds(assert(expect(locator)))).toBe(false);
      is(await holds(assert(expect(locator).not))).toBe(false);
    }
  });

  test('toBeFocused follows the keyboard', async () => {
    const { app } = await startLive(PAGE);
    const name = app.getByLabel('Name');
    await expect(name).not.toBeFocused();
    await name.focus();
    await expect(name).toBeFocused();
  });

  test('waits for the patch that makes it hold', async () => {
    const { app, live } = await startLive(PAGE);
    const waiting = expect(app.getByText('butter')).toBeVisible();
    await live.set(10, { value: 'margarine' });
    await live.set(10, { value: 'butter' });
    await waiting;
    const leaving = expect(app.getByText('butter')).not.toBeVisible();
    await live.set(10, { visible: false });
    await leaving;
  });

  test('looks after every single patch, also after one that is undone at once', async () => {
    const { app, live } = await startLive(PAGE);
    const seen: string[] = [];
    const waiting = expect(
      app.locator((control) => {
        if (control.id === 10) seen.push(String(control.get('value')));
        return false;
      }),
    ).toHaveCount(1);
    for (const value of ['a', 'b', 'c']) await live.set(10, { value });
    await app.settled();
    live.die('done');
    await is(waiting).rejects.toThrow();
    is([...new Set(seen)]).toEqual(['milk', 'a', 'b', 'c']);
  });

  test('sees what the user does without a patch', async () => {
    const { app } = await startLive(PAGE);
    const waiting = expect(app.getByLabel('Name')).toHaveValue('Grace');
    await app.client.fill((await app.getByLabel('Name').control())!, 'Grace');
    await waiting;
  });

  test('says something of the whole page through the app', async () => {
    const { app } = await startLive(PAGE, { properties: { route: '/shop' } });
    await expect(app).toHaveProperty('route', '/shop');
    await expect(app).toContainText('milk');
    await expect(app).not.toContainText('old');
  });

  test('is not for plain values', () => {
    is(() => expect(5 as never)).toThrow(/^Expected an app or a locator for expect but received 5 \(number\).*runner/);
    is(() => expect({} as never)).toThrow(TypeError);
  });

  test('says at once what is wrong with its arguments', async () => {
    const { app } = await startLive(PAGE);
    const it = expect(app.getByText('milk'));
    is(() => it.toHaveText(5 as never)).toThrow('Expected a string or a regular expression for toHaveText');
    is(() => it.toHaveCount(-1)).toThrow(TypeError);
    is(() => it.toBeVisible({ timeout: '5' } as never)).toThrow(TypeError);
    is(() => it.toMatchTree('')).toThrow(SyntaxError);
  });
});
