import { describe, expect, test } from 'vitest';
import { click, E, on, perform } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { focus, hover, type Row, refused, steps, testRows } from './rows.js';

const popup = {
  _c: 'PopupMenuButton',
  _i: 10,
  ...on('open', 'select', 'cancel'),
  items: [
    { _c: 'PopupMenuItem', _i: 11, content: 'Copy', ...on('click') },
    { _c: 'PopupMenuItem', _i: 12, content: { _c: 'Text', _i: 13, value: 'Bold' }, checked: false, ...on('click') },
    { _c: 'PopupMenuItem', _i: 14, content: 'Gone', disabled: true, ...on('click') },
  ],
};

const POPUP: Row[] = [
  ['a click that opens it', [popup], click(10), [E(10, 'open')]],
  ['unfolding it', [popup], perform(10, 'open'), [E(10, 'open')]],
  ['a click on a menu without items', [{ ...popup, items: [] }], click(10), []],
  ['a click on an item', [popup], steps(click(10), click(11)), [E(10, 'open'), E(11, 'click'), E(10, 'select', '11')]],
  [
    'a click on an item that can be checked, which tells the other state',
    [popup],
    steps(click(10), click(12)),
    [E(10, 'open'), E(12, 'click', true), E(10, 'select', '12')],
  ],
  [
    'a click on an item that is checked: its own state is for Python to change',
    [{ ...popup, items: [{ _c: 'PopupMenuItem', _i: 11, content: 'Bold', checked: true, ...on('click') }] }],
    steps(click(10), click(11), click(10), click(11)),
    [1, 2].flatMap(() => [E(10, 'open'), E(11, 'click', false), E(10, 'select', '11')]),
  ],
  [
    'the choice of an item by its text',
    [popup],
    perform(10, 'select', 'Bold'),
    [E(10, 'open'), E(12, 'click', true), E(10, 'select', '12')],
  ],
  [
    'the choice of an item by its place, of a menu that is open',
    [popup],
    steps(click(10), perform(10, 'select', 0)),
    [E(10, 'open'), E(11, 'click'), E(10, 'select', '11')],
  ],
  ['going away without choosing', [popup], steps(click(10), perform(10, 'dismiss')), [E(10, 'open'), E(10, 'cancel')]],
  [
    'a click on an item of the closed menu',
    [popup],
    refused(click(11), 'it is in the closed menu of PopupMenuButton'),
    [],
  ],
  [
    'a click on an item, when the menu has closed again',
    [popup],
    steps(click(10), perform(10, 'dismiss'), refused(click(11), 'it is in the closed menu')),
    [E(10, 'open'), E(10, 'cancel')],
  ],
  [
    'the choice of a disabled item',
    [popup],
    refused(perform(10, 'select', 'Gone'), 'has disabled the item "Gone"'),
    [],
  ],
  [
    'the choice of an item that is not there',
    [popup],
    refused(perform(10, 'select', 'Cut'), 'has no item "Cut"; it has "Copy", "Bold", "Gone"'),
    [],
  ],
  [
    'a click on what the open menu covers',
    [popup, { _c: 'Button', _i: 20, ...on('click') }],
    steps(click(10), refused(click(20), 'the open menu of PopupMenuButton (cancel, open, select) covers it')),
    [E(10, 'open')],
  ],
];

const item = (id: number, properties: object = on('click', 'hover')): Record<string, unknown> => ({
  _c: 'MenuItemButton',
  _i: id,
  ...properties,
});
const submenu = (id: number, controls: unknown[]): Record<string, unknown> => ({
  _c: 'SubmenuButton',
  _i: id,
  ...on('open', 'close', 'hover', 'focus', 'blur'),
  controls,
});
const bar = (...controls: unknown[]): Record<string, unknown> => ({ _c: 'MenuBar', _i: 9, controls });

