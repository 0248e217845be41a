import { describe, expect, test } from 'vitest';
import { hiddenBy, obstacle, textOf } from '../../lib/flet/index.js';
import { type Controls, type Options, withDialog } from './gestures/rows.js';
import { click, on, perform, type Step } from './packets.js';
import { connectScripted } from './scripted-app.js';

const text = { _c: 'Text', _i: 10, value: 'x' };
const nothing: Step = async () => {};

const tabs = (properties: object = {}, view: object = {}): Controls => [
  {
    _c: 'Tabs',
    _i: 7,
    length: 2,
    ...properties,
    content: {
      _c: 'Column',
      _i: 8,
      controls: [
        {
          _c: 'TabBar',
          _i: 9,
          tabs: [
            { _c: 'Tab', _i: 21, label: 'One' },
            { _c: 'Tab', _i: 22, label: 'Two' },
          ],
        },
        { _c: 'TabBarView', _i: 23, controls: [{ _c: 'Text', _i: 24, value: 'first' }, text], ...view },
      ],
    },
  },
];
const pages = (properties: object = {}): Controls => [
  { _c: 'PageView', _i: 7, controls: [{ _c: 'Text', _i: 8 }, text], ...properties },
];
const menu = { _c: 'PopupMenuButton', _i: 7, items: [{ _c: 'PopupMenuItem', _i: 8, content: text }] };
const inDialog = (properties: object): Options =>
  withDialog({ _c: 'AlertDialog', _i: 7, content: text, ...properties });
const drawer = { _c: 'NavigationDrawer', _i: 7, controls: [text] };
const view = (properties: object): Options => ({ properties: { views: [{ _c: 'View', _i: 3, ...properties }] } });

describe('a control that a user does not see', () => {
  test.each<[string, Controls, string, Options?]>([
    ['is invisible', [{ ...text, visible: false }], 'it is not visible'],
    [
      'is in something invisible',
      [{ _c: 'Row', _i: 7, visible: false, controls: [text] }],
      'Row visible=false around it is not visible',
    ],
    ['is on a tab that is not selected', tabs(), 'it is on the tab "Two", which is not selected'],
    ['is on another page', pages(), 'it is on page 1 of a PageView that shows page 0'],
    [
      'is in a collapsed tile',
      [{ _c: 'ExpansionTile', _i: 7, title: 'More', controls: [text] }],
      'it is in the collapsed ExpansionTile "More"',
    ],
    [
      'is in a collapsed panel',
      [{ _c: 'ExpansionPanelList', _i: 6, controls: [{ _c: 'ExpansionPanel', _i: 7, content: text }] }],
      'it is in the collapsed ExpansionPanel',
    ],
    ['is in the closed menu of a button', [menu], 'it is in the closed menu of PopupMenuButton'],
    [
      'is in the closed menu of a menu bar',
      [{ _c: 'SubmenuButton', _i: 7, content: 'File', controls: [text] }],
      'it is in the closed menu of SubmenuButton "File"',
    ],
    [
      'is in a menu for another button of the mouse',
      [{ _c: 'ContextMenu', _i: 7, tertiary_items: [{ _c: 'PopupMenuItem', _i: 8, content: text }] }],
      'it is in the closed menu of ContextMenu',
    ],
    [
      'is an option of a closed drop-down',
      [{ _c: 'Dropdown', _i: 7, label: 'Hue', options: [{ _c: 'DropdownOption', _i: 10, key: 'r' }] }],
      'it is in the closed menu of Dropdown "Hue"',
    ],
    [
      'is in the closed view of a search bar',
      [{ _c: 'SearchBar', _i: 7, controls: [text] }],
      'it is in the closed view of SearchBar',
    ],
    ['is in a closed drawer', [], 'the drawer NavigationDrawer is closed', view({ drawer })],
    ['is in a closed dialog', [], 'AlertDialog open=false around it is not open', inDialog({ open: false })],
    [
      'is on a view below another one',
      [],
      "it is on the view '/' below the view '/store'",
      {
        properties: {
          views: [
            { _c: 'View', _i: 3, route: '/', controls: [text] },
            { _c: 'View', _i: 7, route: '/store' },
          ],
        },
      },
    ],
    [
      'is shown while something is dragged',
      [{ _c: 'Draggable', _i: 7, content_feedback: text }],
      'it is shown only while Draggable is dragged',
    ],
    [
      'is in the place of an error',
      [{ _c: 'GestureDetector', _i: 7, content: text }],
      'Flet draws an error in the place of GestureDetector around it: GestureDetector needs a handler of a gesture',
    ],
  ])('%s', async (_what, controls, reason, options) => {
    const { client } = await connectScripted(controls, options);
    expect(hiddenBy(client.tree, client.tree.get(10)!)).toBe(reason);
    expect(obstacle(client.tree, client.tree.get(10)!)).toBe(reason);
    const read = textOf(client.page);
    expect(read.split('\n')).not.toContain('x');
  });

  test('is not on the page any more', async () => {
    const { client, app } = await connectScripted([text]);
    const control = client.tree.get(10)!;
    await Promise.all([client.nextPatch(), app.patch(3, [0], [0, 0, 'controls', []])]);
    expect(hiddenBy(client.tree, control)).toBe('it is not on the page any more');
  });
});

