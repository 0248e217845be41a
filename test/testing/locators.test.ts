import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { App, Locator } from '../../lib/testing/index.js';
import { on } from '../flet/packets.js';
import { startLive } from './live-app.js';

async function appOf(...controls: unknown[]): Promise<App> {
  return (await startLive(controls)).app;
}

/** The ids of what a locator finds, in order. */
async function ids(locator: Locator): Promise<number[]> {
  const all = await locator.all();
  return Promise.all(all.map(async (one) => (await one.control()).id));
}

const text = (id: number, value: string, more: object = {}): object => ({ _c: 'Text', _i: id, value, ...more });
const button = (id: number, content: unknown, more: object = {}): object => ({
  _c: 'Button',
  _i: id,
  content,
  ...on('click'),
  ...more,
});
const row = (id: number, ...controls: object[]): object => ({ _c: 'Row', _i: id, controls });

describe('getByText', () => {
  test('is exact and knows upper from lower case', async () => {
    const app = await appOf(text(10, 'Save'), text(11, 'save'), text(12, 'Save all'));
    expect(await ids(app.getByText('Save'))).toEqual([10]);
  });

  test('finds parts in any case with { exact: false }, and what fits an expression', async () => {
    const app = await appOf(text(10, 'Save'), text(11, 'save'), text(12, 'Save all'));
    expect(await ids(app.getByText('SAVE', { exact: false }))).toEqual([10, 11, 12]);
    expect(await ids(app.getByText(/^Save/g))).toEqual([10, 12]);
  });

  test('finds the control that shows the text, not those around it', async () => {
    const app = await appOf(row(10, button(11, text(12, 'Save'))));
    expect(await ids(app.getByText('Save'))).toEqual([12]);
  });

  test.each([
    ['a content', { _c: 'Button', content: 'Save' }],
    ['a label', { _c: 'Checkbox', label: 'Save' }],
    ['a title', { _c: 'ListTile', title: 'Save', subtitle: 'It is safe' }],
    ['a subtitle', { _c: 'ListTile', title: 'Now', subtitle: 'Save' }],
    ['a helper', { _c: 'TextField', label: 'Name', helper: 'Save' }],
    ['an error', { _c: 'TextField', label: 'Name', error: 'Save' }],
    ['a message', { _c: 'CupertinoActionSheet', title: 'Sure?', message: 'Save' }],
    ['an option', { _c: 'DropdownOption', text: 'Save', key: 's' }],
    ['a number', { _c: 'Button', content: 5 }, '5'],
  ])('finds %s', async (_what, control, wanted = 'Save') => {
    const app = await appOf({ ...control, _i: 10 });
    expect(await ids(app.getByText(wanted))).toEqual([10]);
  });

  test('takes a text and its spans as one, and a span that fits alone as the innermost', async () => {
    const spans = [
      { _c: 'TextSpan', _i: 11, text: 'big ' },
      { _c: 'TextSpan', _i: 12, text: 'world' },
    ];
    const app = await appOf(text(10, 'Hello ', { spans }));
    expect(await ids(app.getByText('Hello big world'))).toEqual([10]);
    expect(await ids(app.getByText('world'))).toEqual([12]);
    expect(await ids(app.getByText('world', { exact: false }))).toEqual([12]);
  });

  test('does not find the value of a field', async () => {
    const app = await appOf({ _c: 'TextField', _i: 10, label: 'Name', value: 'Ada' });
    expect(await ids(app.getByText('Ada'))).toEqual([]);
    expect(await ids(app.getByText('Name'))).toEqual([10]);
  });
});

