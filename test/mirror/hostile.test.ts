import { encode } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import { snapshot } from '../../lib/flet/index.js';
import { on } from '../flet/packets.js';
import { Random } from '../flet/random.js';
import { mirrored } from './mirrored-app.js';
import { ScriptedViewer, shared } from './scripted-viewer.js';

const controls = [
  { _c: 'Button', _i: 10, ...on('click') },
  { _c: 'RawImage', _i: 11, ...on('data_channel_open') },
];

const packet = (...value: unknown[]) => Uint8Array.from([0, ...encode(value)]);

describe('what a viewer sends', () => {
  test.each([
    ['an empty packet', Uint8Array.of()],
    ['a packet of an unknown type', Uint8Array.of(7, 1)],
    ['no MessagePack', Uint8Array.of(0, 0xc1)],
    ['no message', packet('x')],
    ['a message of an app', packet(2, { id: 1, patch: [[0]] })],
    ['an event without data', packet(3, { target: 10, name: 'click' })],
    ['an event with a field too many', packet(3, { target: 10, name: 'click', data: null, more: 1 })],
    ['an event of a control that is not there', packet(3, { target: 99, name: 'click', data: null })],
    ['properties of a control that is not there', packet(4, { id: 99, props: { value: 1 } })],
    ['properties that are no map', packet(4, { id: 10, props: [1] })],
    ['properties that hold a control', packet(4, { id: 10, props: { content: { _c: 'Text', _i: 50 } } })],
    ['properties in the place of controls', packet(4, { id: 3, props: { controls: [] } })],
    ['a property that would be the id', packet(4, { id: 10, props: { _i: 11 } })],
    ['an answer that nobody waits for', packet(5, { control_id: 10, call_id: 'x', result: null, error: null })],
    ['a second registration', packet(1, { session_id: null, page_name: '', page: {} })],
    [
      'a data channel without a number',
      packet(3, { target: 11, name: 'data_channel_open', data: { channel_name: 'frames' } }),
    ],
    [
      'a data channel of a control that has none',
      packet(3, { target: 10, name: 'data_channel_open', data: { channel_name: 'x', channel_id: 1 } }),
    ],
  ])('is dropped with the reason when it is %s', async (_what, bytes) => {
    const { mirror, client, app, ignored } = await mirrored(controls);
    const viewer = ScriptedViewer.join(mirror);
    await app.taken(client);
    viewer.sendRaw(bytes);
    expect(await app.taken(client)).toEqual([]);
    expect(ignored).toHaveLength(1);
    expect(client.failure).toBeUndefined();
  });

  test('is dropped when Python would lose the connection over it: a map with keys that are no strings', async () => {
    const { mirror, client, app, ignored } = await mirrored(controls);
    const viewer = ScriptedViewer.join(mirror);
    await app.taken(client);
    // [3, {target: 10, name: "click", data: {1: 2}}]
    const event = [
      0x92,
      3,
      0x83,
      ...encode('target'),
      10,
      ...encode('name'),
      ...encode('click'),
      ...encode('data'),
      0x81,
      1,
      2,
    ];
    viewer.sendRaw(Uint8Array.from([0, ...event]));
    expect(await app.taken(client)).toEqual([]);
    expect(ignored).toHaveLength(1);
  });

  test('before it has registered is dropped', async () => {
    const { mirror, client, app, ignored } = await mirrored(controls);
    const viewer = new ScriptedViewer(mirror);
    viewer.event(10, 'click');
    viewer.frame(1, Uint8Array.of(0xff));
    expect(await app.taken(client)).toEqual([]);
    expect(ignored).toHaveLength(1);
  });

  test('after it has left is dropped, and it can leave twice', async () => {
    const { mirror, client, app } = await mirrored(controls);
    const viewer = ScriptedViewer.join(mirror);
    viewer.leave();
    viewer.leave();
    await app.taken(client);
    viewer.event(10, 'click');
    expect(await app.taken(client)).toEqual([]);
    expect(mirror.viewers).toBe(0);
  });

  test('at random never throws, and leaves another viewer with the page as it is', async () => {
    const { mirror, client, app } = await mirrored(controls);
    const [hostile, other] = [ScriptedViewer.join(mirror), ScriptedViewer.join(mirror)];
    await app.taken(client);
    const random = new Random(7);
    for (let round = 0; round < 2000; round++) {
      const bytes = random.bytes(random.below(40));
      if (bytes.length > 0 && random.below(10) < 7) bytes[0] = 0;
      hostile.sendRaw(bytes);
    }
    await client.sendProperties(client.tree.get(10)!, { content: 'still here' });
    expect(other.value(10, 'content')).toBe('still here');
    expect(shared(other.page)).toEqual(shared(snapshot(client.tree)));
    expect(client.failure).toBeUndefined();
  });
});
