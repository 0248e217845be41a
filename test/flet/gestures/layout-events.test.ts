import { describe, expect, test } from 'vitest';
import { FletClient } from '../../../lib/flet/index.js';
import { memoryPair } from '../../../lib/transports/memory.js';
import { E, on } from '../packets.js';
import { connectScripted, type Message, pageOf, ScriptedApp } from '../scripted-app.js';
import type { Controls } from './rows.js';

/** The events that these controls send by themselves when they are first shown. */
async function atFirst(controls: Controls): Promise<Message[]> {
  const [channel, peer] = memoryPair();
  const app = new ScriptedApp(peer);
  const connecting = FletClient.connect(channel);
  await app.register(pageOf(controls));
  const client = await connecting;
  return (await app.taken(client)).filter(([, { target }]) => typeof target === 'number' && target >= 10);
}

const size = (w: number, h: number) => ({ w, h });

describe('sizes are told once after the first layout', () => {
  test.each<[string, Record<string, unknown>, Message[]]>([
    ['of a control that has one', { _c: 'Container', width: 30, height: 40 }, [E(10, 'size_change', size(30, 40))]],
    ['of a control that has none: the page’s', { _c: 'Column' }, [E(10, 'size_change', size(1280, 720))]],
    ['of a control that has half of one', { _c: 'Image', height: 40 }, [E(10, 'size_change', size(1280, 40))]],
    [
      'of a canvas, by its own event too',
      { _c: 'Canvas', width: 30, height: 40 },
      [E(10, 'resize', size(30, 40)), E(10, 'size_change', size(30, 40))],
    ],
    ['of a chart', { _c: 'MatplotlibChartCanvas', on_size_change: false }, [E(10, 'resize', size(1280, 720))]],
    ['to those who listen', { _c: 'Container', on_size_change: false }, []],
    ['and no other’s `resize` is meant', { _c: 'Dismissible', on_size_change: false }, []],
  ])('%s', async (_which, control, packets) => {
    expect(await atFirst([{ _i: 10, ...on('size_change', 'resize'), ...control }])).toEqual(packets);
  });
});

describe('sizes are told again', () => {
  const box = { _c: 'Container', _i: 10, height: 40, ...on('size_change') };

  test('when the app changes them, once for both sides', async () => {
    const { client, app } = await connectScripted([box]);
    await Promise.all([client.nextPatch(), app.patch(10, [0], [0, 0, 'width', 5], [0, 0, 'height', 6])]);
    expect(await app.taken(client)).toEqual([E(10, 'size_change', size(5, 6))]);
    await Promise.all([client.nextPatch(), app.patch(10, [0], [0, 0, 'bgcolor', 'red'])]);
    expect(await app.taken(client)).toEqual([]);
  });

  test.each([
    ['Canvas', ['resize', 'size_change']],
    ['MatplotlibChartCanvas', ['resize', 'size_change']],
  ])('of a %s, by its own event too', async (type, events) => {
    const { client, app } = await connectScripted([{ _c: type, _i: 10, width: 30, height: 40, ...on(...events) }]);
    await Promise.all([client.nextPatch(), app.patch(10, [0], [0, 0, 'width', 50])]);
    expect(await app.taken(client)).toEqual(events.map((event) => E(10, event, size(50, 40))));
  });

  test('when a test measures something else', async () => {
    const { client, app } = await connectScripted([box]);
    await client.measure(client.tree.get(10)!, { width: 100 });
    await client.measure(client.tree.get(10)!, { width: 100 });
    expect(await app.taken(client)).toEqual([E(10, 'size_change', size(100, 40))]);
  });

  test('when the page changes, for what is as large as the page', async () => {
    const { client, app } = await connectScripted([
      box,
      { _c: 'Container', _i: 11, width: 1, height: 1, ...on('size_change') },
    ]);
    await client.resize(400, 300);
    expect((await app.taken(client)).at(-1)).toEqual(E(10, 'size_change', size(400, 40)));
  });
});

describe('animations end at once', () => {
  test.each<[string, string, string, unknown]>([
    ['opacity', 'animate_opacity', 'opacity', 0.5],
    ['rotation', 'animate_rotation', 'rotate', 1],
    ['scale', 'animate_scale', 'scale', 2],
    ['offset', 'animate_offset', 'offset', { x: 1, y: 0 }],
    ['align', 'animate_align', 'align', { x: 1, y: 0 }],
    ['margin', 'animate_margin', 'margin', { left: 1 }],
    ['position', 'animate_position', 'left', 10],
    ['container', 'animate', 'bgcolor', 'red'],
  ])('%s', async (name, switchedBy, property, value) => {
    const animated = { _c: 'Container', _i: 10, [switchedBy]: 300, ...on('animation_end') };
    const { client, app } = await connectScripted([animated]);
    await Promise.all([client.nextPatch(), app.patch(10, [0], [0, 0, property, value])]);
    expect(await app.taken(client)).toEqual([E(10, 'animation_end', name)]);
  });

  test('once for several sides of one animation', async () => {
    const { client, app } = await connectScripted([
      { _c: 'Container', _i: 10, animate_position: true, ...on('animation_end') },
    ]);
    await Promise.all([client.nextPatch(), app.patch(10, [0], [0, 0, 'left', 1], [0, 0, 'top', 2])]);
    expect(await app.taken(client)).toEqual([E(10, 'animation_end', 'position')]);
  });

  test.each([
    ['without an animation', { _c: 'Container', ...on('animation_end') }, 'opacity', 0.5],
    ['of another property', { _c: 'Container', animate_scale: 300, ...on('animation_end') }, 'opacity', 0.5],
    ['that nobody listens to', { _c: 'Container', animate_opacity: 300 }, 'opacity', 0.5],
    [
      'to the value that it has',
      { _c: 'Container', animate_opacity: 300, opacity: 0.5, ...on('animation_end') },
      'opacity',
      0.5,
    ],
    ['of something that is no container', { _c: 'Text', animate: 300, ...on('animation_end') }, 'bgcolor', 'red'],
  ])('but a change %s is no animation', async (_which, control, property, value) => {
    const { client, app } = await connectScripted([{ _i: 10, ...control }]);
    await Promise.all([client.nextPatch(), app.patch(10, [0], [0, 0, property, value])]);
    expect(await app.taken(client)).toEqual([]);
  });
});
