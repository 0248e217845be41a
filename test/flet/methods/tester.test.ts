import { describe, expect, test } from 'vitest';
import type { FletClientOptions } from '../../../lib/flet/index.js';
import { at, tick, xy } from '../gestures/pointers.js';
import { E, on, P } from '../packets.js';
import { connectScripted, type Message } from '../scripted-app.js';
import { A, type Connected } from './calls.js';
import { act, button, call, connect, count, find, TESTER, text } from './tester-calls.js';

describe('finders', () => {
  test('give an id and how many they find; ids differ', async () => {
    const connected = await connect([text(10, 'a'), text(11, 'a')]);
    expect(await call(connected, 'find_by_text', { text: 'a' })).toEqual({ id: 1, count: 2 });
    expect(await call(connected, 'find_by_text', { text: 'b' })).toEqual({ id: 2, count: 0 });
  });

  const page = [
    text(10, 'Hello, world!'),
    button(11, 'Button_1'),
    text(12, 'Hello, world!!!'),
    text(13, '__world!'),
    text(14, '', { spans: [{ _c: 'TextSpan', _i: 15, text: 'Hello, world!' }] }),
    { _c: 'IconButton', _i: 16, icon: 65_608, tooltip: 'Add a photo' },
    { _c: 'Checkbox', _i: 17, label: 'Hello', key: { value: 'value_key_1', _type: 'value' } },
    { _c: 'TextField', _i: 18, label: 'Full name', value: 'Ada', key: { value: 'scroll_key_1', _type: 'scroll' } },
    button(19, 'Click me', { tooltip: { message: 'Tooltip1', wait_duration: 0 }, key: 'plain' }),
    { _c: 'Semantics', _i: 20, identifier: 'total', label: 'spoken', content: text(21, '42'), key: 7 },
    { _c: 'Icon', _i: 22, icon: 65_604 },
    text(23, 'not shown', { visible: false }),
  ];

  test.each([
    ['text', { text: 'Hello, world!' }, 2],
    ['text', { text: 'hello, world!' }, 0],
    ['text', { text: 'Button_1' }, 1],
    ['text', { text: 'Full name' }, 1],
    ['text', { text: 'Ada' }, 1],
    ['text', { text: 'spoken' }, 0],
    ['text', { text: 'not shown' }, 0],
    ['text_containing', { pattern: 'Hello, world!' }, 3],
    ['text_containing', { pattern: 'Hello' }, 4],
    ['text_containing', { pattern: '(\\s+)world' }, 3],
    ['text_containing', { pattern: 'world!$' }, 3],
    ['icon', { icon: 65_608 }, 1],
    ['icon', { icon: 65_604 }, 1],
    ['icon', { icon: 1 }, 0],
    ['tooltip', { value: 'Add a photo' }, 1],
    ['tooltip', { value: 'Tooltip1' }, 1],
    ['tooltip', { value: 'Tooltip' }, 0],
    ['key', { key: 'value_key_1' }, 1],
    ['key', { key: { value: 'value_key_1', _type: 'value' } }, 1],
    ['key', { key: 'plain' }, 1],
    ['key', { key: 'scroll_key_1' }, 0],
    ['key', { key: { value: 'scroll_key_1', _type: 'scroll' } }, 1],
    ['key', { key: 7 }, 1],
    ['key', { key: '7' }, 0],
    ['semantics_identifier', { identifier: 'total' }, 1],
    ['semantics_identifier', { identifier: 'spoken' }, 0],
  ])('find_by_%s(%o) finds %i', async (by, args, found) => {
    expect(await count(await connect(page), by, args)).toBe(found);
  });

  test('a pattern that is none is an error', async () => {
    const result = await call(await connect([]), 'find_by_text_containing', { pattern: '(' });
    expect(result).toEqual({ error: expect.stringMatching(/^FormatException: /) });
  });

  test('find only what is shown: of views the top one, of tabs the selected one, no closed menus and tiles', async () => {
    const connected = await connect([], {
      properties: {
        views: [
          { _c: 'View', _i: 3, controls: [text(10, 'below')] },
          {
            _c: 'View',
            _i: 30,
            controls: [
              { _c: 'ExpansionTile', _i: 31, title: 'tile', controls: [text(32, 'in the tile')] },
              { _c: 'PopupMenuButton', _i: 33, items: [{ _c: 'PopupMenuItem', _i: 34, content: 'item' }] },
            ],
          },
        ],
      },
    });
    const found = [];
    for (const value of ['below', 'tile', 'in the tile', 'item'])
      found.push(await count(connected, 'text', { text: value }));
    expect(found).toEqual([0, 1, 0, 0]);
  });

  test('find what is below a dialog, and what is in it while it is open', async () => {
    const dialog = { _c: 'AlertDialog', _i: 50, open: true, title: 'Sure?' };
    const connected = await connect([text(10, 'below')], {
      properties: { _dialogs: { _c: 'Dialogs', _i: 5, controls: [dialog] } },
    });
    expect(await count(connected, 'text', { text: 'below' })).toBe(1);
    expect(await count(connected, 'text', { text: 'Sure?' })).toBe(1);
    await connected.app.patch(50, [0], [0, 0, 'open', false]);
    expect(await count(connected, 'text', { text: 'Sure?' })).toBe(0);
  });

  test('look again when they are used', async () => {
    const connected = await connect([button(10, 'a')]);
    const finder = await find(connected, 'text', { text: 'b' });
    await connected.app.patch(10, [0], [0, 0, 'content', 'b']);
    expect(await connected.app.call(TESTER, 'tap', { finder_id: finder, finder_index: 0 })).toEqual([
      E(10, 'click'),
      A(TESTER),
    ]);
  });

  test('that are unknown do nothing', async () => {
    const { app } = await connect([button(10, 'a')]);
    expect(await app.call(TESTER, 'tap', { finder_id: 99, finder_index: 0 })).toEqual([A(TESTER)]);
  });

  test('that find nothing there are an error', async () => {
    const connected = await connect([button(10, 'a')]);
    const finder = await find(connected, 'text', { text: 'a' });
    expect(await call(connected, 'tap', { finder_id: finder, finder_index: 1 })).toEqual({
      error: 'Exception: The finder of text "a" finds 1 controls: there is none at 1',
    });
  });
});

