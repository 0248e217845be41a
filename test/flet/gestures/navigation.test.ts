import { describe, expect, test } from 'vitest';
import { interactiveFor } from '../../../lib/flet/index.js';
import { click, E, on, P, perform } from '../packets.js';
import { connectScripted, type Message } from '../scripted-app.js';
import { type Controls, hover, python, type Row, refused, steps, testRows } from './rows.js';

const told = (index: number, id = 10): Message[] => [P(id, { selected_index: index }), E(id, 'change', index)];

const destinations = (type: string): Controls => [
  { _c: type, _i: 11, label: 'Home' },
  { _c: type, _i: 12, label: 'Stars' },
  { _c: type, _i: 13, label: 'Gone', disabled: true },
];

const bars = [
  { type: 'NavigationBar', item: 'NavigationBarDestination', property: 'destinations' },
  { type: 'CupertinoNavigationBar', item: 'NavigationBarDestination', property: 'destinations' },
  { type: 'NavigationRail', item: 'NavigationRailDestination', property: 'destinations' },
].flatMap(({ type, item, property }): Row[] => {
  const bar = { _c: type, _i: 10, selected_index: 0, [property]: destinations(item), ...on('change') };
  return [
    [`a click on a destination of a ${type}`, [bar], click(12), told(1)],
    [`the choice of a destination of a ${type} by its text`, [bar], perform(10, 'select', 'Stars'), told(1)],
    [`a click on the selected destination of a ${type}`, [bar], click(11), told(0)],
    [`a disabled destination of a ${type}`, [bar], refused(click(13), 'it is disabled'), []],
    [
      `a destination of a ${type} that nobody listens to`,
      [{ ...bar, on_change: false }],
      click(12),
      [P(10, { selected_index: 1 })],
    ],
  ];
});

const drawer = {
  _c: 'NavigationDrawer',
  _i: 10,
  ...on('change'),
  controls: [
    { _c: 'Text', _i: 20, value: 'Menu' },
    { _c: 'NavigationDrawerDestination', _i: 11, label: 'Home' },
    { _c: 'NavigationDrawerDestination', _i: 12, label: 'Stars' },
  ],
};
const below = { _c: 'Button', _i: 30, ...on('click') };
const inView = (property: string) => ({
  properties: { views: [{ _c: 'View', _i: 3, route: '/', controls: [below], [property]: drawer }] },
});

const drawers = ['drawer', 'end_drawer'].flatMap((property): Row[] => [
  [`pulling in the ${property}`, [], perform(10, 'open'), [], inView(property)],
  [
    `a click on a destination of the open ${property}`,
    [],
    steps(perform(10, 'open'), click(12)),
    told(1),
    inView(property),
  ],
  [
    `closing the ${property}, which is told unasked`,
    [],
    steps(perform(10, 'open'), perform(10, 'dismiss')),
    [E(10, 'dismiss')],
    inView(property),
  ],
  [
    `going back from the open ${property}, which closes it and leaves the view`,
    [],
    steps(perform(10, 'open'), (client) => client.back(), click(30)),
    [E(10, 'dismiss'), E(30, 'click')],
    inView(property),
  ],
  [`a click in the closed ${property}`, [], refused(click(12), 'is closed'), [], inView(property)],
  [
    `a click on what the open ${property} covers`,
    [],
    steps(perform(10, 'open'), refused(click(30), 'the open drawer NavigationDrawer (change) covers it')),
    [],
    inView(property),
  ],
  [
    `the ${property} of a pagelet`,
    [{ _c: 'Pagelet', _i: 9, content: below, [property]: drawer }],
    steps(perform(10, 'open'), click(11), perform(10, 'dismiss'), click(30)),
    [...told(0), E(10, 'dismiss'), E(30, 'click')],
  ],
]);

