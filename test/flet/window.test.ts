import { describe, expect, test } from 'vitest';
import type { FletClient } from '../../lib/flet/index.js';
import { E, on, P } from './packets.js';
import { connectScripted } from './scripted-app.js';

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
const listening = { properties: { window: { _c: 'Window', _i: 2, ...on('event') } } };

type Changes = Parameters<FletClient['setWindow']>[0];

describe('a window that its user', () => {
  test.each<[string, Changes[], object, string]>([
    ['maximizes', [{ maximized: true }], { maximized: true }, 'maximize'],
    ['brings back from that', [{ maximized: true }, { maximized: false }], {}, 'unmaximize'],
    ['minimizes', [{ minimized: true }], { minimized: true }, 'minimize'],
    ['restores', [{ minimized: true }, { minimized: false }], {}, 'restore'],
    ['lets fill the screen', [{ fullScreen: true }], { full_screen: true }, 'enter-full-screen'],
    ['takes back from that', [{ fullScreen: true }, { fullScreen: false }], {}, 'leave-full-screen'],
    ['leaves', [{ focused: false }], { focused: false }, 'blur'],
    ['comes back to', [{ focused: false }, { focused: true }], {}, 'focus'],
    ['hides: it loses the focus', [{ visible: false }], { visible: false, focused: false }, 'hide'],
    ['shows', [{ visible: false }, { visible: true }], { focused: false }, 'show'],
    ['moves', [{ left: 10, top: 20 }], { left: 10, top: 20 }, 'moved'],
  ])('%s tells its state, then the event', async (_what, changes, changed, type) => {
    const { client, app } = await connectScripted([], listening);
    for (const change of changes.slice(0, -1)) await client.setWindow(change);
    await app.taken(client);
    await client.setWindow(changes.at(-1)!);
    expect(await app.taken(client)).toEqual([P(2, { ...state, ...changed }), E(2, 'event', { type })]);
  });

  test('changes to what it is already says nothing', async () => {
    const { client, app } = await connectScripted([], listening);
    await client.setWindow({ maximized: false, visible: true, left: 0, top: 0 });
    expect(await app.taken(client)).toEqual([]);
  });

  test('resizes: the page first', async () => {
    const { client, app } = await connectScripted([], listening);
    await client.setWindow({ width: 400 });
    expect(await app.taken(client)).toEqual([
      P(1, { width: 400, height: 720 }),
      E(1, 'resize', { width: 400, height: 720 }),
      P(2, { ...state, width: 400 }),
      E(2, 'event', { type: 'resized' }),
    ]);
  });

  test('resizes together with its page', async () => {
    const { client, app } = await connectScripted([], listening);
    await client.resize(400, 300);
    expect(await app.taken(client)).toEqual([
      P(1, { width: 400, height: 300 }),
      E(1, 'resize', { width: 400, height: 300 }),
      P(2, { ...state, width: 400, height: 300 }),
      E(2, 'event', { type: 'resized' }),
    ]);
  });

  test('tells its state also where nobody listens', async () => {
    const { client, app } = await connectScripted();
    await client.setWindow({ maximized: true });
    expect(await app.taken(client)).toEqual([P(2, { ...state, maximized: true })]);
  });
});

describe('a window whose property Python sets', () => {
  test.each<[string, unknown, object, string]>([
    ['maximized', true, { maximized: true }, 'maximize'],
    ['minimized', true, { minimized: true }, 'minimize'],
    ['full_screen', true, { full_screen: true }, 'enter-full-screen'],
    ['focused', false, { focused: false }, 'blur'],
    ['visible', false, { visible: false, focused: false }, 'hide'],
    ['left', 30, { left: 30 }, 'moved'],
  ])('%s answers like one whose user does it', async (property, value, changed, type) => {
    const { client, app } = await connectScripted([], listening);
    await Promise.all([client.nextPatch(), app.patch(2, [0], [0, 0, property, value])]);
    expect(await app.taken(client)).toEqual([P(2, { ...state, ...changed }), E(2, 'event', { type })]);
  });

  test('width and height: resizes once', async () => {
    const { client, app } = await connectScripted([], listening);
    await Promise.all([client.nextPatch(), app.patch(2, [0], [0, 0, 'width', 400], [0, 0, 'height', 300])]);
    expect(await app.taken(client)).toEqual([
      P(1, { width: 400, height: 300 }),
      E(1, 'resize', { width: 400, height: 300 }),
      P(2, { ...state, width: 400, height: 300 }),
      E(2, 'event', { type: 'resized' }),
    ]);
  });

  test.each([
    ['the value that it has', 'maximized', false],
    ['what no event tells', 'title_bar_hidden', true],
  ])('to %s says nothing', async (_what, property, value) => {
    const { client, app } = await connectScripted([], listening);
    await Promise.all([client.nextPatch(), app.patch(2, [0], [0, 0, property, value])]);
    expect(await app.taken(client)).toEqual([]);
  });
});

describe('the close button of a window', () => {
  test.each([
    [true, 0, {}],
    [false, 1, { focused: false }],
  ])('with prevent_close %s tells the app, and ends it %i times', async (preventClose, exits, changed) => {
    const window = { ...listening.properties.window, prevent_close: preventClose };
    const { client, app } = await connectScripted([], { properties: { window } });
    let seen = 0;
    client.on('exit', () => seen++);
    await client.closeWindow();
    expect(await app.taken(client)).toEqual([P(2, { ...state, ...changed }), E(2, 'event', { type: 'close' })]);
    expect(seen).toBe(exits);
  });

  test('that was prevented leaves it to Python to destroy the window', async () => {
    const window = { ...listening.properties.window, prevent_close: true };
    const { client, app } = await connectScripted([], { properties: { window } });
    let seen = 0;
    client.on('exit', () => seen++);
    await client.closeWindow();
    await app.taken(client);
    expect(await app.call(2, 'destroy')).toEqual([[5, expect.objectContaining({ error: null })]]);
    expect(seen).toBe(1);
  });
});

describe('where there is no window', () => {
  test.each([
    ['in a browser', { web: true }],
    ['on a phone', { platform: 'android' }],
  ])('%s, nothing is told about one', async (_where, page) => {
    const { client, app } = await connectScripted([], { ...listening, page });
    let exits = 0;
    client.on('exit', () => exits++);
    await client.setWindow({ maximized: true });
    await client.closeWindow();
    expect(exits).toBe(1);
    await client.resize(400, 300);
    expect(await app.taken(client)).toEqual([
      P(1, { width: 400, height: 300 }),
      E(1, 'resize', { width: 400, height: 300 }),
    ]);
  });
});
