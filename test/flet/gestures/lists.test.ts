import { describe, expect, test } from 'vitest';
import type { Step } from '../packets.js';
import { E, on, perform } from '../packets.js';
import { connectScripted, type Message } from '../scripted-app.js';
import { packetsOf, sends } from './packet-rows.js';
import { xy } from './pointers.js';
import { type Controls, type Row, steps } from './rows.js';

const lines = (count: number): Controls => Array.from({ length: count }, (_, i) => ({ _c: 'Text', _i: 20 + i }));

/** Ten lines of 48 pixels in a list of 100: 380 of them do not fit. */
const list = (properties: object = {}): Record<string, unknown> => ({
  _c: 'ListView',
  _i: 10,
  height: 100,
  controls: lines(10),
  ...on('scroll'),
  ...properties,
});

const scroll = (type: string, pixels: number, more: object = {}, metrics: object = {}): Message =>
  E(10, 'scroll', {
    event_type: type,
    pixels,
    min_scroll_extent: 0,
    max_scroll_extent: 380,
    viewport_dimension: 100,
    ...metrics,
    ...more,
  });

const wheel = (x: number, y: number): Step => perform(10, 'scroll', xy(x, y));

const scrolled = (from: number, to: number, metrics: object = {}): Message[] => [
  scroll('user', from, { direction: to > from ? 'reverse' : 'forward' }, metrics),
  scroll('start', to, {}, metrics),
  scroll('update', to, { scroll_delta: to - from }, metrics),
  scroll('end', to, {}, metrics),
];

const SCROLLING: Row[] = [
  ['down', [list()], wheel(0, 50), scrolled(0, 50)],
  ['down and up again', [list()], steps(wheel(0, 50), wheel(0, -20)), [...scrolled(0, 50), ...scrolled(50, 30)]],
  ['further than to the end', [list()], wheel(0, 1000), scrolled(0, 380)],
  ['at the end', [list()], steps(wheel(0, 1000), wheel(0, 1)), scrolled(0, 380)],
  ['up from the start', [list()], wheel(0, -10), []],
  ['sideways, where only up and down are ways', [list()], wheel(10, 0), []],
  ['where nobody listens', [{ ...list(), on_scroll: false }], wheel(0, 50), []],
  [
    'sideways, in a list that lies',
    [list({ horizontal: true, height: undefined, width: 100 })],
    wheel(30, 0),
    scrolled(0, 30),
  ],
  ['a list of fixed items', [list({ item_extent: 20 })], wheel(0, 10), scrolled(0, 10, { max_scroll_extent: 100 })],
  [
    'a list whose items say how high they are',
    [list({ spacing: 5, controls: [30, 200, 40].map((height, i) => ({ _c: 'Container', _i: 20 + i, height })) })],
    wheel(0, 10),
    scrolled(0, 10, { max_scroll_extent: 180 }),
  ],
  [
    'a column that scrolls, with its own gaps',
    [list({ _c: 'Column', scroll: 'auto' })],
    wheel(0, 10),
    scrolled(0, 10, { max_scroll_extent: 470 }),
  ],
  [
    'a row that scrolls',
    [list({ _c: 'Row', scroll: 'auto', spacing: 0, width: 100, height: undefined })],
    wheel(10, 0),
    scrolled(0, 10),
  ],
  [
    'a grid of square tiles in two columns',
    [list({ _c: 'GridView', width: 60, runs_count: 2, spacing: 0 })],
    wheel(0, 10),
    scrolled(0, 10, { max_scroll_extent: 50 }),
  ],
  [
    'a grid of tiles of at most 20 pixels',
    [list({ _c: 'GridView', width: 60, height: 30, max_extent: 20, spacing: 0 })],
    wheel(0, 10),
    scrolled(0, 10, { max_scroll_extent: 50, viewport_dimension: 30 }),
  ],
  ['a row of a grid that scrolls', [list({ _c: 'ResponsiveRow', scroll: 'auto' })], wheel(0, 10), scrolled(0, 10)],
  ['panels that scroll', [list({ _c: 'ExpansionPanelList', scroll: 'auto' })], wheel(0, 10), scrolled(0, 10)],
  [
    'a list in a column that scrolls: of the two only the list tells',
    [{ _c: 'Column', _i: 9, scroll: 'auto', height: 50, controls: [list()], ...on('scroll') }],
    wheel(0, 50),
    scrolled(0, 50),
  ],
  [
    'a column around a list: of the two only the column tells',
    [
      list({
        _c: 'Column',
        scroll: 'auto',
        spacing: 0,
        controls: [{ ...list(), _i: 9, height: 480, controls: lines(20) }],
      }),
    ],
    wheel(0, 50),
    scrolled(0, 50),
  ],
  ['a reorderable list', [list({ _c: 'ReorderableListView' })], wheel(0, 50), scrolled(0, 50)],
  [
    'a list that measures more than one can know here',
    [list()],
    steps((client) => client.measure(client.tree.get(10)!, { scrollExtent: 5000, height: 200 }), wheel(0, 4000)),
    scrolled(0, 4000, { max_scroll_extent: 5000, viewport_dimension: 200 }),
  ],
];

