import { describe, expect, test } from 'vitest';
import { E, on, P } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { A, answer } from './calls.js';

const PNG = '\x89PNG\r\n\x1a\n';

const start = (picture: unknown): string =>
  Buffer.from(picture as Uint8Array)
    .subarray(0, 8)
    .toString('latin1');

describe('Page', () => {
  test('push_route: properties, event, answer', async () => {
    const { app } = await connectScripted();
    expect(await app.call(1, 'push_route', { route: '/store' })).toEqual([
      P(1, { route: '/store' }),
      E(1, 'route_change', { route: '/store' }),
      A(1),
    ]);
  });

  test('take_screenshot gives a picture that is one, or the test’s own', async () => {
    const connected = await connectScripted();
    expect(start(await answer(connected, 1, 'take_screenshot', { pixel_ratio: null, delay: null }))).toBe(PNG);
    connected.client.services.picture = Uint8Array.of(1, 2, 3);
    expect(await answer(connected, 1, 'take_screenshot')).toEqual(Uint8Array.of(1, 2, 3));
  });

  test('take_animation gives one picture per delay', async () => {
    const connected = await connectScripted();
    const args = { name: 'fade', frame_delays_ms: [0, 100, 200], pixel_ratio: 2 };
    const frames = (await answer(connected, 1, 'take_animation', args)) as unknown[];
    expect(frames.map(start)).toEqual([PNG, PNG, PNG]);
    connected.client.services.picture = async ({ frame }) => Uint8Array.of(frame);
    expect(await answer(connected, 1, 'take_animation', args)).toEqual([0, 1, 2].map((frame) => Uint8Array.of(frame)));
  });

  test('what makes a picture is told which one is asked for', async () => {
    const connected = await connectScripted([{ _c: 'Screenshot', _i: 10 }]);
    const requests: unknown[] = [];
    connected.client.services.picture = ({ control, method, args }) => {
      requests.push([control.type, method, args]);
      return Uint8Array.of(0);
    };
    await answer(connected, 1, 'take_screenshot', { pixel_ratio: 2 });
    await answer(connected, 10, 'capture', { pixel_ratio: 3 });
    expect(requests).toEqual([
      ['Page', 'take_screenshot', { pixel_ratio: 2 }],
      ['Screenshot', 'capture', { pixel_ratio: 3 }],
    ]);
  });

  test('set_allowed_device_orientations is remembered', async () => {
    const connected = await connectScripted();
    const args = { orientations: ['portraitUp'] };
    expect(await answer(connected, 1, 'set_allowed_device_orientations', args)).toBeNull();
    expect(connected.client.services.calls).toEqual([
      { type: 'Page', method: 'set_allowed_device_orientations', args },
    ]);
  });
});

describe('MultiView', () => {
  test.each(['MultiView', 'BasePage'])('%s takes pictures as a page does', async (type) => {
    const connected = await connectScripted([{ _c: type, _i: 10 }]);
    expect(start(await answer(connected, 10, 'take_screenshot'))).toBe(PNG);
    expect(await answer(connected, 10, 'take_animation', { frame_delays_ms: [1] })).toHaveLength(1);
  });
});

describe.each(['View', 'Pagelet'])('%s', (type) => {
  const drawers = { drawer: { _c: 'NavigationDrawer', _i: 20 }, end_drawer: { _c: 'NavigationDrawer', _i: 21 } };
  const connect = (): ReturnType<typeof connectScripted> =>
    type === 'View'
      ? connectScripted([], { properties: { views: [{ _c: 'View', _i: 10, ...drawers }] } })
      : connectScripted([{ _c: 'Pagelet', _i: 10, ...drawers }]);

  test.each([
    ['drawer', 20],
    ['end_drawer', 21],
  ])('show_%s opens it and sends nothing; close tells that it has closed, once', async (side, drawer) => {
    const { app } = await connect();
    expect(await app.call(10, `show_${side}`)).toEqual([A(10)]);
    expect(await app.call(10, `close_${side}`)).toEqual([E(drawer, 'dismiss'), A(10)]);
    expect(await app.call(10, `close_${side}`)).toEqual([A(10)]);
  });
});

describe('View', () => {
  test('show_drawer without a drawer is an error', async () => {
    const connected = await connectScripted();
    expect(await answer(connected, 3, 'show_drawer')).toEqual({ error: 'Exception: The view has no drawer' });
  });

  test.each([
    [true, [E(1, 'view_pop', { route: '/two' })]],
    [false, []],
  ])('confirm_pop(%s) ends a back gesture that waits for it', async (pop, packets) => {
    const view = { _c: 'View', _i: 11, route: '/two', can_pop: false, ...on('confirm_pop') };
    const properties = { views: [{ _c: 'View', _i: 10 }, view] };
    const { client, app } = await connectScripted([], { properties });
    const back = client.back();
    expect(await app.receive()).toEqual(E(11, 'confirm_pop'));
    expect(await app.call(11, 'confirm_pop', { should_pop: pop })).toEqual([A(11)]);
    await back;
    expect(await app.taken(client)).toEqual(packets);
  });

  test('confirm_pop that nobody waits for does nothing', async () => {
    const { app } = await connectScripted();
    expect(await app.call(3, 'confirm_pop', { should_pop: true })).toEqual([A(3)]);
  });
});