describe('taps and clicks', () => {
  test.each(['tap', 'mouse_click'])('%s presses what a text is on', async (method) => {
    const content = text(11, 'Save');
    const connected = await connect([{ _c: 'Container', _i: 10, content, ...on('click') }]);
    expect(await act(connected, method, 'Save')).toEqual([E(10, 'click'), A(TESTER)]);
  });

  test('tap on a container presses what is in it', async () => {
    const connected = await connect([{ _c: 'Container', _i: 10, key: 'box', content: button(11, 'Save') }]);
    const finder = await find(connected, 'key', { key: 'box' });
    expect(await connected.app.call(TESTER, 'tap', { finder_id: finder, finder_index: 0 })).toEqual([
      E(11, 'click'),
      A(TESTER),
    ]);
  });

  test.each([
    ['plain text', text(10, 'x')],
    ['a disabled button', button(10, 'x', { disabled: true })],
  ])('tap on %s does nothing', async (_what, control) => {
    expect(await act(await connect([control]), 'tap', 'x')).toEqual([A(TESTER)]);
  });

  test('tap on plain text takes the focus from a field', async () => {
    const field = { _c: 'TextField', _i: 10, ...on('focus', 'blur') };
    const connected = await connect([field, text(11, 'x')]);
    await connected.app.call(10, 'focus');
    expect(await act(connected, 'tap', 'x')).toEqual([E(10, 'blur'), A(TESTER)]);
  });

  test.each([
    [false, [P(50, { open: false }), E(50, 'dismiss')]],
    [true, []],
  ])('tap on what a dialog covers falls on its barrier (modal: %s)', async (modal, packets) => {
    const dialog = { _c: 'AlertDialog', _i: 50, open: true, modal, title: 'Sure?', ...on('dismiss') };
    const connected = await connect([button(10, 'below')], {
      properties: { _dialogs: { _c: 'Dialogs', _i: 5, controls: [dialog] } },
    });
    expect(await act(connected, 'tap', 'below')).toEqual([...packets, A(TESTER)]);
  });

  test('long_press', async () => {
    const connected = await connect([button(10, 'x', on('long_press'))]);
    expect(await act(connected, 'long_press', 'x')).toEqual([E(10, 'long_press'), A(TESTER)]);
  });

  test('mouse_double_click is one gesture where somebody waits for it, else two clicks', async () => {
    const detector = { _c: 'GestureDetector', _i: 10, content: text(11, 'x'), ...on('double_tap') };
    const connected = await connect([detector, button(12, 'y')]);
    expect(await act(connected, 'mouse_double_click', 'x')).toEqual([E(10, 'double_tap'), A(TESTER)]);
    expect(await act(connected, 'mouse_double_click', 'y')).toEqual([E(12, 'click'), E(12, 'click'), A(TESTER)]);
  });

  test('right_mouse_click opens a context menu, and a tap elsewhere dismisses it', async () => {
    const item = { _c: 'PopupMenuItem', _i: 12, content: 'Copy' };
    const menu = {
      _c: 'ContextMenu',
      _i: 10,
      content: text(11, 'x'),
      secondary_items: [item],
      secondary_trigger: 'down',
      ...on('dismiss'),
    };
    const connected = await connect([menu]);
    expect(await count(connected, 'text', { text: 'Copy' })).toBe(0);
    expect(await act(connected, 'right_mouse_click', 'x')).toEqual([A(TESTER)]);
    expect(await count(connected, 'text', { text: 'Copy' })).toBe(1);
    const [event] = await connected.app.call(TESTER, 'tap_at', { offset: { x: 1, y: 1 } });
    expect(event![1]).toMatchObject({ target: 10, name: 'dismiss' });
    expect(await count(connected, 'text', { text: 'Copy' })).toBe(0);
  });

  test('mouse_hover enters one control and leaves the other', async () => {
    const connected = await connect([button(10, 'x', on('hover')), button(11, 'y', on('hover'))]);
    expect(await act(connected, 'mouse_hover', 'x')).toEqual([E(10, 'hover', true), A(TESTER)]);
    expect(await act(connected, 'mouse_hover', 'x')).toEqual([A(TESTER)]);
    expect(await act(connected, 'mouse_hover', 'y')).toEqual([E(10, 'hover', false), E(11, 'hover', true), A(TESTER)]);
  });

  test.each(['tap_at', 'mouse_click_at', 'mouse_double_click_at', 'right_mouse_click_at'])(
    '%s with nothing open is only remembered: there is no layout',
    async (method) => {
      const connected = await connect([button(10, 'x')]);
      const args = { offset: { x: 10, y: 20 } };
      expect(await connected.app.call(TESTER, method, args)).toEqual([A(TESTER)]);
      expect(connected.client.services.calls).toEqual([{ type: 'Tester', method, args }]);
    },
  );
});

