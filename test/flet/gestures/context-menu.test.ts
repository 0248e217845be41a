import { describe, expect, test } from 'vitest';
import { click, E, on, perform } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { type Row, refused, steps, testRows } from './rows.js';

const entry = (id: number): Record<string, unknown> => ({
  _c: 'PopupMenuItem',
  _i: id,
  content: `Item ${id}`,
  ...on('click'),
});
const menu = {
  _c: 'ContextMenu',
  _i: 10,
  ...on('select', 'dismiss'),
  content: { _c: 'Text', _i: 11, value: 'x' },
  items: [entry(12)],
  primary_items: [entry(13)],
  secondary_items: [entry(14), entry(15)],
  tertiary_items: [entry(16)],
};
const origin = { x: 0, y: 0 };
const data = (b: string, ic: number, more: object, tr = 'down'): object => ({
  b,
  tr,
  ic,
  g: origin,
  l: origin,
  id: null,
  idx: null,
  ...more,
});
const secondary = perform(10, 'buttonClick', 'secondary');

const ROWS: Row[] = [
  ['the press that opens it', [menu], secondary, []],
  [
    'a click on an item',
    [menu],
    steps(secondary, click(15)),
    [E(15, 'click'), E(10, 'select', data('secondary', 2, { id: 15, idx: 1 }))],
  ],
  [
    'the choice of an item by its text',
    [menu],
    steps(secondary, perform(10, 'select', 'Item 14')),
    [E(14, 'click'), E(10, 'select', data('secondary', 2, { id: 14, idx: 0 }))],
  ],
  [
    'a click on an item that is checked, which tells nothing of that',
    [{ ...menu, secondary_items: [{ ...entry(14), checked: true }] }],
    steps(secondary, click(14)),
    [E(14, 'click'), E(10, 'select', data('secondary', 1, { id: 14, idx: 0 }))],
  ],
  [
    'going away without choosing',
    [menu],
    steps(secondary, perform(10, 'dismiss')),
    [E(10, 'dismiss', data('secondary', 2, {}))],
  ],
  [
    'the third button',
    [menu],
    steps(perform(10, 'buttonClick', 'tertiary'), click(16)),
    [E(16, 'click'), E(10, 'select', data('tertiary', 1, { id: 16, idx: 0 }))],
  ],
  [
    'the first button, where it opens the menu',
    [{ ...menu, primary_trigger: 'down' }],
    steps(click(10), click(13)),
    [E(13, 'click'), E(10, 'select', data('primary', 1, { id: 13, idx: 0 }))],
  ],
  [
    'a long press, where that opens the menu',
    [{ ...menu, primary_trigger: 'longPress' }],
    steps(perform(10, 'longPress'), perform(10, 'dismiss')),
    [E(10, 'dismiss', data('primary', 1, {}, 'longPress'))],
  ],
  [
    'a press of a button that has no items',
    [{ ...menu, secondary_items: [] }],
    secondary,
    [E(10, 'dismiss', data('secondary', 0, {}))],
  ],
  [
    'the first button, which opens nothing unless it is told to',
    [menu],
    refused(click(10), 'does not open at a press of the primary button'),
    [],
  ],
  [
    'a click on an item of another list',
    [menu],
    steps(secondary, refused(click(16), 'it is in the closed menu of ContextMenu')),
    [],
  ],
  [
    'a click on what the open menu covers',
    [menu, { _c: 'Button', _i: 20, ...on('click') }],
    steps(secondary, refused(click(20), 'the open menu of ContextMenu (dismiss, select) covers it')),
    [],
  ],
];

describe('ContextMenu', () => {
  testRows(ROWS);

  test('a menu that the app opens knows no button', async () => {
    const { client, app } = await connectScripted([menu]);
    const answers = await app.call(10, 'open', { global_position: { x: 3, y: 4 }, local_position: null });
    expect(answers).toEqual([[5, { control_id: 10, call_id: 'call', result: null, error: null }]]);
    await click(12)(client);
    const told = { b: null, tr: null, ic: 1, g: { x: 3, y: 4 }, l: null, id: 12, idx: 0 };
    expect(await app.taken(client)).toEqual([E(12, 'click'), E(10, 'select', told)]);
  });
});
