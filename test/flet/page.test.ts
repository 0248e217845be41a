import { describe, expect, test } from 'vitest';
import { E, on, P } from './packets.js';
import { connectScripted } from './scripted-app.js';

const everyTextEvent = on('change', 'submit', 'focus', 'blur', 'click');
const field = { _c: 'TextField', _i: 10, ...everyTextEvent };
const tabs = {
  _c: 'Tabs',
  _i: 10,
  length: 2,
  ...on('change'),
  content: {
    _c: 'TabBar',
    _i: 11,
    ...on('click'),
    tabs: [
      { _c: 'Tab', _i: 12, label: 'One' },
      { _c: 'Tab', _i: 13, label: 'Two' },
    ],
  },
};

describe('the page', () => {
  test('tells a new address, size and brightness', async () => {
    const { client, app } = await connectScripted();
    await client.navigate('/store');
    await client.setBrightness('dark');
    await client.resize(400, 300);
    expect(await app.taken(client)).toEqual([
      P(1, { route: '/store' }),
      E(1, 'route_change', { route: '/store' }),
      P(1, { platform_brightness: 'dark' }),
      E(1, 'platform_brightness_change', 'dark'),
      P(1, { width: 400, height: 300 }),
      E(1, 'resize', { width: 400, height: 300 }),
      P(2, { width: 400, height: 300 }),
    ]);
  });

  const twoViews = [
    { _c: 'View', _i: 3, route: '/' },
    { _c: 'View', _i: 7, route: '/store' },
  ];

  test('goes back by one view', async () => {
    const { client, app } = await connectScripted([], { properties: { views: twoViews } });
    await client.back();
    expect(await app.taken(client)).toEqual([E(1, 'view_pop', { route: '/store' })]);
  });

  test.each([
    [true, [E(1, 'view_pop', { route: '/store' })]],
    [false, []],
  ])('asks a view that wants to be asked before it goes back: %s', async (shouldPop, packets) => {
    const asking = { ...twoViews[1], can_pop: false, ...on('confirm_pop') };
    const { client, app } = await connectScripted([], { properties: { views: [twoViews[0], asking] } });
    const back = client.back();
    expect(await app.receive()).toEqual(E(7, 'confirm_pop'));
    expect((await app.call(7, 'confirm_pop', { should_pop: shouldPop })).at(-1)![1]).toMatchObject({ error: null });
    await back;
    expect(await app.taken(client)).toEqual(packets);
  });

  test('ends the app when it goes back from the first view', async () => {
    const { client, app } = await connectScripted();
    let exits = 0;
    client.on('exit', () => exits++);
    await client.back();
    expect(exits).toBe(1);
    expect(await app.taken(client)).toEqual([]);
  });

  test.each([
    [true, 0],
    [false, 1],
  ])('with prevent_close %s, the window’s close button ends the app %i times', async (preventClose, exits) => {
    const window = { _c: 'Window', _i: 2, prevent_close: preventClose, ...on('event') };
    const { client, app } = await connectScripted([], { properties: { window } });
    let seen = 0;
    client.on('exit', () => seen++);
    await client.closeWindow();
    expect(await app.taken(client)).toEqual([E(2, 'event', { type: 'close' })]);
    expect(seen).toBe(exits);
  });
});

describe('what Python changes', () => {
  test.each([
    ['the tab', { ...tabs }, 'selected_index', 1],
    ['the page of a PageView', { _c: 'PageView', _i: 10, ...on('change'), controls: [] }, 'selected_index', 1],
    ['the folding of a tile', { _c: 'ExpansionTile', _i: 10, ...on('change') }, 'expanded', true],
  ])('is answered as if the user had changed it: %s', async (_what, control, property, value) => {
    const { client, app } = await connectScripted([control]);
    await Promise.all([client.nextPatch(), app.patch(10, [0], [0, 0, property, value])]);
    expect(await app.taken(client)).toEqual([P(10, { [property]: value }), E(10, 'change', value)]);
  });

  test('takes the focus to a field that comes with autofocus, and lets a field that goes lose it silently', async () => {
    const { client, app } = await connectScripted();
    await Promise.all([client.nextPatch(), app.patch(3, [0], [0, 0, 'controls', [{ ...field, autofocus: true }]])]);
    expect(client.focused?.id).toBe(10);
    await Promise.all([client.nextPatch(), app.patch(3, [0], [0, 0, 'controls', []])]);
    expect(client.focused).toBeUndefined();
    expect(await app.taken(client)).toEqual([E(10, 'focus')]);
  });
});
