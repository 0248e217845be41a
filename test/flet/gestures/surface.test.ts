import { describe, expect, test } from 'vitest';
import { click, E, on, P, perform } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { packetsOf, sends } from './packet-rows.js';
import { at, pointer, tick, xy } from './pointers.js';
import type { Controls, Row } from './rows.js';

const text = (properties: object = {}): Controls => [
  { _c: 'Text', _i: 10, value: 'Two words', selectable: true, ...on('selection_change', 'tap'), ...properties },
];
const selection = (base: number, extent: number) => ({
  base_offset: base,
  extent_offset: extent,
  affinity: 'downstream',
  directional: false,
});
/** `selected_text` is the whole text, whatever is marked. */
const marked = (cause: string, base: number, extent: number) =>
  E(10, 'selection_change', { selected_text: 'Two words', cause, selection: selection(base, extent) });

const TEXTS: Row[] = [
  ['a click', text(), click(10), [marked('tap', 0, 0), E(10, 'tap')]],
  ['a double click', text(), perform(10, 'doubleClick'), [marked('doubleTap', 0, 3)]],
  ['a long press', text(), perform(10, 'longPress'), [marked('longPress', 0, 3)]],
  ['a drag over it', text(), perform(10, 'selectText', [2, 7]), [marked('drag', 2, 7)]],
  ['a click, where nothing can be marked', text({ enable_interactive_selection: false }), click(10), [E(10, 'tap')]],
];

const markdown = (properties: object = {}): Controls => [
  {
    _c: 'Markdown',
    _i: 10,
    value: 'See [the docs](https://flet.dev/docs "Docs") or <https://flet.dev>.',
    ...on('tap_text', 'tap_link', 'selection_change'),
    ...properties,
  },
];

const MARKDOWN: Row[] = [
  ['a click on its text', markdown(), click(10), [E(10, 'tap_text')]],
  ['a link, by its text', markdown(), perform(10, 'select', 'the docs'), [E(10, 'tap_link', 'https://flet.dev/docs')]],
  [
    'a link, by its address',
    markdown(),
    perform(10, 'select', 'https://flet.dev'),
    [E(10, 'tap_link', 'https://flet.dev')],
  ],
  ['a link, by its place', markdown(), perform(10, 'select', 1), [E(10, 'tap_link', 'https://flet.dev')]],
  [
    'marked text',
    markdown({ selectable: true }),
    perform(10, 'selectText', [7, 5]),
    [E(10, 'selection_change', { selected_text: 'th', cause: 'drag', selection: selection(7, 5) })],
  ],
];

const area: Controls = [
  {
    _c: 'SelectionArea',
    _i: 10,
    ...on('change'),
    content: {
      _c: 'Column',
      _i: 11,
      controls: [
        { _c: 'Text', _i: 12, value: 'One' },
        { _c: 'Text', _i: 13, value: 'Two' },
      ],
    },
  },
];

const AREAS: Row[] = [
  ['across texts', area, perform(10, 'selectText', [1, 5]), [E(10, 'change', 'ne\nT')]],
  ['nothing', area, perform(10, 'selectText', [2, 2]), [E(10, 'change')]],
];

const viewer: Controls = [
  {
    _c: 'InteractiveViewer',
    _i: 10,
    width: 100,
    height: 50,
    content: { _c: 'Text', _i: 11 },
    ...on('interaction_start', 'interaction_update', 'interaction_end'),
  },
];
const focus = (x: number, y: number) => ({ gfp: xy(x, y), lfp: xy(x, y) });

const VIEWERS: Row[] = [
  [
    'two fingers that part',
    viewer,
    perform(10, 'pinch', { scale: 2 }),
    [
      E(10, 'interaction_start', { ...focus(50, 25), pc: 2, ts: tick(1) }),
      E(10, 'interaction_update', {
        ...focus(50, 25),
        fpd: xy(0, 0),
        pc: 2,
        hs: 2,
        vs: 2,
        s: 2,
        rot: 0,
        ts: tick(2),
      }),
      E(10, 'interaction_end', { pc: 1, v: xy(0, 0) }),
    ],
  ],
  [
    'a finger that pans, one event per step',
    viewer,
    perform(10, 'drag', { by: xy(10, 20), steps: 2, from: xy(0, 0) }),
    [
      E(10, 'interaction_start', { ...focus(0, 0), pc: 1, ts: tick(1) }),
      ...[1, 2].map((n) =>
        E(10, 'interaction_update', {
          ...focus(5 * n, 10 * n),
          fpd: xy(5, 10),
          pc: 1,
          hs: 1,
          vs: 1,
          s: 1,
          rot: 0,
          ts: tick(n + 1),
        }),
      ),
      E(10, 'interaction_end', { pc: 0, v: xy(0, 0) }),
    ],
  ],
  [
    'a wheel',
    viewer,
    perform(10, 'scroll', xy(0, -200)),
    [
      E(10, 'interaction_start', { ...focus(50, 25), pc: 0, ts: null }),
      E(10, 'interaction_update', {
        ...focus(50, 25),
        fpd: xy(0, 0),
        pc: 0,
        hs: Math.E,
        vs: Math.E,
        s: Math.E,
        rot: 0,
        ts: null,
      }),
      E(10, 'interaction_end', { pc: 0, v: xy(0, 0) }),
    ],
  ],
];

