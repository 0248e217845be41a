import { describe, expect, test } from 'vitest';
import { E, on, P, perform } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { A, answer } from './calls.js';

const FOCUSABLE = [
  'Button',
  'CodeEditor',
  'CupertinoButton',
  'CupertinoFilledButton',
  'CupertinoTextField',
  'CupertinoTintedButton',
  'Dropdown',
  'DropdownM2',
  'FilledButton',
  'FilledIconButton',
  'FilledTonalButton',
  'FilledTonalIconButton',
  'IconButton',
  'KeyboardListener',
  'OutlinedButton',
  'OutlinedIconButton',
  'SearchBar',
  'TextButton',
  'TextField',
];

describe('focus', () => {
  test.each(FOCUSABLE)('%s takes the focus from what has it, before the answer', async (type) => {
    const field = { _c: 'TextField', _i: 10, ...on('focus', 'blur') };
    const control = { _c: type, _i: 11, ...on('focus', 'blur') };
    const { client, app } = await connectScripted([field, control]);
    expect(await app.call(10, 'focus')).toEqual([E(10, 'focus'), A(10)]);
    expect(await app.call(11, 'focus')).toEqual([E(10, 'blur'), E(11, 'focus'), A(11)]);
    expect(client.focused?.id).toBe(11);
    expect(await app.call(11, 'focus')).toEqual([A(11)]);
  });
});

describe('SearchBar', () => {
  const bar = { _c: 'SearchBar', _i: 10, value: 'old', controls: [{ _c: 'ListTile', _i: 11, title: 'a' }] };

  test('open_view opens and sends nothing; close_view sets the text', async () => {
    const { client, app } = await connectScripted([bar]);
    expect(await app.call(10, 'open_view')).toEqual([A(10)]);
    expect(await app.call(10, 'close_view', { text: 'new' })).toEqual([P(10, { value: 'new' }), A(10)]);
    expect(client.tree.get(10)!.get('value')).toBe('new');
  });

  test('close_view of a closed view does nothing', async () => {
    const { app } = await connectScripted([bar]);
    expect(await app.call(10, 'close_view', { text: 'new' })).toEqual([A(10)]);
  });
});

describe('ContextMenu', () => {
  const item = { _c: 'PopupMenuItem', _i: 12, content: 'Copy', ...on('click') };
  const menu = (items: unknown[]): Record<string, unknown> => ({
    _c: 'ContextMenu',
    _i: 10,
    content: { _c: 'Text', _i: 11, value: 'x' },
    items,
    ...on('select', 'dismiss'),
  });
  const where = { global_position: { x: 1, y: 2 }, local_position: { x: 3, y: 4 } };
  const opening = { b: null, tr: null, ic: 1, g: { x: 1, y: 2 }, l: { x: 3, y: 4 } };

  test('open is answered at once; what the user chooses then comes as events', async () => {
    const { client, app } = await connectScripted([menu([item])]);
    expect(await app.call(10, 'open', where)).toEqual([A(10)]);
    await perform(12, 'click')(client);
    expect(await app.taken(client)).toEqual([E(12, 'click'), E(10, 'select', { ...opening, id: 12, idx: 0 })]);
  });

  test('open without items is dismissed at once', async () => {
    const { app } = await connectScripted([menu([])]);
    expect(await app.call(10, 'open', where)).toEqual([
      E(10, 'dismiss', { ...opening, ic: 0, id: null, idx: null }),
      A(10),
    ]);
  });
});

describe('Tabs', () => {
  test('move_to turns to a tab, from the end for a negative index', async () => {
    const { app } = await connectScripted([{ _c: 'Tabs', _i: 10, length: 3, ...on('change') }]);
    const args = { curve: null, duration: null };
    const turn = (index: number): unknown => [P(10, { selected_index: index }), E(10, 'change', index), A(10)];
    expect(await app.call(10, 'move_to', { index: 1, ...args })).toEqual(turn(1));
    expect(await app.call(10, 'move_to', { index: -1, ...args })).toEqual(turn(2));
    expect(await app.call(10, 'move_to', { index: 2, ...args })).toEqual([A(10)]);
  });

  test('move_to a tab that does not exist is an error', async () => {
    const connected = await connectScripted([{ _c: 'Tabs', _i: 10, length: 3 }]);
    const result = await answer(connected, 10, 'move_to', { index: 3 });
    expect(result).toEqual({ error: expect.stringMatching(/has no tab 3$/) });
  });
});

