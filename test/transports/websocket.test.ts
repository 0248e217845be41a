import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebSocketLike } from '../../lib/transports/websocket.js';
import { connectWebSocket, webSocketChannel } from '../../lib/transports/websocket.js';
import { decodeReason, encodeReason } from '../../lib/transports/websocket-reason.js';
import { rejection, thrown, watched } from '../conformance/watched.js';
import { CLIENT, WebListener } from './websocket-server.js';

describe('a channel over a WebSocket', () => {
  let listener: WebListener;
  beforeEach(async () => {
    listener = await WebListener.start();
  });
  afterEach(() => listener[Symbol.asyncDispose]());

  test('a message is one binary message, both ways', async () => {
    const { channel, socket } = await listener.connect();
    const received = once(socket, 'message') as Promise<[Buffer, boolean]>;
    await channel.send(Buffer.from('hello'));
    expect(await received).toEqual([Buffer.from('hello'), true]);
    socket.send(Buffer.from('there'));
    socket.send(Buffer.alloc(0));
    expect(Buffer.from((await channel.receive())!).toString()).toBe('there');
    expect(await channel.receive()).toEqual(new Uint8Array(0));
    channel.destroy();
  });

  test('text messages are ignored', async () => {
    const { channel, socket } = await listener.connect();
    socket.send('some text');
    socket.send(Buffer.from('bytes'));
    expect(Buffer.from((await channel.receive())!).toString()).toBe('bytes');
    channel.destroy();
  });

  test.each([1000, 1001, 1012])('a close with %i is an end, which ends both directions', async (code) => {
    const { channel, socket } = await listener.connect();
    socket.send(Buffer.from('last'));
    socket.close(code);
    expect(Buffer.from((await channel.receive())!).toString()).toBe('last');
    expect(await channel.receive()).toBe(undefined);
    expect((await rejection(channel.send(new Uint8Array(1)))).code).toBe('ERR_EMBED_CHANNEL_CLOSED');
    await channel.close();
  });

  test.each([1002, 1011, 3000, 4000])('a close with %i is a lost connection, with its reason', async (code) => {
    const { channel, socket } = await listener.connect();
    socket.close(code, 'the server is on fire');
    const error = await rejection(channel.receive());
    expect(error.code).toBe('ERR_EMBED_CONNECTION_LOST');
    expect(error.message).toBe(`The connection to ${listener.url} broke: the server is on fire (${code})`);
  });

  test('a connection that is dropped ends every wait', async () => {
    const { channel, socket } = await listener.connect({ capacity: 1 });
    const bulk = new Uint8Array(24_000_000);
    const waits = [watched<unknown>(channel.send(bulk)), watched<unknown>(channel.send(bulk))];
    const receiving = watched<unknown>(channel.receive());
    socket.terminate();
    expect((await rejection(receiving.promise)).code).toBe('ERR_EMBED_CONNECTION_LOST');
    expect((await rejection(waits[1]!.promise)).code).toBe('ERR_EMBED_CONNECTION_LOST');
    expect(thrown(() => channel.trySend(bulk)).code).toBe('ERR_EMBED_CONNECTION_LOST');
  });

  test('a message that is too large destroys the channel', async () => {
    const { channel, socket } = await listener.connect({ maxMessageBytes: 100 });
    socket.send(new Uint8Array(100));
    socket.send(new Uint8Array(101));
    expect((await channel.receive())!.length).toBe(100);
    const error = await rejection(channel.receive());
    expect(error.code).toMatch(/^ERR_EMBED_(MESSAGE_TOO_LARGE|CONNECTION_LOST)$/);
    expect(error.message).toMatch(/at most 100 bytes|Max payload size exceeded/);
  });

  test('transferred memory is taken away', async () => {
    const { channel, socket } = await listener.connect();
    const memory = new Uint8Array([1, 2, 3]);
    await channel.send(memory, { transfer: true });
    expect(memory.byteLength).toBe(0);
    expect((await once(socket, 'message'))[0]).toEqual(Buffer.from([1, 2, 3]));
    channel.destroy();
  });
});

