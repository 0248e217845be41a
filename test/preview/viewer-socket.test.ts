import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { decodePacket, encodeMessage } from '../../lib/flet/codec.js';
import { Action } from '../../lib/flet/messages.js';
import type { WireMap } from '../../lib/flet/values.js';
import { hideToken } from '../../lib/preview/registration.js';
import { type Preview, startPreview } from './preview.js';
import type { ScriptedViewer } from './scripted-viewers.js';

async function attach(preview: Preview): Promise<{ socket: WebSocket; viewer: ScriptedViewer }> {
  const count = preview.viewers.attached.all.length;
  const socket = preview.connect('ws');
  const viewer = await preview.viewers.attached.at(count);
  if (socket.readyState !== WebSocket.OPEN) await once(socket, 'open');
  return { socket, viewer };
}

const nextMessage = async (socket: WebSocket): Promise<[Buffer, boolean]> =>
  (await once(socket, 'message')) as [Buffer, boolean];

describe('the WebSocket of a client', () => {
  test('carries each packet as one binary message, both ways', async () => {
    const { socket, viewer } = await attach(await startPreview());
    for (const packet of [new Uint8Array([0, 1, 2]), new Uint8Array(), new Uint8Array(1_000_000).fill(7)]) {
      const message = nextMessage(socket);
      viewer.send(packet);
      const [data, isBinary] = await message;
      expect(isBinary).toBe(true);
      expect(data.equals(packet)).toBe(true);
      const count = viewer.received.all.length;
      socket.send(packet);
      const received = await viewer.received.at(count);
      expect(Buffer.from(received).equals(packet)).toBe(true);
      expect(Buffer.isBuffer(received)).toBe(false);
    }
  });

  test('ignores text', async () => {
    const { socket, viewer } = await attach(await startPreview());
    socket.send('text');
    socket.send(new Uint8Array([1]));
    await viewer.received.first();
    expect(viewer.received.all).toEqual([new Uint8Array([1])]);
  });

  test('is one viewer each, until it ends', async () => {
    const preview = await startPreview();
    const first = await attach(preview);
    const second = await attach(preview);
    second.viewer.send(new Uint8Array([2]));
    expect((await nextMessage(second.socket))[0]).toEqual(Buffer.from([2]));
    first.socket.close();
    await first.viewer.detached;
    // Whoever has not heard of it sends into nothing.
    first.viewer.send(new Uint8Array([1]));
    first.viewer.close();
    second.viewer.close();
    const [code] = (await once(second.socket, 'close')) as [number];
    expect(code).toBe(1001);
    await second.viewer.detached;
  });

  test('ends when a packet is larger than may be', async () => {
    const preview = await startPreview({ maxMessageBytes: 1000 });
    const { socket, viewer } = await attach(preview);
    socket.send(new Uint8Array(1000));
    await viewer.received.first();
    socket.send(new Uint8Array(1001));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);
    await viewer.detached;
    expect(viewer.received.all.length).toBe(1);
  });

  test('is cut when the client takes nothing while too much waits for it', async () => {
    const preview = await startPreview({ maxBufferedBytes: 1_000_000 });
    const { socket, viewer } = await attach(preview);
    const closed = once(socket, 'close');
    socket.pause();
    let isCut = false;
    void viewer.detached.then(() => {
      isCut = true;
    });
    let sent = 0;
    while (!isCut && sent < 200_000_000) {
      viewer.send(new Uint8Array(100_000));
      sent += 100_000;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(isCut).toBe(true);
    socket.resume();
    await closed;
    // It may come back.
    await attach(preview);
  });

  test('takes one packet that is larger than what may wait', async () => {
    const { socket, viewer } = await attach(await startPreview({ maxBufferedBytes: 1000 }));
    const message = nextMessage(socket);
    viewer.send(new Uint8Array(5_000_000));
    expect((await message)[0].length).toBe(5_000_000);
  });
});