describe('PageView', () => {
  const pages = [11, 12, 13].map((id) => ({ _c: 'Text', _i: id, value: String(id) }));
  const view = (properties: Record<string, unknown> = {}): Record<string, unknown> => ({
    _c: 'PageView',
    _i: 10,
    controls: pages,
    width: 400,
    height: 300,
    ...on('change'),
    ...properties,
  });
  const turn = (index: number): unknown => [P(10, { selected_index: index }), E(10, 'change', index), A(10)];
  const animation = { duration: 300, curve: 'ease' };

  test.each([
    ['go_to_page', { index: 2, ...animation }, {}, 2],
    ['jump_to_page', { index: 1 }, {}, 1],
    ['next_page', animation, {}, 1],
    ['previous_page', animation, { selected_index: 2 }, 1],
    ['jump_to', { value: 500 }, {}, 1],
    ['jump_to', { value: 390 }, { viewport_fraction: 0.5 }, 2],
    ['jump_to', { value: 5000 }, {}, 2],
    ['jump_to', { value: 600 }, { horizontal: false }, 2],
  ])('%s(%o) with %o turns to page %i', async (method, args, properties, index) => {
    const { app } = await connectScripted([view(properties)]);
    expect(await app.call(10, method, args)).toEqual(turn(index));
  });

  test.each([
    ['previous_page', {}],
    ['jump_to_page', { index: 0 }],
    ['jump_to_page', { index: 9 }],
  ])('%s(%o) goes nowhere from the first page', async (method, args) => {
    const { app } = await connectScripted([view()]);
    expect(await app.call(10, method, args)).toEqual([A(10)]);
  });
});

describe('Dismissible', () => {
  test.each([
    [true, [E(10, 'dismiss', { direction: 'startToEnd' })]],
    [false, []],
  ])('confirm_dismiss(%s) ends a swipe that waits for it', async (dismiss, packets) => {
    const { client, app } = await connectScripted([
      { _c: 'Dismissible', _i: 10, content: { _c: 'Text', _i: 11, value: 'x' }, ...on('confirm_dismiss', 'dismiss') },
    ]);
    await perform(10, 'swipe', 'right')(client);
    expect(await app.taken(client)).toEqual([E(10, 'confirm_dismiss', { direction: 'startToEnd' })]);
    expect(await app.call(10, 'confirm_dismiss', { dismiss })).toEqual([A(10)]);
    expect(await app.taken(client)).toEqual(packets);
  });

  test('confirm_dismiss that nobody waits for does nothing', async () => {
    const { app } = await connectScripted([{ _c: 'Dismissible', _i: 10 }]);
    expect(await app.call(10, 'confirm_dismiss', { dismiss: true })).toEqual([A(10)]);
  });
});

test('InteractiveViewer remembers how it was moved', async () => {
  const connected = await connectScripted([{ _c: 'InteractiveViewer', _i: 10 }]);
  const calls: [string, Record<string, unknown>][] = [
    ['reset', { animation_duration: 100 }],
    ['zoom', { factor: 2 }],
    ['pan', { dx: 1, dy: 2, dz: 0 }],
    ['save_state', {}],
    ['restore_state', {}],
  ];
  for (const [method, args] of calls) expect(await answer(connected, 10, method, args)).toBeNull();
  expect(connected.client.services.calls).toEqual(
    calls.map(([method, args]) => ({ type: 'InteractiveViewer', method, args })),
  );
});

describe('Canvas', () => {
  test('has a capture from capture to clear_capture', async () => {
    const connected = await connectScripted([{ _c: 'Canvas', _i: 10 }]);
    connected.client.services.picture = ({ args }) => Uint8Array.of(Number(args['pixel_ratio']));
    expect(await answer(connected, 10, 'get_capture')).toBeNull();
    expect(await answer(connected, 10, 'capture', { pixel_ratio: 2 })).toBeNull();
    expect(await answer(connected, 10, 'get_capture')).toEqual(Uint8Array.of(2));
    expect(await answer(connected, 10, 'clear_capture')).toBeNull();
    expect(await answer(connected, 10, 'get_capture')).toBeNull();
  });

  test('each canvas has its own', async () => {
    const connected = await connectScripted([
      { _c: 'Canvas', _i: 10 },
      { _c: 'Canvas', _i: 11 },
    ]);
    await answer(connected, 10, 'capture', { pixel_ratio: 1 });
    expect(await answer(connected, 11, 'get_capture')).toBeNull();
  });
});

test('Screenshot gives a picture: an app that writes it to a file must not get nil', async () => {
  const connected = await connectScripted([{ _c: 'Screenshot', _i: 10 }]);
  const picture = await answer(connected, 10, 'capture', { pixel_ratio: 1.5, delay: 50 });
  expect([...(picture as Uint8Array).subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
});

test('FletApp says that no app runs in it', async () => {
  const connected = await connectScripted([{ _c: 'FletApp', _i: 10 }]);
  expect(await answer(connected, 10, 'wait_idle', { idle_ms: 300, timeout_ms: 30_000 })).toEqual({
    status: 'error',
    error: "The embedded app isn't running.",
  });
});
