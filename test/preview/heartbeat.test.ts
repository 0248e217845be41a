import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { watchHeartbeat } from '../../lib/preview/heartbeat.js';

async function connect(interval: number, autoPong: boolean): Promise<{ client: WebSocket; server: WebSocket }> {
  const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => void sockets.close());
  await once(sockets, 'listening');
  const accepted = once(sockets, 'connection') as Promise<[WebSocket]>;
  const client = new WebSocket(`ws://127.0.0.1:${(sockets.address() as AddressInfo).port}`, { autoPong });
  onTestFinished(() => client.terminate());
  const [server] = await accepted;
  watchHeartbeat(server, interval);
  return { client, server };
}

test('a connection whose other end answers goes on', async () => {
  const { client, server } = await connect(1_000, true);
  for (let pings = 0; pings < 3; pings++) await once(client, 'ping');
  expect(server.readyState).toBe(WebSocket.OPEN);
});

test('one whose other end does not is ended', async () => {
  const { client, server } = await connect(50, false);
  const ends = await Promise.all([once(client, 'close'), once(server, 'close')]);
  expect(ends.map(([code]) => code)).toEqual([1006, 1006]);
});