const tabs = {
  _c: 'Tabs',
  _i: 10,
  length: 3,
  ...on('change'),
  content: {
    _c: 'Column',
    _i: 20,
    controls: [
      {
        _c: 'TabBar',
        _i: 11,
        ...on('click', 'hover'),
        tabs: [
          { _c: 'Tab', _i: 12, label: 'One' },
          { _c: 'Tab', _i: 13, label: 'Two' },
          { _c: 'Tab', _i: 14, label: 'Three', disabled: true },
        ],
      },
      {
        _c: 'TabBarView',
        _i: 21,
        controls: [
          { _c: 'Text', _i: 22, value: 'first' },
          { _c: 'Text', _i: 23, value: 'second' },
          { _c: 'Text', _i: 24, value: 'third' },
        ],
      },
    ],
  },
};

const TABS: Row[] = [
  ['a click on another tab', [tabs], click(13), [E(11, 'click', 1), ...told(1)]],
  ['a click on the current tab', [tabs], click(12), [E(11, 'click', 0)]],
  ['the choice of a tab by its text', [tabs], perform(10, 'select', 'Two'), [E(11, 'click', 1), ...told(1)]],
  ['the choice of a tab in its bar', [tabs], perform(11, 'select', 1), [E(11, 'click', 1), ...told(1)]],
  [
    'a pointer that comes to a tab and goes',
    [tabs],
    hover(13),
    [E(11, 'hover', { hovering: true, index: 1 }), E(11, 'hover', { hovering: false, index: 1 })],
  ],
  [
    'a disabled tab',
    [tabs],
    steps(refused(click(14), 'disabled'), refused(perform(10, 'select', 'Three'), 'disabled')),
    [],
  ],
  [
    'a swipe to the next tab and back',
    [tabs],
    steps(perform(21, 'swipe', 'left'), perform(21, 'swipe', 'right')),
    [...told(1), ...told(0)],
  ],
  ['a swipe beyond the first tab', [tabs], perform(21, 'swipe', 'right'), []],
  ['Python selecting a tab', [tabs], python(10, 'selected_index', 2), told(2)],
  ['a click on the tab that a negative index means', [{ ...tabs, selected_index: -2 }], click(13), [E(11, 'click', 1)]],
  [
    'Python changing the number of tabs',
    [{ ...tabs, selected_index: 1 }],
    python(10, 'length', 2),
    [P(10, { selected_index: 1 })],
  ],
  [
    'Python taking the selected tab away',
    [{ ...tabs, selected_index: 2 }],
    python(10, 'length', 2),
    [P(10, { selected_index: 1 })],
  ],
];

const pages = (properties: object = {}): Controls => [
  {
    _c: 'PageView',
    _i: 10,
    ...on('change'),
    ...properties,
    controls: [
      { _c: 'Text', _i: 11 },
      { _c: 'Text', _i: 12 },
    ],
  },
];

const PAGES: Row[] = [
  ['a swipe to the next page', pages(), perform(10, 'swipe', 'left'), told(1)],
  ['a swipe to the page before', pages({ selected_index: 1 }), perform(10, 'swipe', 'right'), told(0)],
  ['a swipe beyond the end', pages(), perform(10, 'swipe', 'right'), []],
  ['a swipe across the direction of the pages', pages(), perform(10, 'swipe', 'up'), []],
  ['a swipe of pages from top to bottom', pages({ horizontal: false }), perform(10, 'swipe', 'up'), told(1)],
  ['a swipe of pages in reverse', pages({ reverse: true }), perform(10, 'swipe', 'right'), told(1)],
  ['the choice of a page', pages(), perform(10, 'select', 1), told(1)],
  ['the choice of a page that is not there', pages(), refused(perform(10, 'select', 2), 'has pages 0 to 1, no 2'), []],
  ['Python selecting a page', pages(), python(10, 'selected_index', 1), told(1)],
];

