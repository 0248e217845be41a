import { describe, expect, test } from 'vitest';
import type { FletClient } from '../../lib/flet/index.js';
import { Mirror } from '../../lib/mirror/index.js';
import { memoryPair } from '../../lib/transports/memory.js';
import { on } from '../flet/packets.js';
import { connectScripted, type ScriptedApp } from '../flet/scripted-app.js';
import { mirrored } from './mirrored-app.js';
import { ScriptedViewer, turn } from './scripted-viewer.js';

const image = { _c: 'RawImage', _i: 10, ...on('data_channel_open') };
const button = { _c: 'Button', _i: 11, ...on('click') };

/** A packet of the channel that the app shares with the protocol, which the client opens as number 1. */
const frame = (...bytes: number[]) => Uint8Array.of(1, 1, 0, 0, 0, ...bytes);
const acknowledgement = frame(0xff);

/** How many acknowledgements the app has had since the last look. */
async function acknowledged(app: ScriptedApp, client: FletClient): Promise<number> {
  await client.sendEvent(client.page, 'mark', null, { always: true });
  for (let count = 0; ; ) {
    const packet = (await app.receiveRaw())!;
    if (packet[0] === 1) {
      expect(packet).toEqual(acknowledgement);
      count++;
    } else if (Buffer.from(packet).includes('mark')) {
      return count;
    }
  }
}

async function received(viewer: ScriptedViewer, count: number): Promise<number[][]> {
  while (viewer.frames.length < count) await turn();
  return viewer.frames.map(({ id, bytes }) => [id, ...bytes]);
}