const PLAIN_ACTIONS = [
  'increase',
  'decrease',
  'dismiss',
  'scroll_left',
  'scroll_right',
  'scroll_up',
  'scroll_down',
  'copy',
  'cut',
  'paste',
  'long_press',
  'did_gain_accessibility_focus',
  'did_lose_accessibility_focus',
];
const CURSOR_ACTIONS = ['move_cursor_forward_by_character', 'move_cursor_backward_by_character'];
const semantics: Controls = [
  { _c: 'Semantics', _i: 10, ...on(...PLAIN_ACTIONS, ...CURSOR_ACTIONS, 'set_text', 'tap', 'double_tap') },
];

const ASSISTANCE: Row[] = [
  ...PLAIN_ACTIONS.map((action): Row => [action, semantics, perform(10, 'assist', action), [E(10, action)]]),
  ...CURSOR_ACTIONS.map((action): Row => [action, semantics, perform(10, 'assist', action), [E(10, action, false)]]),
  ['another text', semantics, perform(10, 'fill', 'new'), [E(10, 'set_text', 'new')]],
  ['a long press', semantics, perform(10, 'longPress'), [E(10, 'long_press')]],
];

const dragArea = (properties: object = {}): Controls => [
  {
    _c: 'WindowDragArea',
    _i: 10,
    width: 100,
    height: 20,
    content: { _c: 'Text', _i: 11 },
    ...on('drag_start', 'drag_end', 'double_tap'),
    ...properties,
  },
];
const window = { _c: 'Window', _i: 2, ...on('event') };
const state = {
  maximized: false,
  minimized: false,
  full_screen: false,
  always_on_top: false,
  focused: true,
  visible: true,
  width: 1280,
  height: 720,
  top: 0,
  left: 0,
  opacity: 1,
};

const DRAG_AREAS: Row[] = [
  [
    'dragged',
    dragArea(),
    perform(10, 'drag', { by: xy(30, 40), steps: 3 }),
    [
      E(10, 'drag_start', { ...pointer(50, 10), ts: tick(1) }),
      E(10, 'drag_end', { ...at(80, 50), v: xy(0, 0), pv: 0 }),
    ],
  ],
  [
    'clicked twice: the window is maximized',
    dragArea(),
    perform(10, 'doubleClick'),
    [
      E(10, 'double_tap', { type: 'maximize', data: 'maximize' }),
      P(2, { ...state, maximized: true }),
      E(2, 'event', { type: 'maximize' }),
    ],
  ],
  ['clicked twice, where that does nothing', dragArea({ maximizable: false }), perform(10, 'doubleClick'), []],
];

sends('a selectable text', TEXTS);
sends('a Markdown text', MARKDOWN);
sends('an area in which text is marked', AREAS);
sends('a viewer', VIEWERS);
sends('assistive technology', ASSISTANCE);
sends('the area by which a window is dragged', DRAG_AREAS, { properties: { window } });

describe('the form of Flet’s own client, if that is asked for', () => {
  const faithful = { faithful: true, properties: { window } };

  test('of marked Markdown', async () => {
    const [packet] = await packetsOf(markdown({ selectable: true }), perform(10, 'selectText', [7, 5]), faithful);
    expect(packet).toEqual(
      E(10, 'selection_change', {
        text: 'th',
        cause: 'drag',
        selection: {
          ...selection(7, 5),
          start: 5,
          end: 7,
          selection: 'th',
          collapsed: false,
          valid: true,
          normalized: false,
        },
      }),
    );
  });

  test('of a drag area that is clicked twice', async () => {
    const [packet] = await packetsOf(dragArea(), perform(10, 'doubleClick'), faithful);
    expect(packet).toEqual(E(10, 'double_tap', 'maximize'));
  });
});

