import { describe, expect, test } from 'vitest';
import { Mirror } from '../../lib/mirror/index.js';
import { E, on } from '../flet/packets.js';
import { connectScripted } from '../flet/scripted-app.js';
import { mirrored } from './mirrored-app.js';
import { ScriptedViewer } from './scripted-viewer.js';

const list = (id: number, properties: Record<string, unknown> = {}) => ({ _c: 'ListView', _i: id, ...properties });
const at = (event_type: string, pixels: number) => ({ event_type, pixels });

/** What came to be scrolled, and where to. */
function scrolledTo(viewer: ScriptedViewer): unknown[] {
  return viewer.received
    .filter(([action, { name }]) => action === 5 && name === 'scroll_to')
    .map(([, { control_id, args }]) => [control_id, args]);
}

const offset = (pixels: number) => ({
  offset: pixels,
  delta: null,
  scroll_key: null,
  duration: 0,
  curve: null,
});

describe('viewers tell how far everything is scrolled', () => {
  test('of all that scrolls on the page, and of nothing else', async () => {
    const column = (id: number, scroll: string | null) => ({ _c: 'Column', _i: id, scroll, controls: [] });
    const { mirror } = await mirrored([list(10), column(11, 'auto'), column(12, null), column(13, 'none')]);
    const viewer = ScriptedViewer.join(mirror);
    expect([10, 11, 12, 13].map((id) => viewer.value(id, 'on_scroll'))).toEqual([true, true, null, null]);
  });

  test('of what comes later, scrolls only later, or is no longer of interest to the app', async () => {
    const column = { _c: 'Column', _i: 11, controls: [] };
    const { mirror, app, client } = await mirrored([column, list(12, on('scroll'))]);
    const viewer = ScriptedViewer.join(mirror);
    await Promise.all([client.nextPatch(), app.patch(11, [0], [0, 0, 'controls', [list(20)]])]);
    await Promise.all([client.nextPatch(), app.patch(11, [0], [0, 0, 'scroll', 'auto'])]);
    await Promise.all([client.nextPatch(), app.patch(12, [0], [0, 0, 'on_scroll', false])]);
    expect([11, 12, 20].map((id) => viewer.value(id, 'on_scroll'))).toEqual([true, true, true]);
    expect(client.tree.get(20)!.handles('scroll')).toBe(false);
  });

  test('and the app hears of it where it has asked', async () => {
    const { mirror, app, client } = await mirrored([list(10), list(11, on('scroll'))]);
    const viewer = ScriptedViewer.join(mirror);
    await app.taken(client);
    for (const id of [10, 11]) viewer.event(id, 'scroll', at('update', 40));
    expect(await app.taken(client)).toEqual([E(11, 'scroll', at('update', 40))]);
    expect(mirror.scrolled).toEqual(
      new Map([
        [10, 40],
        [11, 40],
      ]),
    );
  });

  test('in numbers: anything else moves nobody', async () => {
    const { mirror } = await mirrored([list(10)]);
    const viewer = ScriptedViewer.join(mirror);
    for (const pixels of [Number.NaN, Number.POSITIVE_INFINITY, 'far', null]) {
      viewer.event(10, 'scroll', { event_type: 'end', pixels });
    }
    expect(mirror.scrolled.size).toBe(0);
  });

  test('unless they only look', async () => {
    const { mirror } = await mirrored([list(10)], { passive: true });
    const viewer = ScriptedViewer.join(mirror);
    viewer.event(10, 'scroll', at('update', 40));
    expect([viewer.value(10, 'on_scroll'), mirror.scrolled.size]).toEqual([null, 0]);
  });
});

describe('a viewer that gets the page', () => {
  test('is scrolled to where the driving one is', async () => {
    const { mirror } = await mirrored([list(10), list(11)]);
    const viewer = ScriptedViewer.join(mirror);
    viewer.event(10, 'scroll', at('user', 0));
    viewer.event(10, 'scroll', at('end', 40));
    viewer.event(11, 'scroll', at('end', 40));
    viewer.event(11, 'scroll', at('end', 0));
    expect(scrolledTo(ScriptedViewer.join(mirror))).toEqual([[10, offset(40)]]);
    expect(scrolledTo(viewer)).toEqual([]);
  });

  test('is scrolled to where the app was before, without the app hearing of it', async () => {
    const mirror = new Mirror();
    const { client, app } = await connectScripted([list(10, on('scroll'))]);
    mirror.setClient(client, new Map([[10, 40]]));
    const viewer = ScriptedViewer.join(mirror);
    expect(scrolledTo(viewer)).toEqual([[10, offset(40)]]);
    await app.taken(client);
    for (const type of ['start', 'update', 'end']) viewer.event(10, 'scroll', at(type, 40));
    viewer.event(10, 'scroll', at('update', 40));
    expect(await app.taken(client)).toEqual([E(10, 'scroll', at('update', 40))]);
  });

  test('scrolled by its person before it was there, it tells of that', async () => {
    const mirror = new Mirror();
    const { client, app } = await connectScripted([list(10, on('scroll'))]);
    mirror.setClient(client, new Map([[10, 40]]));
    const viewer = ScriptedViewer.join(mirror);
    await app.taken(client);
    for (const event of [at('user', 10), at('update', 40)]) viewer.event(10, 'scroll', event);
    expect(await app.taken(client)).toEqual([E(10, 'scroll', at('user', 10)), E(10, 'scroll', at('update', 40))]);
  });

  test('is not told of what has left the page', async () => {
    const { mirror, app, client } = await mirrored([{ _c: 'Column', _i: 11, controls: [list(20)] }]);
    const viewer = ScriptedViewer.join(mirror);
    viewer.event(20, 'scroll', at('end', 40));
    await Promise.all([client.nextPatch(), app.patch(11, [0], [0, 0, 'controls', []])]);
    expect(mirror.scrolled.size).toBe(0);
    expect(scrolledTo(ScriptedViewer.join(mirror))).toEqual([]);
  });
});