describe('a control that a user sees', () => {
  test.each<[string, Controls, Step, Options?]>([
    ['is disabled', [{ ...text, disabled: true }], nothing],
    ['is transparent', [{ ...text, opacity: 0 }], nothing],
    ['is on the selected tab', tabs({ selected_index: 1 }), nothing],
    ['is on the last tab, counted from the end', tabs({ selected_index: -1 }), nothing],
    ['is on a tab that was clicked', tabs(), click(22)],
    ['is beside the selected tab, which leaves room', tabs({}, { viewport_fraction: 0.8 }), nothing],
    ['is on the selected page', pages({ selected_index: 1 }), nothing],
    ['is beside the selected page, which leaves room', pages({ viewport_fraction: 0.8 }), nothing],
    ['is in a tile that was unfolded', [{ _c: 'ExpansionTile', _i: 7, title: 'More', controls: [text] }], click(7)],
    ['is the title of a collapsed tile', [{ _c: 'ExpansionTile', _i: 7, title: text }], nothing],
    ['is the header of a collapsed panel', [{ _c: 'ExpansionPanel', _i: 7, header: text }], nothing],
    ['is in a menu that was opened', [menu], click(7)],
    ['is in an open dialog', [], nothing, inDialog({ open: true })],
    ['is in a drawer that was opened', [], perform(7, 'open'), view({ drawer })],
    ['is what can be dragged', [{ _c: 'Draggable', _i: 7, content: text }], nothing],
    [
      'is in a detector that only shows a cursor',
      [{ _c: 'GestureDetector', _i: 7, mouse_cursor: 'click', content: text }],
      nothing,
    ],
  ])('%s', async (_what, controls, step, options) => {
    const { client } = await connectScripted(controls, options);
    await step(client);
    expect(hiddenBy(client.tree, client.tree.get(10)!)).toBeUndefined();
    expect(textOf(client.page).split('\n')).toContain('x');
  });
});