describe('who may connect', () => {
  async function refusal(preview: Preview, path: string, headers: Record<string, string>): Promise<number> {
    const socket = preview.connect(path, headers);
    socket.on('error', () => {});
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
    return response.statusCode;
  }

  test.each(['ws', 'events'])('%s: only a page of the server itself', async (path) => {
    const preview = await startPreview();
    const { port } = preview;
    for (const origin of [
      'http://evil.example',
      'null',
      `http://127.0.0.1:${port + 1}`,
      `http://localhost:${port}`,
      '',
    ]) {
      expect(await refusal(preview, path, { origin }), origin).toBe(404);
    }
    expect(await refusal(preview, path, { host: `evil.example:${port}` })).toBe(404);
    expect(await refusal(preview, path, { 'sec-fetch-site': 'same-site' })).toBe(404);
    const socket = preview.connect(path, { 'sec-fetch-site': 'same-origin' });
    await once(socket, 'open');
    const local = { host: `localhost:${port}`, origin: `http://localhost:${port}` };
    await once(preview.connect(path, local), 'open');
  });

  test.each(['ws', 'events'])('%s: nobody without an origin, or without the token', async (path) => {
    const preview = await startPreview();
    for (const prefix of [preview.base, '/wrong/', '/']) {
      const address = `ws://127.0.0.1:${preview.port}${prefix}${path}`;
      const options = prefix === preview.base ? {} : { headers: { origin: preview.server.origin } };
      const socket = new WebSocket(address, options);
      socket.on('error', () => {});
      const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
      expect(response.statusCode).toBe(404);
    }
    expect(preview.viewers.attached.all).toEqual([]);
  });

  test('elsewhere there is no WebSocket', async () => {
    const preview = await startPreview();
    for (const path of ['', 'ws/', 'x/ws', 'WS']) expect(await refusal(preview, path, {})).toBe(404);
  });

  test('a connection that breaks while it is set up harms nobody', async () => {
    const preview = await startPreview();
    const socket = connect(preview.port, '127.0.0.1');
    socket.write(
      `GET ${preview.base}ws HTTP/1.1\r\nHost: 127.0.0.1:${preview.port}\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n`,
    );
    socket.resetAndDestroy();
    expect((await preview.ask('')).status).toBe(200);
  });

  test('is logged', async () => {
    const preview = await startPreview();
    const seen: object[] = [];
    preview.server.on('request', (record) => seen.push(record));
    await attach(preview);
    await refusal(preview, 'ws', { origin: 'http://evil.example' });
    const keyless = { origin: preview.server.origin, connection: 'Upgrade', upgrade: 'websocket' };
    expect((await preview.ask('ws', { headers: keyless })).status).toBe(400);
    expect(seen).toEqual([
      { method: 'GET', path: '/ws', status: 101 },
      { method: 'GET', path: '…', status: 404, refused: 'origin' },
      { method: 'GET', path: '/ws', status: 400 },
    ]);
  });
});

describe('the registration of a client', () => {
  const TOKEN = 'the-token';

  const registered = (body: WireMap): unknown => {
    const packet = decodePacket(hideToken(encodeMessage(Action.REGISTER_CLIENT, body), TOKEN));
    return packet.kind === 'message' ? packet.value : undefined;
  };

  test.each([
    ['the-token', '/', '', '/'],
    ['the-token/store', '/store/5', 'store', '/store/5'],
    ['the-token', '/the-token/store', '', '/store'],
    ['store', '/the-tokens/a', 'store', '/the-tokens/a'],
    ['', '', '', '/'],
  ])('of the page %j at %j tells the app %j at %j: no token', (name, route, shownName, shownRoute) => {
    const rest = { width: 800, platform_brightness: 'light' };
    expect(registered({ session_id: 's', page_name: name, page: { route, ...rest } })).toEqual([
      Action.REGISTER_CLIENT,
      { session_id: 's', page_name: shownName, page: { route: shownRoute, ...rest } },
    ]);
  });

  test('reaches the app without the token through the server', async () => {
    const preview = await startPreview();
    const { socket, viewer } = await attach(preview);
    const token = preview.base.slice(1, -1);
    socket.send(encodeMessage(Action.REGISTER_CLIENT, { session_id: null, page_name: token, page: { route: '/' } }));
    const packet = decodePacket(await viewer.received.first());
    expect(packet).toMatchObject({ value: [1, { session_id: null, page_name: '', page: { route: '/' } }] });
  });

  test('that is none, and every other packet, stays as it is', () => {
    const others = [
      new Uint8Array(),
      new Uint8Array([0]),
      new Uint8Array([0, 0x92, 1]),
      new Uint8Array([0, 0x92, 1, 0xc1]),
      new Uint8Array([0, 0x92, 1, 0xc0]),
      encodeMessage(Action.CONTROL_EVENT, { target: 1, name: 'x', data: TOKEN }),
      new Uint8Array([1, 0, 0, 0, 0]),
    ];
    for (const packet of others) expect(hideToken(packet, TOKEN)).toBe(packet);
  });
});
