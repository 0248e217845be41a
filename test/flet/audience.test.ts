import { describe, expect, test } from 'vitest';
import type { Audience, FletClient } from '../../lib/flet/index.js';
import { E, on, P } from './packets.js';
import { connectScripted, type ScriptedApp } from './scripted-app.js';

/** Writes down what it is told. */
class Recorder implements Audience {
  readonly told: unknown[] = [];

  constructor(public leads = true) {}

  registered(): void {
    this.told.push('registered');
  }
  patched(packet: Uint8Array): void {
    this.told.push(['patched', packet.length]);
  }
  updated(control: { id: number }, properties: object): void {
    this.told.push(['updated', control.id, properties]);
  }
  called(call: { name: string }): boolean {
    this.told.push(['called', call.name]);
    return this.leads;
  }
  crashed(report: string): void {
    this.told.push(['crashed', report]);
  }
  framed(channel: { control: { id: number } }, bytes: Uint8Array): void {
    this.told.push(['framed', channel.control.id, [...bytes]]);
  }
}

async function patch(client: FletClient, app: ScriptedApp, id: number, ...operations: unknown[]): Promise<void> {
  await Promise.all([client.nextPatch(), app.patch(id, ...operations)]);
}

const bar = { _c: 'SnackBar', _i: 20, open: true, duration: { milliseconds: 100 }, ...on('visible', 'dismiss') };
const image = { _c: 'RawImage', _i: 21, ...on('data_channel_open') };
const field = { _c: 'TextField', _i: 22, autofocus: true, ...on('focus', 'size_change') };

class Clock {
  readonly due: { milliseconds: number; callback: () => void }[] = [];

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { milliseconds, callback };
    this.due.push(timer);
    return () => this.due.splice(this.due.indexOf(timer) >>> 0, 1);
  }
}

describe('an audience', () => {
  test('is told what the app and the client do, in order', async () => {
    const { client, app } = await connectScripted([{ _c: 'TextField', _i: 10 }]);
    const audience = new Recorder(false);
    client.setAudience(audience);
    await patch(client, app, 10, [0], [0, 0, 'value', 'x']);
    await client.fill(client.tree.get(10)!, 'y');
    await Promise.all([new Promise((resolve) => client.on('crash', resolve)), app.send(6, { message: 'boom' })]);
    expect(audience.told).toEqual([
      ['patched', expect.any(Number)],
      ['updated', 10, { value: 'y' }],
      ['crashed', 'boom'],
    ]);
  });

  test('that leads has the headless client do nothing by itself', async () => {
    const timers = new Clock();
    const { client, app } = await connectScripted([], { timers });
    client.setAudience(new Recorder());
    await patch(client, app, 3, [0], [0, 0, 'controls', [image, field]]);
    await patch(client, app, 5, [0], [0, 0, 'controls', [bar]]);
    await patch(client, app, 20, [0], [0, 0, 'open', false]);
    expect(await app.taken(client)).toEqual([]);
    expect(timers.due).toEqual([]);
  });

  test('that leads no more leaves what is unfinished to the headless client', async () => {
    const timers = new Clock();
    const { client, app } = await connectScripted([], { timers });
    const audience = new Recorder();
    client.setAudience(audience);
    await patch(client, app, 3, [0], [0, 0, 'controls', [image]]);
    await patch(client, app, 5, [0], [0, 0, 'controls', [bar]]);
    audience.leads = false;
    client.leadChanged();
    expect(await app.taken(client)).toEqual([E(21, 'data_channel_open', { channel_name: 'frames', channel_id: 1 })]);
    expect(timers.due.map(({ milliseconds }) => milliseconds)).toEqual([100]);
    timers.due[0]!.callback();
    expect(await app.taken(client)).toEqual([P(20, { _dismissed: true }), P(20, { open: false }), E(20, 'dismiss')]);
  });

  test('that begins to lead takes the time of open bars along', async () => {
    const timers = new Clock();
    const { client, app } = await connectScripted([], { timers });
    await patch(client, app, 5, [0], [0, 0, 'controls', [bar]]);
    expect(timers.due).toHaveLength(1);
    client.setAudience(new Recorder());
    expect(timers.due).toEqual([]);
    client.setAudience(undefined);
    expect(timers.due).toHaveLength(1);
  });

  test('answers calls and acknowledges frames in the place of the client', async () => {
    const { client, app } = await connectScripted([image, { _c: 'Clipboard', _i: 23 }]);
    const audience = new Recorder();
    client.setAudience(audience);
    const call = { control_id: 23, call_id: 'c', name: 'get' };
    await Promise.all([new Promise((resolve) => client.on('call', resolve)), app.send(5, call)]);
    await Promise.all([
      new Promise((resolve) => client.on('frame', resolve)),
      app.sendRaw(Uint8Array.of(1, 1, 0, 0, 0, 4)),
    ]);
    expect(audience.told).toEqual([
      ['called', 'get'],
      ['framed', 21, [4]],
    ]);
    expect(await app.taken(client)).toEqual([]);
    const body = { control_id: 23, call_id: 'c', result: 'theirs', error: null };
    client.relay({ action: 5, body });
    expect(await app.taken(client)).toEqual([[5, body]]);
    client.setAudience(undefined);
    expect(await app.receiveRaw()).toEqual(Uint8Array.of(1, 1, 0, 0, 0, 0xff));
  });

  test('passes on what its viewers send: properties into the tree, packets as they are, in order', async () => {
    const { client, app } = await connectScripted([{ _c: 'TextField', _i: 10 }]);
    const shown = client.until(() => client.tree.get(10)!.get('value') === 'x');
    client.relay({ action: 4, body: { id: 10, props: { value: 'x' } } });
    client.relay({ action: 3, body: { target: 10, name: 'change', data: 'x' } });
    await shown;
    expect(await app.taken(client)).toEqual([P(10, { value: 'x' }), E(10, 'change', 'x')]);
  });
});