describe('a WebSocket that cannot be paused', () => {
  test('ends the connection when far more arrives than is taken, instead of filling the memory', async () => {
    const socket = new StandardSocket();
    const channel = webSocketChannel(socket as unknown as WebSocketLike, {
      capacity: 4,
      highWaterMark: 1000,
      maxMessageBytes: 1000,
    });
    for (let index = 0; index < 4; index++) socket.arrive(100);
    for (let index = 0; index < 10; index++) socket.arrive(100);
    expect(channel.statistics.received.messages).toBe(4);
    socket.arrive(100);
    const error = await rejection(channel.receive());
    expect(error.code).toBe('ERR_EMBED_CONNECTION_FLOODED');
    expect(socket.closed).toEqual([4000, expect.stringMatching(/^ERR_EMBED_CONNECTION_FLOODED More arrived/)]);
  });

  test('gives places to what has arrived as others are taken', async () => {
    const socket = new StandardSocket();
    const channel = webSocketChannel(socket as unknown as WebSocketLike, { capacity: 2 });
    for (let index = 0; index < 7; index++) socket.arrive(index);
    for (let index = 0; index < 7; index++) expect((await channel.receive())!.length).toBe(index);
    channel.destroy();
  });

  test('frees the places of what is sent as bufferedAmount falls', async () => {
    const socket = new StandardSocket();
    const channel = webSocketChannel(socket as unknown as WebSocketLike, { capacity: 2 });
    socket.bufferedAmount = 30;
    await channel.send(new Uint8Array(10));
    await channel.send(new Uint8Array(20));
    const waiting = watched(channel.send(new Uint8Array(5)));
    await new Promise((resolve) => setImmediate(resolve));
    expect(waiting.state).toBe('pending');
    socket.bufferedAmount = 20;
    await waiting.promise;
    expect(socket.sent).toEqual([10, 20, 5]);
    channel.destroy();
  });
});

describe('the reason of a destroy', () => {
  test('fits into the 123 bytes of a close frame, and comes back', () => {
    const long = encodeReason('ERR_EMBED_TIMEOUT', 'ä'.repeat(100));
    expect(new TextEncoder().encode(long).byteLength).toBeLessThanOrEqual(123);
    expect(decodeReason(long)).toMatchObject({ code: 'ERR_EMBED_TIMEOUT', message: 'ä'.repeat(52) });
    expect(decodeReason('ERR_EMBED_TIMEOUT')).toMatchObject({ code: 'ERR_EMBED_TIMEOUT' });
    expect(decodeReason('something else')).toBe(undefined);
  });
});

describe('connecting', () => {
  test('nobody listens: an error that says where', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    const error = await rejection(connectWebSocket(`ws://127.0.0.1:${port}/ws`, { WebSocket: CLIENT }));
    expect(error.code).toBe('ERR_EMBED_CONNECT_FAILED');
    expect(error.message).toMatch(new RegExp(`^Nobody could be reached at ws://127.0.0.1:${port}/ws: .*ECONNREFUSED`));
  });

  test('a server that speaks something else', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 404 Not Found\r\n\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const error = await rejection(connectWebSocket(`ws://127.0.0.1:${port}`, { WebSocket: CLIENT }));
    expect(error.code).toBe('ERR_EMBED_CONNECT_FAILED');
    expect(error.message).toContain('404');
    server.close();
  });

  test('an aborted attempt rejects with the reason of its signal', async () => {
    await using listener = await WebListener.start();
    const reason = new Error('no time');
    const options = { WebSocket: CLIENT, signal: AbortSignal.abort(reason) };
    expect(await rejection(connectWebSocket(listener.url, options))).toBe(reason);
    const controller = new AbortController();
    const connecting = connectWebSocket(listener.url, { WebSocket: CLIENT, signal: controller.signal });
    controller.abort(reason);
    expect(await rejection(connecting)).toBe(reason);
  });

  test('what is no address, class or socket is refused', async () => {
    for (const url of ['http://127.0.0.1', 'nonsense', 7]) {
      expect((await rejection(connectWebSocket(url as string))).message).toMatch(
        /^Expected a ws: or wss: address for connectWebSocket but received/,
      );
    }
    const noClass = { WebSocket: 'ws' } as never;
    expect((await rejection(connectWebSocket('ws://127.0.0.1', noClass))).message).toContain('pass that of ws');
    expect(thrown(() => webSocketChannel({ readyState: 3 } as never)).message).toContain('a WebSocket that is open');
  });
});

/** As the standard has it: no pause, no callback. */
class StandardSocket extends EventTarget {
  binaryType = 'blob';
  readonly readyState = 1;
  bufferedAmount = 0;
  readonly sent: number[] = [];
  closed: [number | undefined, string | undefined] | undefined;

  send(data: Uint8Array): void {
    this.sent.push(data.byteLength);
  }

  close(code?: number, reason?: string): void {
    this.closed = [code, reason];
  }

  arrive(bytes: number): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: new ArrayBuffer(bytes) }));
  }
}