describe('a control that a user sees but cannot touch', () => {
  const button = { _c: 'Button', _i: 10, content: 'Go', ...on('click') };

  test.each<[string, Controls, Step, string, Options?]>([
    ['is disabled', [{ ...button, disabled: true }], nothing, 'it is disabled'],
    [
      'is in something disabled',
      [{ _c: 'Row', _i: 7, disabled: true, controls: [button] }],
      nothing,
      'Row disabled=true around it is disabled',
    ],
    [
      'is in a container that the pointer does not see',
      [{ _c: 'Container', _i: 7, ignore_interactions: true, content: button }],
      nothing,
      'Container around it ignores the pointer (ignore_interactions)',
    ],
    [
      'is below a dialog',
      [button],
      nothing,
      'AlertDialog "Sure?" open=true covers it',
      withDialog({ _c: 'AlertDialog', _i: 7, open: true, title: 'Sure?' }),
    ],
    ['is below an open menu', [menu, button], click(7), 'the open menu of PopupMenuButton covers it'],
    [
      'is below an open drawer',
      [],
      perform(7, 'open'),
      'the open drawer NavigationDrawer covers it',
      view({ drawer, controls: [button] }),
    ],
    [
      'is below the newest of two dialogs',
      [],
      nothing,
      'AlertDialog "Second" open=true covers it',
      withDialog(
        { _c: 'AlertDialog', _i: 7, open: true, title: 'First', actions: [button] },
        { _c: 'AlertDialog', _i: 8, open: true, title: 'Second' },
      ),
    ],
    [
      'is in a dialog, below a menu that was opened there',
      [],
      click(7),
      'the open menu of PopupMenuButton covers it',
      withDialog({ _c: 'AlertDialog', _i: 6, open: true, content: menu, actions: [button] }),
    ],
  ])('%s', async (_what, controls, step, reason, options) => {
    const { client } = await connectScripted(controls, options);
    await step(client);
    const control = client.tree.get(10)!;
    expect(hiddenBy(client.tree, control)).toBeUndefined();
    expect(obstacle(client.tree, control)).toBe(reason);
  });

  test('can be touched again when the menu above it has closed', async () => {
    const { client } = await connectScripted([menu, button]);
    await click(7)(client);
    await perform(7, 'dismiss')(client);
    expect(obstacle(client.tree, client.tree.get(10)!)).toBeUndefined();
  });

  test('can be touched though a menu is open on the view below', async () => {
    const { client, app } = await connectScripted([menu]);
    await click(7)(client);
    const next = { _c: 'View', _i: 30, route: '/next', controls: [button] };
    await Promise.all([client.nextPatch(), app.patch(1, [0, { views: [1] }], [1, 1, 1, next])]);
    expect(obstacle(client.tree, client.tree.get(10)!)).toBeUndefined();
  });
});

describe('Flet draws an error in the place of', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a radio outside of a group', { _c: 'Radio' }, 'Radio has to stand in a RadioGroup'],
    ['a Cupertino radio outside of a group', { _c: 'CupertinoRadio' }, 'CupertinoRadio has to stand in a RadioGroup'],
    ['an empty dialog', { _c: 'AlertDialog', open: true }, 'AlertDialog needs a title, content or actions'],
    [
      'a dialog of invisible things',
      { _c: 'AlertDialog', open: true, title: { _c: 'Text', _i: 11, visible: false } },
      'AlertDialog needs a title, content or actions',
    ],
    ['a detector without handlers', { _c: 'GestureDetector' }, 'GestureDetector needs a handler of a gesture'],
    [
      'a detector that only listens to its size',
      { _c: 'GestureDetector', ...on('size_change') },
      'GestureDetector needs a handler of a gesture',
    ],
    [
      'segments of which none is selected',
      { _c: 'SegmentedButton', segments: [{ _c: 'Segment', _i: 11, value: 'a' }] },
      'SegmentedButton needs a selected segment unless allow_empty_selection is set',
    ],
    [
      'segments of which too many are selected',
      { _c: 'SegmentedButton', selected: ['a', 'b'], segments: [{ _c: 'Segment', _i: 11, value: 'a' }] },
      'SegmentedButton can have only one selected segment unless allow_multiple_selection is set',
    ],
    [
      'a button without segments',
      { _c: 'SegmentedButton', selected: ['a'] },
      'SegmentedButton needs a visible segment',
    ],
    [
      'a chip that is clicked and selected',
      { _c: 'Chip', ...on('click', 'select') },
      'Chip can have only one of the handlers on_click and on_select',
    ],
    [
      'a banner without actions',
      { _c: 'Banner', open: true, content: 'x' },
      'Banner needs at least one visible action',
    ],
  ])('%s', async (_what, properties, error) => {
    const { client } = await connectScripted([{ _i: 10, ...properties }]);
    expect(obstacle(client.tree, client.tree.get(10)!)).toBe(`Flet draws an error in its place: ${error}`);
  });
});