const items = (properties: object = {}): Controls => [
  {
    _c: 'ReorderableListView',
    _i: 10,
    ...on('reorder_start', 'reorder', 'reorder_end'),
    controls: ['a', 'b', 'c'].map((text, i) => ({ _c: 'Text', _i: 20 + i, value: text })),
    ...properties,
  },
];
const handled = items({
  show_default_drag_handles: false,
  controls: [0, 1, 2].map((i) => ({
    _c: 'Row',
    _i: 20 + i,
    controls: i === 2 ? [] : [{ _c: 'ReorderableDragHandle', _i: 30 + i }],
  })),
});

const dropHandle: Step = (client) => client.perform(client.tree.get(30)!, 'dropOn', client.tree.get(22)!);

const REORDERING: Row[] = [
  [
    'down: the place at the drop still counts the item',
    items(),
    perform(10, 'reorder', [0, 2]),
    [
      E(10, 'reorder_start', { old_index: 0 }),
      E(10, 'reorder_end', { new_index: 3 }),
      E(10, 'reorder', { old_index: 0, new_index: 2 }),
    ],
  ],
  [
    'up',
    items(),
    perform(10, 'reorder', [2, 0]),
    [
      E(10, 'reorder_start', { old_index: 2 }),
      E(10, 'reorder_end', { new_index: 0 }),
      E(10, 'reorder', { old_index: 2, new_index: 0 }),
    ],
  ],
  [
    'and dropped in its place',
    items(),
    perform(10, 'reorder', [1, 1]),
    [E(10, 'reorder_start', { old_index: 1 }), E(10, 'reorder_end', { new_index: 1 })],
  ],
  [
    'by its handle',
    handled,
    dropHandle,
    [
      E(10, 'reorder_start', { old_index: 0 }),
      E(10, 'reorder_end', { new_index: 3 }),
      E(10, 'reorder', { old_index: 0, new_index: 2 }),
    ],
  ],
];

sends('a wheel that scrolls', SCROLLING);
sends('an item that is dragged', REORDERING);

describe('a list', () => {
  test.each([
    ['an item that is not there', items(), [0, 3], 'has no item 3; it has 3 items'],
    ['an item without a handle, where only handles move', handled, [2, 0], 'an item 2 without a ReorderableDragHandle'],
  ])('does not let %s be dragged', async (_what, controls, places, message) => {
    await expect(packetsOf(controls, perform(10, 'reorder', places))).rejects.toThrow(message);
  });

  test('counts only the items that are seen', async () => {
    const hidden = items({
      controls: [
        { _c: 'Text', _i: 20, visible: false },
        { _c: 'Text', _i: 21 },
        { _c: 'Text', _i: 22 },
      ],
    });
    expect(await packetsOf(hidden, perform(10, 'reorder', [1, 0]))).toContainEqual(
      E(10, 'reorder', { old_index: 1, new_index: 0 }),
    );
  });

  test('that is a whole view tells as every other one', async () => {
    const view = { ...list({ _c: 'View', scroll: 'auto', spacing: 0 }), route: '/' };
    expect(await packetsOf([], wheel(0, 50), { properties: { views: [view] } })).toEqual(scrolled(0, 50));
  });

  test('that is told not to scroll does not', async () => {
    const column = list({ _c: 'Column' });
    await expect(packetsOf([column], wheel(0, 1))).rejects.toThrow('does not scroll');
  });

  test('scrolls to where Python says, without a user: no direction', async () => {
    const { client, app } = await connectScripted([list()]);
    const moves = async (args: Record<string, unknown>): Promise<unknown[]> => {
      const messages = await app.call(10, 'scroll_to', { offset: null, delta: null, scroll_key: null, ...args });
      const sent = [...messages, ...(await app.taken(client))];
      return sent.filter(([action]) => action === 3).map(([, { data }]) => data as { event_type: string });
    };
    const jump = (from: number, to: number): unknown[] =>
      scrolled(from, to)
        .slice(1)
        .map(([, { data }]) => data);
    expect(await moves({ offset: 100 })).toEqual(jump(0, 100));
    expect(await moves({ delta: -30 })).toEqual(jump(100, 70));
    expect(await moves({ offset: -1 })).toEqual(jump(70, 380));
    expect(await moves({ offset: -101 })).toEqual(jump(380, 280));
    expect(await moves({ offset: 280 })).toEqual([]);
  });

  test.each([
    ['plain', 'there', 'there'],
    ['a scroll key', { value: 'there', _type: 'scroll' }, 'there'],
    ['the same scroll key', { value: 7, _type: 'scroll' }, { value: 7, _type: 'scroll' }],
  ])('scrolls to the item that holds a key: %s', async (_form, key, wanted) => {
    const controls = lines(10);
    controls[3] = { _c: 'Row', _i: 23, controls: [{ _c: 'Text', _i: 40, key }] };
    const { client, app } = await connectScripted([list({ controls })]);
    await app.call(10, 'scroll_to', { offset: null, delta: null, scroll_key: wanted });
    await app.taken(client);
    await wheel(0, 1)(client);
    expect((await app.taken(client))[0]).toEqual(scroll('user', 144, { direction: 'reverse' }));
  });

  test('brings an item into view, and leaves what is in view alone', async () => {
    const { client, app } = await connectScripted([list()]);
    const show = async (id: number): Promise<unknown> => {
      await client.scrollIntoView(client.tree.get(id)!);
      const pixels = (await app.taken(client)).map(([, { data }]) => (data as { pixels: number }).pixels);
      return pixels.at(-1);
    };
    expect(await show(20)).toBeUndefined();
    expect(await show(25)).toBe(240);
    expect(await show(26)).toBeUndefined();
    expect(await show(21)).toBe(48);
  });
});