describe('enter_text', () => {
  const field = { _c: 'TextField', _i: 10, value: 'old', label: 'Name', ...on('focus', 'change') };

  test('focuses a field and replaces its text', async () => {
    expect(await act(await connect([field]), 'enter_text', 'Name', { text: 'new' })).toEqual([
      E(10, 'focus'),
      P(10, { value: 'new' }),
      E(10, 'change', 'new'),
      A(TESTER),
    ]);
  });

  test('finds the field in what it is told', async () => {
    const connected = await connect([{ _c: 'Container', _i: 9, key: 'box', content: field }]);
    const finder = await find(connected, 'key', { key: 'box' });
    await call(connected, 'enter_text', { finder_id: finder, finder_index: 0, text: 'new' });
    expect(connected.client.tree.get(10)!.get('value')).toBe('new');
  });

  test('into something else is an error', async () => {
    const connected = await connect([text(10, 'x')]);
    const finder = await find(connected, 'text', { text: 'x' });
    expect(await call(connected, 'enter_text', { finder_id: finder, finder_index: 0, text: 'new' })).toEqual({
      error: 'Exception: Text is no field, and there is none in it',
    });
  });
});

describe('drag', () => {
  const dragged = (controls: unknown[], value: string, x: number, y: number): Promise<Message[]> =>
    connect(controls).then((connected) => act(connected, 'drag', value, { offset: { x, y } }));

  test('pans what listens to that', async () => {
    const content = text(11, 'x');
    const messages = await dragged([{ _c: 'GestureDetector', _i: 10, content, ...on('pan_update') }], 'x', 30, 40);
    const [way, place] = [xy(30, 40), at(30, 40)];
    expect(messages).toEqual([E(10, 'pan_update', { ...place, ld: way, gd: way, pd: null, ts: tick(2) }), A(TESTER)]);
  });

  test('slides a slider along from its middle', async () => {
    const connected = await connect([
      { _c: 'Slider', _i: 10, key: 's', min: 0, max: 100, width: 200, ...on('change') },
    ]);
    const finder = await find(connected, 'key', { key: 's' });
    const args = { finder_id: finder, finder_index: 0, offset: { x: 50, y: 0 } };
    expect(await connected.app.call(TESTER, 'drag', args)).toEqual([
      P(10, { value: 75 }),
      E(10, 'change', 75),
      A(TESTER),
    ]);
  });

  test('takes an item of a list along by its handle', async () => {
    const items = ['a', 'b', 'c'].map((value, index) => ({
      _c: 'Row',
      _i: 20 + index,
      height: 50,
      controls: [{ _c: 'ReorderableDragHandle', _i: 30 + index, content: text(40 + index, value) }],
    }));
    const list = { _c: 'ReorderableListView', _i: 10, controls: items, ...on('reorder') };
    const messages = await dragged([list], 'a', 0, 110);
    expect(messages).toEqual([E(10, 'reorder', { old_index: 0, new_index: 2 }), A(TESTER)]);
  });

  test('scrolls what scrolls, against the way of the finger', async () => {
    const controls = Array.from({ length: 20 }, (_, index) => ({ ...text(20 + index, `item ${index}`), height: 100 }));
    const list = { _c: 'ListView', _i: 10, height: 300, controls, ...on('scroll') };
    const messages = await dragged([list], 'item 1', 0, -250);
    const scroll = (event_type: string, pixels: number, more: object = {}): Message =>
      E(10, 'scroll', {
        event_type,
        pixels,
        min_scroll_extent: 0,
        max_scroll_extent: 1700,
        viewport_dimension: 300,
        ...more,
      });
    expect(messages).toEqual([
      scroll('user', 0, { direction: 'reverse' }),
      scroll('start', 250),
      scroll('update', 250, { scroll_delta: 250 }),
      scroll('end', 250),
      A(TESTER),
    ]);
  });

  test('of something that stays where it is does nothing', async () => {
    expect(await dragged([text(10, 'x')], 'x', 10, 10)).toEqual([A(TESTER)]);
  });

  test('drag_from a place is only remembered', async () => {
    const connected = await connect([]);
    const args = { start: { x: 1, y: 2 }, offset: { x: 3, y: 4 } };
    expect(await connected.app.call(TESTER, 'drag_from', args)).toEqual([A(TESTER)]);
    expect(connected.client.services.calls).toEqual([{ type: 'Tester', method: 'drag_from', args }]);
  });
});

