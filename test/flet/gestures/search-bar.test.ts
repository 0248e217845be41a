import { describe, expect, test } from 'vitest';
import { click, E, on, P, perform } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { focus, type Row, steps, testRows } from './rows.js';

const bar = { _c: 'SearchBar', _i: 10, value: 'a' };
const outside = { _c: 'Button', _i: 11, ...on('click') };

const ROWS: Row[] = [
  [
    'a click on the bar',
    [{ ...bar, ...on('tap', 'focus') }],
    click(10),
    [P(10, { value: 'a' }), E(10, 'tap'), E(10, 'focus')],
  ],
  ['a keystroke', [bar], perform(10, 'type', 'b'), [P(10, { value: 'ab' })]],
  [
    'a keystroke that somebody listens to',
    [{ ...bar, ...on('change') }],
    perform(10, 'type', 'b'),
    [P(10, { value: 'ab' }), P(10, { value: 'ab' }), E(10, 'change', 'ab')],
  ],
  [
    'the whole text filled in',
    [{ ...bar, ...on('change', 'focus') }],
    perform(10, 'fill', 'x'),
    [E(10, 'focus'), P(10, { value: 'x' }), P(10, { value: 'x' }), E(10, 'change', 'x')],
  ],
  [
    'a text that is capitalized',
    [{ ...bar, capitalization: 'characters' }],
    perform(10, 'fill', 'x'),
    [P(10, { value: 'X' })],
  ],
  ['Enter', [{ ...bar, ...on('submit') }], perform(10, 'submit'), [P(10, { value: 'a' }), E(10, 'submit', 'a')]],
  [
    'Enter that is typed',
    [{ ...bar, ...on('submit') }],
    perform(10, 'type', 'b\n'),
    [P(10, { value: 'ab' }), P(10, { value: 'ab' }), E(10, 'submit', 'ab')],
  ],
  ['Enter that nobody listens to', [bar], perform(10, 'submit'), []],
  [
    'a click outside, of which the bar is told',
    [{ ...bar, ...on('tap_outside_bar', 'blur') }, outside],
    steps(focus(10), click(11)),
    [E(10, 'tap_outside_bar'), E(11, 'click')],
  ],
  [
    'a click outside that nobody is told of',
    [{ ...bar, ...on('blur') }, outside],
    steps(focus(10), click(11)),
    [E(10, 'blur'), E(11, 'click')],
  ],
  ['the bar being left', [{ ...bar, ...on('blur') }], steps(focus(10), focus(undefined)), [E(10, 'blur')]],
];

describe('SearchBar', () => {
  testRows(ROWS);

  const withView = {
    ...bar,
    ...on('tap_outside_view', 'tap_outside_bar'),
    controls: [{ _c: 'ListTile', _i: 12, ...on('click') }],
  };

  test('a view that the app opens and closes', async () => {
    const { client, app } = await connectScripted([withView, outside]);
    await expect(click(12)(client)).rejects.toThrow('it is in the closed view of SearchBar');
    expect(await app.call(10, 'open_view')).toEqual([
      [5, { control_id: 10, call_id: 'call', result: null, error: null }],
    ]);
    await expect(click(11)(client)).rejects.toThrow('the open view of SearchBar value="a"');
    await click(12)(client);
    expect(await app.taken(client)).toEqual([E(12, 'click')]);
    const closed = await app.call(10, 'close_view', { text: 'chosen' });
    expect(closed.slice(0, -1)).toEqual([P(10, { value: 'chosen' })]);
    const again = await app.call(10, 'close_view', { text: 'other' });
    expect(again.slice(0, -1)).toEqual([]);
    expect(client.tree.get(10)!.get('value')).toBe('chosen');
  });

  test('keystrokes and Enter in the open view are those of the bar', async () => {
    const { client, app } = await connectScripted([{ ...withView, ...on('change', 'submit') }, outside]);
    await app.call(10, 'open_view');
    await perform(10, 'type', 'b\n')(client);
    expect(await app.taken(client)).toEqual([
      P(10, { value: 'ab' }),
      P(10, { value: 'ab' }),
      E(10, 'change', 'ab'),
      P(10, { value: 'ab' }),
      E(10, 'submit', 'ab'),
    ]);
  });

  test('a click beside the open view closes it', async () => {
    const { client, app } = await connectScripted([withView, outside]);
    await app.call(10, 'open_view');
    await perform(10, 'dismiss')(client);
    expect(await app.taken(client)).toEqual([E(10, 'tap_outside_view')]);
    await click(11)(client);
    expect(await app.taken(client)).toEqual([E(11, 'click')]);
  });
});