const tile = {
  _c: 'ExpansionTile',
  _i: 10,
  title: 'More',
  ...on('change'),
  controls: [{ _c: 'Button', _i: 11, ...on('click') }],
};
const unfolded = [P(10, { expanded: true }), E(10, 'change', true)];
const panels = (properties: object = {}): Controls => [
  {
    _c: 'ExpansionPanelList',
    _i: 10,
    ...on('change'),
    controls: [
      { _c: 'ExpansionPanel', _i: 11 },
      { _c: 'ExpansionPanel', _i: 12, content: { _c: 'Button', _i: 13, ...on('click') }, ...properties },
    ],
  },
];

const EXPANSION: Row[] = [
  ['a click on a tile', [tile], click(10), unfolded],
  [
    'a second click on it',
    [tile],
    steps(click(10), click(10)),
    [...unfolded, P(10, { expanded: false }), E(10, 'change', false)],
  ],
  ['Python unfolding a tile', [tile], python(10, 'expanded', true), unfolded],
  [
    'Python folding a tile',
    [{ ...tile, expanded: true }],
    python(10, 'expanded', false),
    [P(10, { expanded: false }), E(10, 'change', false)],
  ],
  ['a click on what a tile has unfolded', [tile], steps(click(10), click(11)), [...unfolded, E(11, 'click')]],
  [
    'a click in the collapsed tile',
    [tile],
    refused(click(11), 'it is in the collapsed ExpansionTile "More" (change)'),
    [],
  ],
  [
    'clicks on the arrow of a panel',
    panels(),
    steps(click(12), click(13), click(12)),
    [
      P(12, { expanded: true }),
      E(10, 'change', { index: 1, expanded: true, data: 1 }),
      E(13, 'click'),
      P(12, { expanded: false }),
      E(10, 'change', { index: 1, expanded: false, data: 1 }),
    ],
  ],
  [
    'a click on the header of a panel that can be tapped there',
    panels({ can_tap_header: true, header: { _c: 'Text', _i: 14, value: 'Header' } }),
    (client) => client.click(interactiveFor(client.tree.get(14)!)!),
    [P(12, { expanded: true }), E(10, 'change', { index: 1, expanded: true, data: 1 })],
  ],
  ['a click in the collapsed panel', panels(), refused(click(13), 'it is in the collapsed ExpansionPanel'), []],
];

describe('bars and rails', () => testRows(bars));
describe('drawers', () => testRows(drawers));
describe('tabs', () => testRows(TABS));
describe('pages', () => testRows(PAGES));
describe('what unfolds', () => testRows(EXPANSION));

describe('calls of Python that turn tabs and pages', () => {
  const answer: Message = [5, { control_id: 10, call_id: 'call', result: null, error: null }];

  test.each<[string, Controls, string, Record<string, unknown>, Message[]]>([
    ['move_to', [tabs], 'move_to', { index: 1 }, told(1)],
    ['move_to from the end', [tabs], 'move_to', { index: -1 }, told(2)],
    ['go_to_page', pages(), 'go_to_page', { index: 1 }, told(1)],
    ['jump_to_page', pages(), 'jump_to_page', { index: 1 }, told(1)],
    ['next_page', pages(), 'next_page', {}, told(1)],
    ['previous_page', pages({ selected_index: 1 }), 'previous_page', {}, told(0)],
  ])('%s', async (_what, controls, name, args, packets) => {
    const { app } = await connectScripted(controls);
    expect(await app.call(10, name, args)).toEqual([...packets, answer]);
  });

  test.each(['drawer', 'end_drawer'])('open the %s without a word and tell when they close it', async (property) => {
    const { client, app } = await connectScripted([], inView(property));
    expect(await app.call(3, `show_${property}`)).toEqual([[5, expect.objectContaining({ error: null })]]);
    await click(12)(client);
    expect(await app.taken(client)).toEqual(told(1));
    expect((await app.call(3, `close_${property}`)).slice(0, -1)).toEqual([E(10, 'dismiss')]);
    expect((await app.call(3, `close_${property}`)).slice(0, -1)).toEqual([]);
  });
});