test('a drag area that is clicked twice once more brings the window back', async () => {
  const { client, app } = await connectScripted(dragArea(), { properties: { window } });
  await perform(10, 'doubleClick')(client);
  await app.taken(client);
  await perform(10, 'doubleClick')(client);
  expect(await app.taken(client)).toEqual([
    E(10, 'double_tap', { type: 'unmaximize', data: 'unmaximize' }),
    P(2, state),
    E(2, 'event', { type: 'unmaximize' }),
  ]);
});

test('a link that is followed by itself is opened first', async () => {
  const { client, app } = await connectScripted(markdown({ auto_follow_links: true }));
  await perform(10, 'select', 'the docs')(client);
  expect(client.services.launchedUrls).toEqual(['https://flet.dev/docs']);
  expect(await app.taken(client)).toEqual([E(10, 'tap_link', 'https://flet.dev/docs')]);
});

describe('refused is', () => {
  const dragDetector = [{ _c: 'GestureDetector', _i: 10, ...on('pan_update') }];

  test.each<[string, Controls, ReturnType<typeof perform>, string, string]>([
    [
      'a tap on a text that is not selectable, whoever listens',
      text({ selectable: false }),
      click(10),
      'NO_GESTURE',
      'it takes no gesture',
    ],
    ['text that is not there', text(), perform(10, 'selectText', [0, 10]), 'REFUSED', 'has 9 characters'],
    [
      'marking Markdown that is not selectable',
      markdown(),
      perform(10, 'selectText', [0, 1]),
      'REFUSED',
      'is not selectable',
    ],
    [
      'a link that is not there',
      markdown(),
      perform(10, 'select', 'home'),
      'REFUSED',
      'has no link "home"; it has "the docs", "https://flet.dev"',
    ],
    ['a tap of assistive technology', semantics, perform(10, 'assist', 'tap'), 'REFUSED', 'never hears of tap'],
    [
      'a drag of half a step',
      dragDetector,
      perform(10, 'drag', { by: xy(1, 1), steps: 0.5 }),
      '',
      'Expected a whole number, 0 or more, for the steps of a drag but received 0.5',
    ],
    ['an unknown action', semantics, perform(10, 'assist', 'sing'), 'REFUSED', 'knows no action "sing"'],
  ])('%s', async (_what, controls, step, code, message) => {
    await expect(packetsOf(controls, step)).rejects.toMatchObject({
      ...(code === '' ? { name: 'RangeError' } : { code: `ERR_EMBED_FLET_${code}` }),
      message: expect.stringContaining(message),
    });
  });
});

describe('a control that is only looked at takes no gesture', () => {
  test.each([
    'TransparentPointer',
    'Hero',
    'Image',
    'Icon',
    'Card',
    'Stack',
    'Divider',
    'ProgressBar',
    'ProgressRing',
    'Placeholder',
    'SafeArea',
    'Shimmer',
    'ShaderMask',
    'RotatedBox',
    'AnimatedSwitcher',
    'MenuBar',
    'AutofillGroup',
    'MergeSemantics',
    'ReorderableDragHandle',
    'AppBar',
    'BottomAppBar',
    'CupertinoAppBar',
    'CupertinoActivityIndicator',
    'Screenshot',
    'Pagelet',
  ])('%s', async (type) => {
    const content = { _c: 'Text', _i: 11, value: 'x' };
    const step = perform(10, 'click');
    await expect(packetsOf([{ _c: type, _i: 10, content }], step)).rejects.toMatchObject({
      code: 'ERR_EMBED_FLET_NO_GESTURE',
    });
  });
});

test.each<[string, unknown]>([
  ['connect', 7],
  ['error', 'it broke'],
  ['python_output', { text: 'hello', is_stderr: false }],
])('what no gesture covers is sent as an event: an embedded app’s %s', async (event, data) => {
  const { client, app } = await connectScripted([{ _c: 'FletApp', _i: 10, ...on(event) }]);
  await client.sendEvent(client.tree.get(10)!, event, data as string);
  expect(await app.taken(client)).toEqual([E(10, event, data)]);
});

test.each(['background', 'foreground'])(
  'what no gesture covers is sent as an event: an avatar whose %s picture fails',
  async (which) => {
    const { client, app } = await connectScripted([{ _c: 'CircleAvatar', _i: 10, ...on('image_error') }]);
    await client.sendEvent(client.tree.get(10)!, 'image_error', which);
    expect(await app.taken(client)).toEqual([E(10, 'image_error', which)]);
  },
);
