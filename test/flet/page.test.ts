import { describe, expect, test } from 'vitest';
import { type FletClient, hiddenBy } from '../../lib/flet/index.js';
import { click, E, on, P } from './packets.js';
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
  test.each<[string, (client: FletClient) => Promise<void>, unknown[]]>([
    [
      'a new address',
      (client) => client.navigate('/store'),
      [P(1, { route: '/store' }), E(1, 'route_change', { route: '/store' })],
    ],
    [
      'another brightness, which Python finds in the field and in the data',
      (client) => client.setBrightness('dark'),
      [P(1, { platform_brightness: 'dark' }), E(1, 'platform_brightness_change', { brightness: 'dark', data: 'dark' })],
    ],
    [
      'other surroundings',
      (client) => client.setMedia({ device_pixel_ratio: 2, padding: { top: 10 } }),
      [
        P(1, { media: { device_pixel_ratio: 2, padding: { top: 10 } } }),
        E(1, 'media_change', { device_pixel_ratio: 2, padding: { top: 10 } }),
      ],
    ],
    ...(['show', 'resume', 'hide', 'inactive', 'pause', 'detach', 'restart'] as const).map(
      (state): [string, (client: FletClient) => Promise<void>, unknown[]] => [
        `that the system does this to it: ${state}`,
        (client) => client.setLifecycle(state),
        [E(1, 'app_lifecycle_state_change', { state })],
      ],
    ),
    [
      'that a host shows one more view',
      (client) => client.addView(7, { user: 'Ada' }),
      [E(1, 'multi_view_add', { view_id: 7, initial_data: { user: 'Ada' } })],
    ],
    [
      'that a host has closed a view',
      (client) => client.removeView(7),
      [E(1, 'multi_view_remove', { view_id: 7, data: 7 })],
    ],
    ['other languages, but only to who listens', (client) => client.setLocales(['de']), []],
  ])('tells %s', async (_what, step, packets) => {
    const { client, app } = await connectScripted();
    await step(client);
    expect(await app.taken(client)).toEqual(packets);
  });

  test('tells its languages by their parts', async () => {
    const { client, app } = await connectScripted([], { properties: on('locale_change') });
    await client.setLocales(['de-CH', 'zh-Hant-TW', 'en']);
    expect(await app.taken(client)).toEqual([
      E(1, 'locale_change', {
        locales: [
          { language_code: 'de', country_code: 'CH', script_code: null },
          { language_code: 'zh', country_code: 'TW', script_code: 'Hant' },
          { language_code: 'en', country_code: null, script_code: null },
        ],
      }),
    ]);
    await expect(client.setLocales(['no language'])).rejects.toThrow(RangeError);
  });

  test('knows only the states that a system has', async () => {
    const { client } = await connectScripted();
    await expect(client.setLifecycle('asleep' as 'pause')).rejects.toThrow(
      "Expected one of show, resume, hide, inactive, pause, detach, restart for the state of the app but received 'asleep'",
    );
  });

  test('tells bare values, as Flet’s own client does, if that is asked for', async () => {
    const { client, app } = await connectScripted([], { faithful: true });
    await client.setBrightness('dark');
    await client.removeView(7);
    expect(await app.taken(client)).toEqual([
      P(1, { platform_brightness: 'dark' }),
      E(1, 'platform_brightness_change', 'dark'),
      E(1, 'multi_view_remove', 7),
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

  test('shows the view below at once, and tells of each view once until the app changes its views', async () => {
    const views = [
      { _c: 'View', _i: 3, route: '/', controls: [{ _c: 'Button', _i: 10, ...on('click') }] },
      { _c: 'View', _i: 7, route: '/store', controls: [{ _c: 'Button', _i: 11, ...on('click') }] },
      { _c: 'View', _i: 8, route: '/store/1', controls: [] },
    ];
    const { client, app } = await connectScripted([], { properties: { views } });
    let exits = 0;
    client.on('exit', () => exits++);
    await client.back();
    await click(11)(client);
    await client.back();
    await click(10)(client);
    expect(await app.taken(client)).toEqual([
      E(1, 'view_pop', { route: '/store/1' }),
      E(11, 'click'),
      E(1, 'view_pop', { route: '/store' }),
      E(10, 'click'),
    ]);
    expect(hiddenBy(client.tree, client.tree.get(11)!)).toBe("it is on the view '/store', which the user has left");
    expect(exits).toBe(0);
    // The app has taken one of them away and keeps the other, which is shown again.
    await Promise.all([client.nextPatch(), app.patch(1, [0, { views: [1] }], [2, 1, 2])]);
    await click(11)(client);
    await client.back();
    await client.back();
    expect(await app.taken(client)).toEqual([E(11, 'click'), E(1, 'view_pop', { route: '/store' })]);
    expect(exits).toBe(1);
  });

  test.each([
    ['which then leaves the app', true, 1],
    ['which then stays', false, 0],
  ])('asks the first view too, %s', async (_what, shouldPop, expected) => {
    const first = { _c: 'View', _i: 3, route: '/', can_pop: false, ...on('confirm_pop') };
    const { client, app } = await connectScripted([], { properties: { views: [first] } });
    let exits = 0;
    client.on('exit', () => exits++);
    await client.back();
    expect(await app.taken(client)).toEqual([E(3, 'confirm_pop')]);
    expect(await app.call(3, 'confirm_pop', { should_pop: shouldPop })).toEqual([
      [5, { control_id: 3, call_id: 'call', result: null, error: null }],
    ]);
    expect(await app.taken(client)).toEqual([]);
    expect(exits).toBe(expected);
  });

  const asking = { ...twoViews[1], can_pop: false, ...on('confirm_pop') };

  test.each([
    [true, [E(1, 'view_pop', { route: '/store' })]],
    [false, []],
  ])('asks a view that wants to be asked before it goes back: %s', async (shouldPop, packets) => {
    const { client, app } = await connectScripted([], { properties: { views: [twoViews[0], asking] } });
    await client.back();
    expect(await app.taken(client)).toEqual([E(7, 'confirm_pop')]);
    expect((await app.call(7, 'confirm_pop', { should_pop: shouldPop })).at(-1)![1]).toMatchObject({ error: null });
    expect(await app.taken(client)).toEqual(packets);
  });

  test('asks only once, and takes no answer within five minutes for a no', async () => {
    const timers: { milliseconds: number; fire: () => void }[] = [];
    const { client, app } = await connectScripted([], {
      properties: { views: [twoViews[0], asking] },
      timers: {
        after: (milliseconds, fire) => {
          timers.push({ milliseconds, fire });
          return () => {};
        },
      },
    });
    await client.back();
    await client.back();
    expect(await app.taken(client)).toEqual([E(7, 'confirm_pop')]);
    expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([300_000]);
    timers[0]!.fire();
    await client.back();
    expect(await app.taken(client)).toEqual([E(7, 'confirm_pop')]);
  });

  test('stays on a view that may not be left and does not ask', async () => {
    const fixed = { ...twoViews[1], can_pop: false };
    const { client, app } = await connectScripted([], { properties: { views: [twoViews[0], fixed] } });
    await client.back();
    expect(await app.taken(client)).toEqual([]);
  });

  test('ends the app when it goes back from the first view', async () => {
    const { client, app } = await connectScripted();
    let exits = 0;
    client.on('exit', () => exits++);
    await client.back();
    expect(exits).toBe(1);
    expect(await app.taken(client)).toEqual([]);
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