describe('what scrolls', () => {
  const items = Array.from({ length: 10 }, (_, index) => ({
    _c: 'Container',
    _i: 20 + index,
    height: 100,
    key: { value: `item ${index}`, _type: 'scroll' },
  }));
  const CONTROLS = [
    'Column',
    'ExpansionPanelList',
    'GridView',
    'ListView',
    'ReorderableListView',
    'ResponsiveRow',
    'Row',
  ];

  test.each(CONTROLS)('%s answers scroll_to', async (type) => {
    const { app } = await connectScripted([{ _c: type, _i: 10, scroll: 'auto', height: 100, controls: [] }]);
    const args = { offset: 0, delta: null, scroll_key: null, duration: 0, curve: 'ease' };
    expect(await app.call(10, 'scroll_to', args)).toEqual([A(10)]);
  });

  test.each([
    ['an offset', { offset: 150 }, 150],
    ['an offset from the end', { offset: -1 }, 900],
    ['a distance', { delta: 40 }, 40],
    ['a key', { scroll_key: 'item 3' }, 300],
    ['a key object', { scroll_key: { value: 'item 2', _type: 'scroll' } }, 200],
  ])('scroll_to %s moves there and tells the listeners before it answers', async (_what, target, pixels) => {
    const column = { _c: 'Column', _i: 10, scroll: 'auto', height: 100, spacing: 0, controls: items, ...on('scroll') };
    const { client, app } = await connectScripted([column]);
    const args = { offset: null, delta: null, scroll_key: null, duration: 0, curve: 'ease', ...target };
    const scroll = (event_type: string, more: object = {}): unknown =>
      E(10, 'scroll', {
        event_type,
        pixels,
        min_scroll_extent: 0,
        max_scroll_extent: 900,
        viewport_dimension: 100,
        ...more,
      });
    expect(await app.call(10, 'scroll_to', args)).toEqual([
      scroll('start'),
      scroll('update', { scroll_delta: pixels }),
      scroll('end'),
      A(10),
    ]);
    expect(client.services.calls).toEqual([]);
  });

  test('a view scrolls too', async () => {
    const { app } = await connectScripted();
    expect(await app.call(3, 'scroll_to', { offset: 10 })).toEqual([A(3)]);
  });

  test('a column that is not told to scroll has nobody to answer', async () => {
    const connected = await connectScripted([{ _c: 'Column', _i: 10 }]);
    expect(await answer(connected, 10, 'scroll_to', { offset: 10 })).toEqual({
      error:
        'TimeoutException after 0:00:10.000000: Timeout waiting for invoke method listener for Column(10).scroll_to',
    });
  });
});

describe('Window', () => {
  test('what has no effect here is remembered', async () => {
    const connected = await connectScripted();
    const methods = ['wait_until_ready_to_show', 'center', 'to_front', 'start_dragging'];
    for (const method of methods) expect(await answer(connected, 2, method)).toBeNull();
    expect(await answer(connected, 2, 'start_resizing', { edge: 'top' })).toBeNull();
    expect(connected.client.services.calls).toEqual([
      ...methods.map((method) => ({ type: 'Window', method, args: {} })),
      { type: 'Window', method: 'start_resizing', args: { edge: 'top' } },
    ]);
  });

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
  const withWindow = (properties: Record<string, unknown>): { properties: Record<string, unknown> } => ({
    properties: { window: { _c: 'Window', _i: 2, ...properties } },
  });

  test('close is what its button does, and ends the app', async () => {
    const { client, app } = await connectScripted([], withWindow(on('event')));
    const exit = new Promise((resolve) => client.on('exit', resolve));
    expect(await app.call(2, 'close')).toEqual([
      P(2, { ...state, focused: false }),
      E(2, 'event', { type: 'close' }),
      A(2),
    ]);
    await exit;
  });

  test('close of a window that prevents it only tells', async () => {
    const { client, app } = await connectScripted([], withWindow({ prevent_close: true, ...on('event') }));
    let ended = false;
    client.on('exit', () => {
      ended = true;
    });
    expect(await app.call(2, 'close')).toEqual([P(2, state), E(2, 'event', { type: 'close' }), A(2)]);
    expect(ended).toBe(false);
  });

  test('destroy ends the app without an event', async () => {
    const { client, app } = await connectScripted([], withWindow({ prevent_close: true, ...on('event') }));
    const exit = new Promise((resolve) => client.on('exit', resolve));
    expect(await app.call(2, 'destroy')).toEqual([A(2)]);
    await exit;
  });

  test('a page in a browser has no window to call', async () => {
    const connected = await connectScripted([], { properties: { web: true } });
    expect(await answer(connected, 2, 'center')).toEqual({
      error: 'TimeoutException after 0:00:10.000000: Timeout waiting for invoke method listener for Window(2).center',
    });
  });
});
