/** A hostile or broken app: whatever it sends, the client neither throws, nor hangs, nor stops to work. */

import { describe, expect, test } from 'vitest';
import type { Channel } from '../../lib/channel.js';
import { FletClient } from '../../lib/flet/index.js';
import { memoryPair } from '../../lib/transports/memory.js';
import { encodeAppPacket } from './app-packet.js';
import { Random } from './random.js';
import { readRecording } from './recording.js';
import { recordingName, SCENARIOS } from './scenarios.js';
import { pageOf, ScriptedApp } from './scripted-app.js';

const RECORDED = SCENARIOS.flatMap((scenario) => readRecording(recordingName(scenario)))
  .filter(({ from }) => from === 'app')
  .map(({ hex }) => Uint8Array.from(Buffer.from(hex, 'hex')));

async function connect(): Promise<{ client: FletClient; app: ScriptedApp; channel: Channel; errors: Error[] }> {
  const [channel, peer] = memoryPair();
  const app = new ScriptedApp(peer);
  const connecting = FletClient.connect(channel);
  await app.register(pageOf([{ _c: 'Text', _i: 10, value: '' }]));
  const client = await connecting;
  const errors: Error[] = [];
  client.on('error', (error) => errors.push(error));
  return { client, app, channel, errors };
}

/** Sends the packets, throwing away what comes back, then shows that the client still works. */
async function survives(packets: Iterable<Uint8Array>): Promise<Error[]> {
  const { client, app, errors } = await connect();
  const reading = (async () => {
    while ((await app.receiveRaw()) !== undefined);
  })();
  for (const packet of packets) await app.sendRaw(packet);
  // The page, whatever has become of it, still takes a patch.
  const patched = new Promise<void>((resolve) => {
    client.on('patch', ({ root }) => {
      if (root.get('title') === 'still here') resolve();
    });
  });
  await app.patch(1, [0], [0, 0, 'title', 'still here']);
  await patched;
  await Promise.all([client.close(), app.close(), reading]);
  return errors;
}

function expectReported(errors: Error[]): void {
  const others = errors.filter((error) => (error as { code?: string }).code !== 'ERR_EMBED_FLET_PROTOCOL');
  expect(others).toEqual([]);
}

/** A message value with one thing changed somewhere. */
function mutate(random: Random, value: unknown): unknown {
  const junk: unknown[] = [
    null,
    -1,
    0,
    1,
    3,
    2 ** 40,
    0.5,
    '',
    '_c',
    '__proto__',
    'constructor',
    true,
    [],
    {},
    [0],
    { _c: 'Text', _i: 10 },
  ];
  if (random.below(4) === 0 || typeof value !== 'object' || value === null) return random.one(junk);
  if (Array.isArray(value)) {
    const copy: unknown[] = [...value];
    const at = random.below(copy.length + 1);
    const kind = random.below(3);
    if (kind === 0) copy.splice(at, 1);
    else if (kind === 1) copy.splice(at, 0, random.one(junk));
    else if (at < copy.length) copy[at] = mutate(random, copy[at]);
    return copy;
  }
  const keys = Object.keys(value);
  if (keys.length === 0) return { [String(random.one(junk))]: random.one(junk) };
  const key = random.one(keys);
  return { ...value, [key]: mutate(random, (value as Record<string, unknown>)[key]) };
}

describe('the client survives, and reports as protocol errors,', () => {
  test('random bytes', async () => {
    const random = new Random(2);
    expectReported(await survives(Array.from({ length: 3000 }, () => random.bytes(random.below(60)))));
  });

  test('random bytes that claim to be messages', async () => {
    const random = new Random(3);
    const packets = Array.from({ length: 3000 }, () => {
      const packet = random.bytes(3 + random.below(60));
      packet.set([0, 0x92, 1 + random.below(7)]);
      return packet;
    });
    const errors = await survives(packets);
    expect(errors.length).toBeGreaterThan(2000);
    expectReported(errors);
  });

  test('packets of real apps with some bytes changed, cut or doubled', async () => {
    const random = new Random(4);
    const packets = Array.from({ length: 3000 }, () => {
      const packet = random.one(RECORDED).slice(0, 4000);
      for (let i = random.below(4); i >= 0; i--) packet[random.below(packet.length)] = random.below(256);
      return random.below(4) === 0 ? packet.slice(0, random.below(packet.length)) : packet;
    });
    expectReported(await survives(packets));
  });

  test('sound messages with wrong contents', async () => {
    const random = new Random(5);
    const bodies: [number, unknown][] = [
      [1, { session_id: 'x', page_patch: pageOf([]), error: '' }],
      [
        2,
        {
          id: 1,
          patch: [
            [0, { views: [1, { 0: [2, { controls: [3] }] }] }],
            [1, 3, 0, { _c: 'Text', _i: 11 }],
          ],
        },
      ],
      [
        2,
        {
          id: 3,
          patch: [
            [0, { controls: [1, { 0: [2] }] }],
            [3, 1, 0, 1, 0],
            [0, 2, 'value', 'x'],
            [2, 1, 0],
          ],
        },
      ],
      [
        2,
        { id: 5, patch: [[0], [0, 0, 'controls', [{ _c: 'SnackBar', _i: 12, open: true, duration: { seconds: 1 } }]]] },
      ],
      [5, { control_id: 1, call_id: 'c', name: 'push_route', args: { route: '/' } }],
      [5, { control_id: 2, call_id: 'c', name: 'center' }],
      [6, { message: 'boom' }],
      [7, { text: 'x', is_stderr: false }],
    ];
    const packets = Array.from({ length: 4000 }, () => {
      const [action, body] = random.one(bodies);
      return encodeAppPacket(action, mutate(random, body));
    });
    const errors = await survives(packets);
    expect(errors.length).toBeGreaterThan(500);
    expectReported(errors);
  });
});

test('an app that answers no registration but sends other things makes connect fail when it ends, not hang', async () => {
  const [channel, peer] = memoryPair();
  const app = new ScriptedApp(peer);
  const connecting = FletClient.connect(channel);
  const random = new Random(6);
  for (let i = 0; i < 200; i++) await app.sendRaw(random.bytes(random.below(40)));
  await Promise.all([app.close(), expect(connecting).rejects.toMatchObject({ code: 'ERR_EMBED_FLET_ENDED' })]);
});
