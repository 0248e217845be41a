/** Dialogs leave the screen in the frames that Flet's tester pumps; without it, at once. */

import { describe, expect, test } from 'vitest';
import { obstacle } from '../../../lib/flet/index.js';
import { E, on, P, perform } from '../packets.js';
import type { Message } from '../scripted-app.js';
import { A, type Connected } from './calls.js';
import { button, call, connect, count, TESTER, text } from './tester-calls.js';

const DIALOG = 50;
const BUTTON = 51;

/** A page with an open dialog, and a client whose time passes at once. */
function open(
  type: string,
  { faster, above }: { faster?: Record<string, unknown>; above?: Record<string, unknown> } = {},
): Promise<Connected> {
  const dialog = {
    _c: type,
    _i: DIALOG,
    open: true,
    content: button(BUTTON, 'in the dialog'),
    ...on('dismiss'),
    ...faster,
  };
  const dialogs = above === undefined ? [dialog] : [dialog, above];
  const timers = {
    after: (_time: number, fire: () => void) => {
      queueMicrotask(fire);
      return () => {};
    },
  };
  const properties = { _dialogs: { _c: 'Dialogs', _i: 5, controls: dialogs } };
  return connect([text(10, 'below')], { timers, properties });
}

/** What a pump of so many milliseconds causes, without its answer. */
async function pump({ app }: Connected, duration: number | null, method = 'pump'): Promise<Message[]> {
  const caused = await app.call(TESTER, method, { duration });
  expect(caused.at(-1)).toEqual(A(TESTER));
  return caused.slice(0, -1);
}

const closeByApp = ({ app }: Connected): Promise<unknown> => app.patch(DIALOG, [0], [0, 0, 'open', false]);

/** The packets of a dialog that has gone. */
const GONE = [P(DIALOG, { open: false }), E(DIALOG, 'dismiss')];

describe('a dialog that closes while frames are pumped', () => {
  test.each([
    ['AlertDialog', 150],
    ['CupertinoAlertDialog', 150],
    ['BottomSheet', 200],
    ['CupertinoBottomSheet', 335],
  ])('%s: tells so %i ms after the first frame, not earlier', async (type, exit) => {
    const connected = await open(type);
    expect(await pump(connected, null)).toEqual([]);
    await closeByApp(connected);
    // The frame in which it begins to leave, however late that comes.
    expect(await pump(connected, 1000)).toEqual([]);
    expect(await pump(connected, exit - 1)).toEqual([]);
    expect(await pump(connected, 1)).toEqual(GONE);
    expect(await pump(connected, 1000)).toEqual([]);
  });

  test.each(['DatePicker', 'DateRangePicker', 'TimePicker'])('%s: after 150 ms', async (type) => {
    const connected = await open(type);
    await pump(connected, null);
    await connected.client.perform(connected.client.tree.get(DIALOG)!, 'dismiss', undefined);
    expect(await connected.app.taken(connected.client)).toEqual([]);
    expect(await pump(connected, null)).toEqual([]);
    expect(await pump(connected, 149)).toEqual([]);
    expect((await pump(connected, 1)).at(-1)).toEqual(E(DIALOG, 'dismiss', true));
  });

  test('in time that no frame lets pass it does not go', async () => {
    const connected = await open('AlertDialog');
    await pump(connected, null);
    await closeByApp(connected);
    for (let frame = 0; frame < 20; frame += 1) expect(await pump(connected, null)).toEqual([]);
    expect(await pump(connected, 150)).toEqual(GONE);
  });

  test('pump_and_settle goes on until it has gone', async () => {
    const connected = await open('CupertinoBottomSheet');
    await pump(connected, null);
    await closeByApp(connected);
    expect(await pump(connected, null, 'pump_and_settle')).toEqual(GONE);
  });

  test('pump_and_settle gives up after ten minutes of frames', async () => {
    const connected = await open('BottomSheet', { faster: { animation_style: { reverse_duration: { hours: 1 } } } });
    await pump(connected, null);
    await closeByApp(connected);
    expect(await call(connected, 'pump_and_settle', { duration: { minutes: 5 } })).toEqual({
      error: expect.stringContaining('pumpAndSettle timed out'),
    });
  });

  test('a sheet says how long it takes', async () => {
    const connected = await open('BottomSheet', { faster: { animation_style: { reverse_duration: { seconds: 1 } } } });
    await pump(connected, null);
    await closeByApp(connected);
    await pump(connected, null);
    expect(await pump(connected, 999)).toEqual([]);
    expect(await pump(connected, 1)).toEqual(GONE);
  });

  test('below another open dialog it is taken away in the next frame', async () => {
    const above = { _c: 'AlertDialog', _i: 60, open: true, title: 'above' };
    const connected = await open('AlertDialog', { above });
    await pump(connected, null);
    await closeByApp(connected);
    expect(await pump(connected, null)).toEqual(GONE);
  });

  test('until it has gone it can be found, but what is tapped is below it', async () => {
    const connected = await open('AlertDialog', { faster: { title: 'Sure?' } });
    await pump(connected, null);
    await closeByApp(connected);
    await pump(connected, null);
    expect(await count(connected, 'text', { text: 'Sure?' })).toBe(1);
    const { tree } = connected.client;
    expect(obstacle(tree, tree.get(10)!)).toBeUndefined();
    expect(obstacle(tree, tree.get(BUTTON)!)).toMatch(/^AlertDialog .* is leaving the screen$/);
    await call(connected, 'pump_and_settle', { duration: null });
    expect(await count(connected, 'text', { text: 'Sure?' })).toBe(0);
  });

  test('once only, though the user closes it and then the app does', async () => {
    const connected = await open('AlertDialog');
    await pump(connected, null);
    await perform(DIALOG, 'dismiss')(connected.client);
    expect(await connected.app.taken(connected.client)).toEqual([]);
    await expect(perform(DIALOG, 'dismiss')(connected.client)).rejects.toThrow('is leaving the screen');
    await closeByApp(connected);
    expect(await pump(connected, null, 'pump_and_settle')).toEqual(GONE);
  });

  test('one that the app has taken off the page says nothing', async () => {
    const connected = await open('AlertDialog');
    await pump(connected, null);
    await closeByApp(connected);
    await connected.app.patch(5, [0], [0, 0, 'controls', []]);
    expect(await pump(connected, null, 'pump_and_settle')).toEqual([]);
  });
});

test('a dialog that closes while nobody pumps frames tells so at once', async () => {
  const connected = await open('AlertDialog');
  await perform(DIALOG, 'dismiss')(connected.client);
  expect(await connected.app.taken(connected.client)).toEqual(GONE);
});