describe('frames', () => {
  test('go to every viewer under its own number, and the app gets one acknowledgement', async () => {
    const { mirror, app, client } = await mirrored([image, button]);
    const [one, other] = [ScriptedViewer.join(mirror), ScriptedViewer.join(mirror)];
    await acknowledged(app, client);
    one.openDataChannel(10, 4);
    other.openDataChannel(10, 9);
    await app.sendRaw(frame(4, 1));
    expect(await received(one, 1)).toEqual([[4, 4, 1]]);
    expect(await received(other, 1)).toEqual([[9, 4, 1]]);
    expect(await acknowledged(app, client)).toBe(0);
    other.acknowledge(9);
    expect(await acknowledged(app, client)).toBe(0);
    one.acknowledge(4);
    expect(await acknowledged(app, client)).toBe(1);
    one.acknowledge(4);
    expect(await acknowledged(app, client)).toBe(0);
  });

  test('are acknowledged at once where nobody shows the control', async () => {
    const { mirror, app, client } = await mirrored([image]);
    ScriptedViewer.join(mirror);
    await acknowledged(app, client);
    await Promise.all([new Promise((resolve) => client.on('frame', resolve)), app.sendRaw(frame(4, 1))]);
    expect(await acknowledged(app, client)).toBe(1);
  });

  test('that the driving viewer has not shown are acknowledged by the next one when it leaves', async () => {
    const { mirror, app, client } = await mirrored([image]);
    const [one, other] = [ScriptedViewer.join(mirror), ScriptedViewer.join(mirror)];
    one.openDataChannel(10, 1);
    other.openDataChannel(10, 1);
    await acknowledged(app, client);
    await app.sendRaw(frame(4, 1));
    await app.sendRaw(frame(4, 2));
    await received(other, 2);
    other.acknowledge(1);
    one.leave();
    expect(await acknowledged(app, client)).toBe(1);
    other.acknowledge(1);
    expect(await acknowledged(app, client)).toBe(1);
  });

  test('of the last picture are given to a newcomer: the whole one and the differences after it', async () => {
    const { mirror, app, client } = await mirrored([image]);
    const one = ScriptedViewer.join(mirror);
    one.openDataChannel(10, 1);
    for (const [kind, n] of [
      [1, 1],
      [2, 2],
      [1, 3],
      [2, 4],
      [2, 5],
    ])
      await app.sendRaw(frame(kind!, n!));
    await received(one, 5);
    const other = ScriptedViewer.join(mirror);
    other.openDataChannel(10, 7);
    expect(await received(other, 3)).toEqual([
      [7, 1, 3],
      [7, 2, 4],
      [7, 2, 5],
    ]);
    await app.sendRaw(frame(3));
    await received(one, 6);
    const third = ScriptedViewer.join(mirror);
    third.openDataChannel(10, 1);
    expect(third.frames).toEqual([]);
    expect(client.failure).toBeUndefined();
  });

  test('that were drawn before there was a mirror are shown too', async () => {
    const { client, app } = await connectScripted([image]);
    await Promise.all([new Promise((resolve) => client.on('frame', resolve)), app.sendRaw(frame(4, 1))]);
    const mirror = new Mirror();
    mirror.setClient(client);
    const viewer = ScriptedViewer.join(mirror);
    viewer.openDataChannel(10, 2);
    expect(viewer.frames.map(({ bytes }) => [...bytes])).toEqual([[4, 1]]);
  });

  test('that were under way when the connection was cut are sent again, and hold nobody up', async () => {
    const { mirror, app, client } = await mirrored([image]);
    const before = ScriptedViewer.join(mirror);
    before.openDataChannel(10, 3);
    await acknowledged(app, client);
    await app.sendRaw(frame(4, 1));
    await received(before, 1);
    before.leave();
    expect(await acknowledged(app, client)).toBe(1);
    const after = before.rejoin(mirror, 'cut');
    expect(await received(after, 1)).toEqual([[3, 4, 1]]);
    after.acknowledge(3);
    await app.sendRaw(frame(4, 2));
    expect(await received(after, 2)).toEqual([
      [3, 4, 1],
      [3, 4, 2],
    ]);
    expect(await acknowledged(app, client)).toBe(0);
    after.acknowledge(3);
    expect(await acknowledged(app, client)).toBe(1);
  });

  test('do not wait for the channels of a page that has been reloaded', async () => {
    const { mirror, app, client } = await mirrored([image]);
    const before = ScriptedViewer.join(mirror);
    before.openDataChannel(10, 3);
    before.leave();
    await acknowledged(app, client);
    const after = before.rejoin(mirror, 'reload');
    await Promise.all([new Promise((resolve) => client.on('frame', resolve)), app.sendRaw(frame(4, 1))]);
    expect(await acknowledged(app, client)).toBe(1);
    after.openDataChannel(10, 1);
    await app.sendRaw(frame(4, 2));
    const own = async () => (await received(after, 3)).filter(([id]) => id === 1);
    expect(await own()).toEqual([
      [1, 4, 1],
      [1, 4, 2],
    ]);
    expect(await acknowledged(app, client)).toBe(0);
  });

  test('do not pile up before a viewer that does not keep up: it gets the picture when it is ready', async () => {
    const { mirror, app } = await mirrored([image]);
    const [one, other] = [ScriptedViewer.join(mirror), ScriptedViewer.join(mirror)];
    one.openDataChannel(10, 1);
    other.openDataChannel(10, 1);
    for (let n = 1; n <= 40; n++) {
      await app.sendRaw(frame(4, n));
      await received(one, n);
      one.acknowledge(1);
    }
    expect(other.frames).toHaveLength(16);
    for (let n = 1; n <= 16; n++) other.acknowledge(1);
    expect([...other.frames.at(-1)!.bytes]).toEqual([4, 40]);
    expect(other.frames).toHaveLength(17);
  });

  test('run over a channel of their own where the embedder opens one; other bytes of a viewer go to the app', async () => {
    const [own, wire] = memoryPair();
    const opened: unknown[] = [];
    const { mirror, app, client } = await mirrored([], {
      openDataChannel: (control, name) => {
        opened.push([control.id, name]);
        return Promise.resolve({ id: 77, channel: own });
      },
    });
    const [one, other] = [ScriptedViewer.join(mirror), ScriptedViewer.join(mirror)];
    await app.taken(client);
    await Promise.all([client.nextPatch(), app.patch(3, [0], [0, 0, 'controls', [image]])]);
    one.openDataChannel(10, 5);
    other.openDataChannel(10, 6);
    expect((await app.receive())[1]['data']).toEqual({ channel_name: 'frames', channel_id: 77 });
    await wire.send(Uint8Array.of(4, 1));
    expect(await received(other, 1)).toEqual([[6, 4, 1]]);
    other.frame(6, Uint8Array.of(1, 2, 3));
    one.acknowledge(5);
    expect(await wire.receive()).toEqual(Uint8Array.of(1, 2, 3));
    expect(await wire.receive()).toEqual(Uint8Array.of(0xff));
    expect(opened).toEqual([[10, 'frames']]);
    expect(await app.taken(client)).toEqual([]);
  });
});