describe('time, pictures and the end', () => {
  test.each(['pump', 'pump_and_settle'])('%s waits until the app is quiet', async (method) => {
    let quiet = (): void => {};
    const options: FletClientOptions = { quiet: () => new Promise((resolve) => (quiet = resolve)) };
    const connected = await connect([], options);
    await sendCall(connected, method, {});
    expect(await connected.app.taken(connected.client)).toEqual([]);
    quiet();
    expect(await connected.app.receive()).toEqual(A(TESTER));
  });

  test.each([
    ['pump', 1000, 1000],
    ['pump', { seconds: 2 }, 2000],
    ['pump_and_settle', { milliseconds: 300 }, 300],
  ])('%s(%o) lets so much time of the client pass before', async (method, duration, milliseconds) => {
    const waits: { time: number; fire: () => void }[] = [];
    const timers = {
      after: (time: number, fire: () => void) => {
        waits.push({ time, fire });
        return () => {};
      },
    };
    const connected = await connect([], { timers });
    await sendCall(connected, method, { duration });
    expect(await connected.app.taken(connected.client)).toEqual([]);
    expect(waits.map(({ time }) => time)).toEqual([milliseconds]);
    waits[0]!.fire();
    expect(await connected.app.receive()).toEqual(A(TESTER));
  });

  test('what a pump waits for has been applied when it is answered', async () => {
    const connected = await connect([text(10, 'old')]);
    await connected.app.patch(10, [0], [0, 0, 'value', 'new']);
    expect(await call(connected, 'pump', { duration: null })).toBeNull();
    expect(await count(connected, 'text', { text: 'new' })).toBe(1);
  });

  test('take_screenshot gives the test’s picture', async () => {
    const connected = await connect([]);
    connected.client.services.picture = ({ args }) => new TextEncoder().encode(String(args['name']));
    expect(await call(connected, 'take_screenshot', { name: 'first' })).toEqual(new TextEncoder().encode('first'));
  });

  test('teardown is answered, then the run ends', async () => {
    const connected = await connect([]);
    const exit = new Promise((resolve) => connected.client.on('exit', resolve));
    expect(await connected.app.call(TESTER, 'teardown')).toEqual([A(TESTER)]);
    await exit;
  });
});

describe('a test that does not run in the app’s Python', () => {
  test('runs the same methods without a Tester on the page', async () => {
    const { client, app } = await connectScripted([button(10, 'x')]);
    const finder = await client.runTester('find_by_text', { text: 'x' });
    expect(finder).toEqual({ id: 1, count: 1 });
    expect(await client.runTester('tap', { finder_id: 1, finder_index: 0 })).toBeNull();
    expect(await app.taken(client)).toEqual([E(10, 'click')]);
    await expect(client.runTester('fly')).rejects.toThrow('Exception: Unknown Tester method: fly');
  });
});

/** Calls, and waits until the client has begun to answer. */
async function sendCall({ client, app }: Connected, name: string, args: Record<string, unknown>): Promise<void> {
  const called = new Promise((resolve) => client.on('call', resolve));
  await app.send(5, { control_id: TESTER, call_id: 'call', name, args });
  await called;
}
