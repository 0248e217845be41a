import { describe, expect, test } from 'vitest';
import type { Channel, ChannelOptions } from '../../lib/channel.js';
import { type ClientEvents, FletClient, printTree } from '../../lib/flet/index.js';
import { memoryPair } from '../../lib/transports/memory.js';
import { connectScripted, type Message, pageOf, ScriptedApp } from './scripted-app.js';

function pair(options?: ChannelOptions): { channel: Channel; app: ScriptedApp } {
  const [channel, peer] = memoryPair(options);
  return { channel, app: new ScriptedApp(peer) };
}

function collect<Name extends keyof ClientEvents>(client: FletClient, name: Name): ClientEvents[Name][] {
  const events: ClientEvents[Name][] = [];
  client.on(name, (event) => events.push(event));
  return events;
}

const button = { _c: 'Button', _i: 10, content: '+', on_click: true };
const number = { _c: 'Text', _i: 11, value: '0' };

describe('registering', () => {
  test('tells everything that Flet’s own client tells', async () => {
    const { channel, app } = pair();
    const connecting = FletClient.connect(channel, { page: { platform: 'ios', width: 390 }, pageName: 'shop' });
    const [action, body] = await app.register(pageOf([]));
    await connecting;
    expect(action).toBe(1);
    expect(body).toMatchObject({ session_id: null, page_name: 'shop' });
    expect(body['page']).toMatchObject({
      route: '/',
      platform: 'ios',
      width: 390,
      height: 720,
      web: false,
      window: {},
    });
    expect(Object.keys(body['page'] as object).sort()).toEqual(
      'debug height media multi_view platform platform_brightness pwa pyodide route test wasm web width window'.split(
        ' ',
      ),
    );
  });

  test('is followed by brightness, media, size and, on a desktop, the window’s state', async () => {
    const { channel, app } = pair();
    const connecting = FletClient.connect(channel, { page: { width: 800, height: 600 } });
    await app.register(pageOf([]));
    const messages: Message[] = [];
    const client = await connecting;
    messages.push(...(await app.taken(client)));
    expect(messages.map(([action, body]) => [action, body['id'] ?? body['target'], body['name']])).toEqual([
      [4, 1, undefined],
      [3, 1, 'platform_brightness_change'],
      [4, 1, undefined],
      [4, 1, undefined],
      [4, 2, undefined],
    ]);
    expect(messages[3]![1]['props']).toEqual({ width: 800, height: 600 });
    expect(messages[4]![1]['props']).toMatchObject({ width: 800, focused: true, opacity: 1 });
  });

  test('sends page sizes as doubles', async () => {
    const { channel, app } = pair();
    const connecting = FletClient.connect(channel, { page: { width: 800 } });
    connecting.catch(() => {});
    const packet = Buffer.from((await app.receiveRaw())!).toString('latin1');
    expect(packet).toContain('\xa5width\xcb');
    await app.close();
    await expect(connecting).rejects.toMatchObject({ code: 'ERR_EMBED_FLET_ENDED' });
  });

  test('keeps the order: what the first patches cause comes after the introduction', async () => {
    const { channel, app } = pair();
    const connecting = FletClient.connect(channel);
    const field = { _c: 'TextField', _i: 10, autofocus: true, on_focus: true };
    await app.register(pageOf([field]));
    const client = await connecting;
    const messages = await app.taken(client);
    expect(messages.at(-1)).toEqual([3, { target: 10, name: 'focus', data: null }]);
    expect(messages).toHaveLength(6);
  });

  test('fails with the traceback when the app refuses', async () => {
    const { channel, app } = pair();
    const connecting = FletClient.connect(channel);
    const refusal =
      'no license\nTraceback (most recent call last):\n  File "main.py", line 3, in before\nRuntimeError: no license';
    await Promise.all([
      app.register(pageOf([]), refusal),
      expect(connecting).rejects.toMatchObject({
        name: 'FletCrash',
        code: 'ERR_EMBED_FLET_REGISTER',
        message: 'The app refused the registration: no license',
        traceback: expect.stringContaining('line 3, in before'),
        stack: expect.stringContaining('line 3, in before'),
      }),
    ]);
    await expect(channel.closed).rejects.toThrow();
  });

  test('fails when the app ends first', async () => {
    const { channel, app } = pair();
    const connecting = FletClient.connect(channel);
    await Promise.all([app.close(), expect(connecting).rejects.toMatchObject({ code: 'ERR_EMBED_FLET_ENDED' })]);
  });

  test('refuses a page that has no form on the wire', async () => {
    const { channel } = pair();
    const media = { padding: new Date(0) as never };
    await expect(FletClient.connect(channel, { page: { media } })).rejects.toThrow(
      'Expected a value that the Flet protocol can hold but received a Date',
    );
    await expect(channel.closed).rejects.toThrow();
  });

  test('ends with its signal', async () => {
    const { channel } = pair();
    const abort = new AbortController();
    const connecting = FletClient.connect(channel, { signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(connecting).rejects.toThrow('enough');
  });
});

describe('the tree', () => {
  test('shows the page of the registration, and then every patch', async () => {
    const { client, app } = await connectScripted([number, button]);
    expect(printTree(client.page)).toBe('Page route="/"\n  View route="/"\n    Text "0"\n    Button "+" (click)');
    const patched = client.nextPatch();
    await app.patch(1, [0, { views: [1, { 0: [2, { controls: [3, { 0: [4] }] }] }] }], [0, 4, 'value', '1']);
    const { changes } = await patched;
    expect(changes.map(({ property, previous }) => [property, previous])).toEqual([['value', '0']]);
    expect(client.find(({ type }) => type === 'Text')!.get('value')).toBe('1');
  });

  test('is looked at by until: now, and after each patch', async () => {
    const { client, app } = await connectScripted([number]);
    const value = (): unknown => client.tree.get(11)!.get('value');
    expect(await client.until(() => value() === '0')).toBe(true);
    const waiting = client.until(() => value() === '2' && 'two');
    await app.patch(11, [0], [0, 0, 'value', '1']);
    await app.patch(11, [0], [0, 0, 'value', '2']);
    await app.patch(11, [0], [0, 0, 'value', '3']);
    expect(await waiting).toBe('two');
  });

  test('gives nextPatch only what fits, and only what comes', async () => {
    const { client, app } = await connectScripted([number, button]);
    const waiting = client.nextPatch(({ root }) => root.id === 10);
    await app.patch(11, [0], [0, 0, 'value', '1']);
    await app.patch(10, [0], [0, 0, 'content', '-']);
    expect((await waiting).root.get('content')).toBe('-');
  });
});

describe('a wait', () => {
  test('ends with its signal', async () => {
    const { client } = await connectScripted();
    const abort = new AbortController();
    const waits = [client.until(() => false, abort), client.nextPatch(undefined, abort)];
    abort.abort(new Error('enough'));
    for (const wait of waits) await expect(wait).rejects.toThrow('enough');
    await expect(client.until(() => false, abort)).rejects.toThrow('enough');
  });

  test('ends with the error of its own question', async () => {
    const { client, app } = await connectScripted([number]);
    let asked = 0;
    const waiting = client.until(() => {
      if (asked++ > 0) throw new TypeError('bad question');
      return false;
    });
    await Promise.all([app.patch(11, [0], [0, 0, 'value', '1']), expect(waiting).rejects.toThrow('bad question')]);
    expect(client.failure).toBeUndefined();
  });

  test('ends when the connection ends', async () => {
    const { client, app } = await connectScripted();
    const ends = collect(client, 'end');
    const waiting = client.until(() => false);
    await Promise.all([
      app.close(),
      expect(waiting).rejects.toMatchObject({ code: 'ERR_EMBED_FLET_ENDED', message: /has been closed/ }),
    ]);
    await expect(client.until(() => true)).rejects.toMatchObject({ code: 'ERR_EMBED_FLET_ENDED' });
    await expect(client.navigate('/')).rejects.toMatchObject({ code: 'ERR_EMBED_FLET_ENDED' });
    expect(ends).toEqual([undefined]);
  });

  test('ends with the reason when the channel is destroyed', async () => {
    const { channel, app } = pair();
    const connecting = FletClient.connect(channel);
    await app.register(pageOf([]));
    const client = await connecting;
    const waiting = client.until(() => false);
    channel.destroy(new Error('power cut'));
    await expect(waiting).rejects.toMatchObject({ code: 'ERR_EMBED_FLET_ENDED', message: /power cut/ });
  });
});

describe('a crash of the session', () => {
  const report = 'boom\nTraceback (most recent call last):\n  File "main.py", line 9, in add\nValueError: boom';

  test('fails the waits with the traceback, until it is taken note of', async () => {
    const { client, app } = await connectScripted([number]);
    const crashes = collect(client, 'crash');
    const waiting = client.until(() => false);
    const expected = { code: 'ERR_EMBED_FLET_CRASHED', message: 'The app crashed: boom', traceback: /line 9, in add/ };
    await Promise.all([app.send(6, { message: report }), expect(waiting).rejects.toMatchObject(matching(expected))]);
    await expect(client.nextPatch()).rejects.toMatchObject({ code: 'ERR_EMBED_FLET_CRASHED' });
    expect(crashes).toHaveLength(1);
    expect(client.takeFailure()).toBe(crashes[0]);
    expect(await client.until(() => client.tree.get(11))).toBeDefined();
  });

  test('does not stop the app: patches and gestures go on', async () => {
    const { client, app } = await connectScripted([number, button]);
    await app.send(6, { message: 'boom' });
    await expect(client.until(() => false)).rejects.toThrow('boom');
    await client.click(client.tree.get(10)!);
    expect(await app.receive()).toEqual([3, { target: 10, name: 'click', data: null }]);
  });
});

function matching(expected: Record<string, string | RegExp>): Record<string, unknown> {
  const entries = Object.entries(expected).map(([key, value]) => [
    key,
    value instanceof RegExp ? expect.stringMatching(value) : value,
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

describe('what is not understood', () => {
  test('is none when a patch names an index that is not there: what came before holds, the rest is lost', async () => {
    const controls = [{ _c: 'Text', _i: 10, value: 'before' }];
    const { client, app } = await connectScripted([{ _c: 'SegmentedButton', _i: 11, selected: ['a'] }, ...controls]);
    const ignored: string[] = [];
    client.on('ignored', (text) => ignored.push(text));
    const patched = client.nextPatch();
    await app.patch(11, [0, { selected: [1] }], [0, 0, 'disabled', true], [2, 1, 1], [0, 0, 'visible', false]);
    expect((await patched).changes.map(({ property }) => property)).toEqual(['disabled']);
    const button = client.tree.get(11)!;
    expect([button.flag('disabled'), button.flag('visible')]).toEqual([true, true]);
    expect(client.failure).toBeUndefined();
    expect(ignored).toEqual([
      'the rest of a patch. Operation 2 of a patch of control 11 (SegmentedButton) failed: ' +
        'expected an index from 0 to 0 but received 1 (number)',
    ]);
  });

  test.each([
    ['bytes that are no MessagePack', Uint8Array.of(0, 0xc1), /0xc1 begins no value/],
    ['a message without a body', Uint8Array.of(0, 0x91, 2), /Expected a message \[action, body\]/],
    ['a body without its fields', Uint8Array.of(0, 0x92, 2, 0x80), /Expected an integer for id of message 2/],
  ])('becomes an error and fails the waits, and the client goes on: %s', async (_what, packet, reason) => {
    const { client, app } = await connectScripted([number]);
    const errors = collect(client, 'error');
    const waiting = client.until(() => false);
    await Promise.all([app.sendRaw(packet), expect(waiting).rejects.toThrow(reason)]);
    expect(errors).toHaveLength(1);
    client.takeFailure();
    const patched = client.nextPatch();
    await app.patch(11, [0], [0, 0, 'value', '1']);
    await patched;
  });

  test.each([
    ['an empty packet', new Uint8Array(), 'an empty packet'],
    ['a packet of an unknown type', Uint8Array.of(9), 'a packet of type 9'],
    ['a message of an unknown action', Uint8Array.of(0, 0x92, 99, 0x80), 'a message of action 99'],
  ])('is ignored when a later version may mean it: %s', async (_what, packet, reason) => {
    const { client, app } = await connectScripted([number]);
    const ignored = collect(client, 'ignored');
    await app.sendRaw(packet);
    await app.patch(11, [0], [0, 0, 'value', '1']);
    await client.until(() => client.tree.get(11)!.get('value') === '1');
    expect(ignored).toEqual([reason]);
    expect(client.failure).toBeUndefined();
  });
});

describe('sending', () => {
  test('waits with the channel: a gesture resolves when its packets are queued', async () => {
    const { channel, app } = pair({ capacity: 1 });
    const connecting = FletClient.connect(channel);
    await app.register(pageOf([button]));
    const client = await connecting;
    let isDone = false;
    const clicks = Promise.all([client.click(client.tree.get(10)!), client.click(client.tree.get(10)!)]);
    void clicks.then(() => {
      isDone = true;
    });
    // Five packets of the introduction are in front of the two clicks; one has room.
    for (let i = 0; i < 5; i++) await app.receive();
    expect(isDone).toBe(false);
    expect((await app.receive())[1]['name']).toBe('click');
    await clicks;
    expect((await app.receive())[1]['name']).toBe('click');
  });

  test('answers calls while it waits, in order', async () => {
    const { channel, app } = pair({ capacity: 1 });
    const connecting = FletClient.connect(channel);
    await app.register(
      pageOf([], { _services: { _c: 'ServiceRegistry', _i: 6, _services: [{ _c: 'Clipboard', _i: 7 }] } }),
    );
    const client = await connecting;
    for (let i = 0; i < 50; i++) await app.send(5, { control_id: 7, call_id: `${i}`, name: 'get' });
    const ids: unknown[] = [];
    while (ids.length < 50) {
      const [action, body] = await app.receive();
      if (action === 5) ids.push(body['call_id']);
    }
    expect(ids).toEqual(Array.from({ length: 50 }, (_item, index) => `${index}`));
    await Promise.all([app.close(), client.close()]);
  });

  test('gives up on an app that asks without end and never reads', async () => {
    const { channel, app } = pair({ capacity: 4 });
    const connecting = FletClient.connect(channel);
    await app.register(
      pageOf([], { _services: { _c: 'ServiceRegistry', _i: 6, _services: [{ _c: 'Clipboard', _i: 7 }] } }),
    );
    const client = await connecting;
    const waiting = client.until(() => false);
    waiting.catch(() => {});
    for (let i = 0; i < 66_000; i++) await app.send(5, { control_id: 7, call_id: 'x', name: 'get' });
    await expect(waiting).rejects.toThrow('The app has not taken 65536 packets that wait for it');
  });

  test('of raw events asks for the subscription, unless told otherwise', async () => {
    const { client, app } = await connectScripted([button]);
    const control = client.tree.get(10)!;
    await client.sendEvent(control, 'hover', true);
    await client.sendEvent(control, 'hover', true, { always: true });
    await client.sendProperties(control, { content: 'x' });
    expect(await app.taken(client)).toEqual([
      [3, { target: 10, name: 'hover', data: true }],
      [4, { id: 10, props: { content: 'x' } }],
    ]);
    expect(control.get('content')).toBe('x');
  });
});

describe('closing', () => {
  test('delivers what was sent, then ends both sides', async () => {
    const { client, app } = await connectScripted([button]);
    await client.click(client.tree.get(10)!);
    const closing = client.close();
    expect((await app.receive())[1]['name']).toBe('click');
    expect(await app.receiveRaw()).toBeUndefined();
    await app.close();
    await closing;
  });
});

describe('listeners', () => {
  test('can be removed', async () => {
    const { client, app } = await connectScripted([number]);
    let calls = 0;
    const remove = client.on('patch', () => calls++);
    await Promise.all([client.nextPatch(), app.patch(11, [0], [0, 0, 'value', '1'])]);
    remove();
    await Promise.all([client.nextPatch(), app.patch(11, [0], [0, 0, 'value', '2'])]);
    expect(calls).toBe(1);
  });

  test('see what was sent, and what was called', async () => {
    const { client, app } = await connectScripted([button]);
    const sent = collect(client, 'sent');
    const calls = collect(client, 'call');
    await client.click(client.tree.get(10)!);
    await app.call(2, 'center');
    expect(sent.map(({ action }) => action)).toEqual([3, 5]);
    expect(calls.map(({ name }) => name)).toEqual(['center']);
  });
});

describe('frames', () => {
  const image = { _c: 'RawImage', _i: 10, on_data_channel_open: true };

  test('share the protocol’s channel where no other is given, and are acknowledged one by one', async () => {
    const { channel, app } = pair();
    const connecting = FletClient.connect(channel);
    await app.register(pageOf([image]));
    const client = await connecting;
    const frames = collect(client, 'frame');
    const opened = (await app.taken(client)).at(-1);
    expect(opened).toEqual([
      3,
      { target: 10, name: 'data_channel_open', data: { channel_name: 'frames', channel_id: 1 } },
    ]);
    await app.sendRaw(Uint8Array.of(1, 1, 0, 0, 0, 3));
    expect(await app.receiveRaw()).toEqual(Uint8Array.of(1, 1, 0, 0, 0, 0xff));
    expect(frames.map(({ bytes, control }) => [control.id, ...bytes])).toEqual([[10, 3]]);
  });

  test('for a channel that is not open, or no more, are dropped', async () => {
    const { client, app } = await connectScripted([image]);
    await app.sendRaw(Uint8Array.of(1, 9, 0, 0, 0, 3));
    await Promise.all([client.nextPatch(), app.patch(3, [0], [0, 0, 'controls', []])]);
    await app.sendRaw(Uint8Array.of(1, 1, 0, 0, 0, 3));
    expect(await app.taken(client)).toEqual([]);
  });

  test('have a channel of their own where the embedder opens one', async () => {
    const [own, wire] = memoryPair();
    const { client, app } = await connectScripted([], {
      openDataChannel: () => Promise.resolve({ id: 77, channel: own }),
    });
    const frames = collect(client, 'frame');
    await app.patch(3, [0], [0, 0, 'controls', [image]]);
    expect((await app.receive())[1]['data']).toEqual({ channel_name: 'frames', channel_id: 77 });
    await wire.send(Uint8Array.of(4, 1));
    expect(await wire.receive()).toEqual(Uint8Array.of(0xff));
    expect(frames).toHaveLength(1);
    await Promise.all([client.nextPatch(), app.patch(3, [0], [0, 0, 'controls', []])]);
    await expect(wire.receive()).rejects.toMatchObject({ code: 'ERR_EMBED_CHANNEL_DESTROYED' });
  });

  test('that cannot be opened fail the waits with the reason', async () => {
    const openDataChannel = (): never => {
      throw new Error('no ports left');
    };
    const { client, app } = await connectScripted([], { openDataChannel });
    const waiting = client.until(() => false);
    await Promise.all([
      app.patch(3, [0], [0, 0, 'controls', [image]]),
      expect(waiting).rejects.toThrow('no ports left'),
    ]);
  });
});