describe('the other ways to find controls', () => {
  test('getByKey finds plain keys and those of Flet’s key classes', async () => {
    const app = await appOf(
      text(10, 'a', { key: 'one' }),
      text(11, 'b', { key: 2 }),
      text(12, 'c', { key: { value: 'three', _type: 'scroll' } }),
    );
    expect(await ids(app.getByKey('one'))).toEqual([10]);
    expect(await ids(app.getByKey(2))).toEqual([11]);
    expect(await ids(app.getByKey('three'))).toEqual([12]);
  });

  test('getByLabel finds fields by a label that is a text or a control', async () => {
    const app = await appOf(
      { _c: 'TextField', _i: 10, label: 'Name' },
      { _c: 'Checkbox', _i: 11, label: text(12, 'Terms') },
      { _c: 'Checkbox', _i: 13, semantics_label: 'Dark' },
      text(14, 'Name'),
    );
    expect(await ids(app.getByLabel('Name'))).toEqual([10]);
    expect(await ids(app.getByLabel('Terms'))).toEqual([11]);
    expect(await ids(app.getByLabel(/dark/i))).toEqual([13]);
  });

  test('getByTooltip finds plain tooltips and those with a style', async () => {
    const app = await appOf(
      { _c: 'IconButton', _i: 10, tooltip: 'Add' },
      { _c: 'IconButton', _i: 11, tooltip: { message: 'Remove', bgcolor: 'red' } },
    );
    expect(await ids(app.getByTooltip('Add'))).toEqual([10]);
    expect(await ids(app.getByTooltip('Remove'))).toEqual([11]);
  });

  test('getByRole finds controls by what they are and what they are called', async () => {
    const app = await appOf(
      button(10, 'Save'),
      button(11, text(12, 'Open')),
      { _c: 'IconButton', _i: 13, icon: 65604, tooltip: 'Add' },
      { _c: 'Checkbox', _i: 14, label: 'Terms' },
      { _c: 'Container', _i: 15, content: text(16, 'Box'), ...on('click') },
      { _c: 'Container', _i: 17, content: text(18, 'Plain') },
    );
    expect(await ids(app.getByRole('button'))).toEqual([10, 11, 13, 15]);
    expect(await ids(app.getByRole('button', { name: 'Open' }))).toEqual([11]);
    expect(await ids(app.getByRole('button', { name: 'add', exact: false }))).toEqual([13]);
    expect(await ids(app.getByRole('checkbox', { name: /terms/i }))).toEqual([14]);
  });

  test('getByControl finds by Flet’s class name, locator by a condition', async () => {
    const app = await appOf({ _c: 'Slider', _i: 10, max: 5 }, { _c: 'Slider', _i: 11, max: 9 });
    expect(await ids(app.getByControl('Slider'))).toEqual([10, 11]);
    expect(await ids(app.locator((control) => control.number('max') === 9))).toEqual([11]);
  });

  test('getByIcon finds names of the app’s own Flet, in either set, and numbers', async () => {
    let asked = 0;
    const icons = async (): Promise<Record<string, Record<string, number>>> => {
      asked++;
      return { Icons: { ADD: 65604 }, CupertinoIcons: { ADD: 131072 } };
    };
    const { app } = await startLive(
      [
        { _c: 'IconButton', _i: 10, icon: 65604 },
        { _c: 'Icon', _i: 11, icon: 131072 },
        { _c: 'ListTile', _i: 12, leading: 65604 },
        { _c: 'TextField', _i: 13, prefix_icon: 65605, max_length: 65604 },
      ],
      { icons },
    );
    expect(await ids(app.getByIcon('ADD'))).toEqual([10, 11, 12]);
    expect(await ids(app.getByIcon('CupertinoIcons.ADD'))).toEqual([11]);
    expect(await ids(app.getByIcon(65605))).toEqual([13]);
    expect(asked).toBe(1);
  });

  test('what is wrong with an argument is said at once', async () => {
    const app = await appOf();
    expect(() => app.getByText(5 as never)).toThrow(
      new TypeError('Expected a string or a regular expression for getByText but received 5 (number)'),
    );
    expect(() => app.getByRole('buton')).toThrow(/received 'buton'; did you mean 'button'\?/);
    expect(() => app.getByText('a', { exakt: true } as never)).toThrow(/did you mean 'exact'\?/);
    expect(() => app.getByText('a').nth(0.5)).toThrow(TypeError);
    expect(() => app.getByText('a').and({} as never)).toThrow(/Expected a locator for and/);
    const other = await appOf();
    expect(() => app.getByText('a').or(other.getByText('b'))).toThrow(/a locator of the same app/);
  });
});