const MENU_BAR: Row[] = [
  ['opening a submenu', [bar(submenu(10, [item(11)]))], click(10), [E(10, 'open')]],
  ['closing it again', [bar(submenu(10, [item(11)]))], steps(click(10), click(10)), [E(10, 'open'), E(10, 'close')]],
  [
    'going away from it',
    [bar(submenu(10, [item(11)]))],
    steps(perform(10, 'open'), perform(10, 'dismiss')),
    [E(10, 'open'), E(10, 'close')],
  ],
  [
    'a pointer that comes to a submenu and goes',
    [bar(submenu(10, [item(11)]))],
    hover(10),
    [E(10, 'hover', true), E(10, 'hover', false)],
  ],
  [
    'the keyboard on a submenu',
    [bar(submenu(10, [item(11)]))],
    steps(focus(10), focus(undefined)),
    [E(10, 'focus'), E(10, 'blur')],
  ],
  [
    'a click on an item, which closes its menu first',
    [bar(submenu(10, [item(11)]))],
    steps(click(10), click(11)),
    [E(10, 'open'), E(10, 'close'), E(11, 'click')],
  ],
  [
    'a click on an item of a submenu in a submenu, which closes both from inside',
    [bar(submenu(10, [submenu(12, [item(13)])]))],
    steps(click(10), click(12), click(13)),
    [E(10, 'open'), E(12, 'open'), E(12, 'close'), E(10, 'close'), E(13, 'click')],
  ],
  [
    'a click on an item that leaves its menu open',
    [bar(submenu(10, [item(11, { close_on_click: false, ...on('click') })]))],
    steps(click(10), click(11), click(11)),
    [E(10, 'open'), E(11, 'click'), E(11, 'click')],
  ],
  [
    'a click on an item without handler',
    [bar(submenu(10, [item(11, {})]))],
    steps(click(10), click(11)),
    [E(10, 'open')],
  ],
  [
    'a pointer that comes to an item and goes',
    [bar(item(11))],
    hover(11),
    [E(11, 'hover', true), E(11, 'hover', false)],
  ],
  ['a click on an item of the bar itself', [bar(item(11))], click(11), [E(11, 'click')]],
  [
    'opening another submenu of the bar, which closes the first',
    [bar(submenu(10, [item(11)]), submenu(12, [item(13)]))],
    steps(click(10), click(12)),
    [E(10, 'open'), E(10, 'close'), E(12, 'open')],
  ],
  [
    'a click on an item of the closed menu',
    [bar(submenu(10, [item(11)]))],
    refused(click(11), 'it is in the closed menu of SubmenuButton'),
    [],
  ],
];

const preview = {
  _c: 'CupertinoContextMenu',
  _i: 10,
  content: { _c: 'Text', _i: 11, value: 'x' },
  actions: [{ _c: 'CupertinoContextMenuAction', _i: 12, ...on('click') }],
};

const PREVIEW: Row[] = [
  ['the long press that opens it', [preview], perform(10, 'longPress'), []],
  [
    'a click on an action, after which it is closed',
    [preview],
    steps(perform(10, 'open'), click(12), refused(click(12), 'it is in the closed menu of CupertinoContextMenu')),
    [E(12, 'click')],
  ],
  [
    'going away',
    [preview],
    steps(perform(10, 'open'), perform(10, 'dismiss'), refused(click(12), 'it is in the closed menu')),
    [],
  ],
];

describe('PopupMenuButton', () => testRows(POPUP));
describe('MenuBar', () => testRows(MENU_BAR));
describe('CupertinoContextMenu', () => testRows(PREVIEW));

test('a menu that Python sends again is closed', async () => {
  const { client, app } = await connectScripted([popup]);
  await click(10)(client);
  await Promise.all([client.nextPatch(), app.patch(3, [0], [0, 0, 'controls', [popup]])]);
  await expect(click(11)(client)).rejects.toThrow('it is in the closed menu');
});