describe('a locator', () => {
  const list = (): Promise<App> =>
    appOf(
      row(10, text(11, 'milk'), button(12, 'Buy')),
      row(20, text(21, 'bread'), button(22, 'Buy'), text(23, 'old', { visible: false })),
      button(30, 'Buy'),
    );

  test('takes one of its matches by place', async () => {
    const buy = (await list()).getByText('Buy');
    expect(await buy.count()).toBe(3);
    expect(await ids(buy.first())).toEqual([12]);
    expect(await ids(buy.last())).toEqual([30]);
    expect(await ids(buy.nth(1))).toEqual([22]);
    expect(await ids(buy.nth(-2))).toEqual([22]);
    expect(await ids(buy.nth(3))).toEqual([]);
  });

  test('looks inside of what another one finds', async () => {
    const app = await list();
    const second = app.getByControl('Row').nth(1);
    expect(await ids(second.getByText('Buy'))).toEqual([22]);
    expect(await ids(app.getByText('Buy').within(second))).toEqual([22]);
    expect(await ids(second.getByControl('Row'))).toEqual([]);
    // What a control shows itself is in it.
    expect(await ids(app.getByRole('button').getByText('Buy'))).toEqual([12, 22, 30]);
  });

  test('filters by text, by what is inside, and by what is seen', async () => {
    const app = await list();
    const rows = app.getByControl('Row');
    expect(await ids(rows.filter({ hasText: 'BREAD' }))).toEqual([20]);
    expect(await ids(rows.filter({ hasText: /^milk$/ }))).toEqual([10]);
    expect(await ids(rows.filter({ has: app.getByText('old') }))).toEqual([20]);
    expect(await ids(rows.getByControl('Text').filter({ visible: true }))).toEqual([11, 21]);
    expect(await ids(rows.getByControl('Text').filter({ visible: false }))).toEqual([23]);
  });

  test('combines with others, in reading order', async () => {
    const app = await list();
    expect(await ids(app.getByText('bread').or(app.getByText('milk')))).toEqual([11, 21]);
    expect(await ids(app.getByRole('button').and(app.getByText('Buy')).last())).toEqual([30]);
  });

  test('looks anew each time', async () => {
    const { app, live } = await startLive([text(10, 'one')]);
    const two = app.getByText('two');
    expect(await two.count()).toBe(0);
    await live.set(10, { value: 'two' });
    await app.settled();
    expect(await two.count()).toBe(1);
  });

  test.each<[(app: App) => Locator, string]>([
    [(app) => app.getByRole('button', { name: 'Save' }).first(), "getByRole('button', { name: 'Save' }).first()"],
    [(app) => app.getByText(/it's/i, { exact: false }), "getByText(/it's/i, { exact: false })"],
    [(app) => app.getByText("it's"), "getByText('it\\'s')"],
    [(app) => app.getByKey(5).getByLabel('a\nb').nth(-1), "getByKey(5).getByLabel('a\\nb').nth(-1)"],
    [
      (app) => app.getByControl('Row').filter({ hasText: 'x', has: app.getByIcon(7), visible: true }),
      "getByControl('Row').filter({ hasText: 'x', visible: true, has: getByIcon(7) })",
    ],
    [(app) => app.getByText('a').or(app.getByTooltip('b')).last(), "getByText('a').or(getByTooltip('b')).last()"],
    [(app) => app.dialogs().getByText('Yes'), "dialogs().getByText('Yes')"],
  ])('prints as the call that made it: %#', async (make, printed) => {
    const locator = make(await appOf());
    expect(String(locator)).toBe(printed);
    expect(inspect(locator)).toBe(printed);
  });

  test('reads what one control shows, holds and is', async () => {
    const app = await appOf(row(10, text(11, 'a'), text(12, 'b')), {
      _c: 'TextField',
      _i: 13,
      label: 'Name',
      value: 'Ada',
    });
    expect(await app.getByControl('Row').text()).toBe('a\nb');
    expect(await app.getByLabel('Name').value()).toBe('Ada');
    expect(await app.getByLabel('Name').property('multiline')).toBe(false);
    expect(await app.getByText('a').isVisible()).toBe(true);
  });
});
