/**
 * Bad input on every transport: a clear error, or dropped as the protocol says; bounded memory, and no hang.
 *
 * `npm run test:hostile -- --cases 10000000` runs it for longer.
 */

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Channel } from '../../lib/channel.js';
import { resolveChannelOptions } from '../../lib/channel-options.js';
import { FletClient } from '../../lib/flet/index.js';
import type { Program } from '../../lib/program.js';
import { Runtime } from '../../lib/runtime.js';
import { FrameDecoder } from '../../lib/transports/framing.js';
import { memoryPair } from '../../lib/transports/memory.js';
import { QueueChannel } from '../../lib/transports/queue-channel.js';
import { SocketPort } from '../../lib/transports/socket-port.js';
import { connectWebSocket, type WebSocketLike, webSocketChannel } from '../../lib/transports/websocket.js';
import { rejection } from '../conformance/watched.js';
import { Random } from '../flet/random.js';
import { pageOf, ScriptedApp } from '../flet/scripted-app.js';
import { hostilePacket } from './hostile-packets.js';
import { PYTHON_PROGRAM } from './python-program.js';
import { framed, Listener } from './socket-peer.js';
import { CLIENT, WebListener } from './websocket-server.js';
import { WorkerEnds } from './worker-ends.js';

const CASES = Number(process.env['FLET_EMBED_HOSTILE_CASES'] ?? 100_000);

/** Packets that one client gets before a fresh one takes its place. */
const ROUND = 4000;

/** Bytes by which the heap may have grown at the end, whatever came. */
const GROWTH = 150 * 2 ** 20;

interface Connections {
  /** Two ends of a connection. */
  pair(): Promise<[Channel, Channel]>;
  [Symbol.asyncDispose](): Promise<void>;
}

const TRANSPORTS: Record<string, () => Promise<Connections>> = {
  memory: async () => ({ pair: async () => memoryPair(), [Symbol.asyncDispose]: async () => {} }),
  'the embedded transport': overInterpreter,
  TCP: async () => overSockets(await Listener.tcp()),
  'a Unix domain socket': async () => overSockets(await Listener.path()),
  'the two sides of a Pyodide worker': async () => {
    const ends = new WorkerEnds();
    let names = 0;
    return {
      pair: async () => {
        const name = `pair ${++names}`;
        return [ends.host(name), ends.worker(name)];
      },
      [Symbol.asyncDispose]: async () => ends.dispose(),
    };
  },
  'a WebSocket': async () => {
    const listener = await WebListener.start();
    return {
      pair: async () => {
        const { channel, socket } = await listener.connect();
        return [channel, webSocketChannel(socket as unknown as WebSocketLike)];
      },
      [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose](),
    };
  },
};

function overSockets(listener: Listener): Connections {
  return {
    pair: async () => {
      const { channel, socket } = await listener.connect();
      return [channel, new QueueChannel('the app', new SocketPort(socket, 'us', resolveChannelOptions()))];
    },
    [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose](),
  };
}

/** A program between the two ends, which passes on what either sends. */
const RELAY = `
import asyncio, flet_embed
async def pump(source, target):
    async for message in source:
        await target.send(message)
    await target.close()
async def main():
    client, app = flet_embed.channel('client'), flet_embed.channel('app')
    await asyncio.gather(pump(client, app), pump(app, client))
asyncio.run(main())
`;

async function overInterpreter(): Promise<Connections> {
  const runtime = await Runtime.start({ python: PYTHON_PROGRAM });
  let program: Program | undefined;
  return {
    pair: async () => {
      await program?.exit;
      const pair: [Channel, Channel] = [runtime.channel('client'), runtime.channel('app')];
      program = runtime.run({ code: RELAY });
      return pair;
    },
    [Symbol.asyncDispose]: () => runtime.stop(),
  };
}

describe.each(Object.keys(TRANSPORTS))('over %s', (name) => {
  test(`a client gets ${CASES} hostile packets: it reports, ignores, and goes on`, { timeout: 0 }, async () => {
    const random = new Random(7);
    await using connections = await TRANSPORTS[name]!();
    const before = process.memoryUsage().heapUsed;
    let reported = 0;
    let ignored = 0;
    for (let left = CASES; left > 0; left -= ROUND) {
      const [channel, peer] = await connections.pair();
      const app = new ScriptedApp(peer);
      const connecting = FletClient.connect(channel);
      await app.register(pageOf([{ _c: 'Text', _i: 10, value: '' }]));
      const client = await connecting;
      const others: unknown[] = [];
      client.on('error', (error) => {
        if ((error as { code?: string }).code === 'ERR_EMBED_FLET_PROTOCOL') reported++;
        else others.push(error);
      });
      client.on('ignored', () => ignored++);
      const reading = (async () => {
        while ((await app.receiveRaw()) !== undefined);
      })();
      for (let count = Math.min(left, ROUND); count > 0; count--) await app.sendRaw(hostilePacket(random));
      // Whatever has become of the page, it still takes a patch.
      const patched = new Promise<void>((resolve) => {
        client.on('patch', ({ root }) => {
          if (root.get('title') === 'still here') resolve();
        });
      });
      await app.patch(1, [0], [0, 0, 'title', 'still here']);
      await patched;
      expect(others).toEqual([]);
      await Promise.all([client.close(), app.close(), reading]);
    }
    expect(reported).toBeGreaterThan(CASES / 4);
    expect(ignored).toBeGreaterThan(CASES / 50);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(GROWTH);
  });
});

describe('the bytes of a stream', () => {
  test(`${CASES} garbled streams are cut into messages within the bounds, or refused`, { timeout: 0 }, () => {
    const random = new Random(8);
    let refused = 0;
    let whole = 0;
    for (let round = 0; round < CASES; round++) {
      const limit = 1 + random.below(64);
      const decoder = new FrameDecoder(limit);
      const stream = random.below(2) === 0 ? random.bytes(random.below(40)) : soundStream(random, limit);
      try {
        for (let at = 0; at < stream.length; ) {
          const end = at + 1 + random.below(9);
          decoder.push(stream.subarray(at, end));
          at = end;
          for (let message = decoder.read(); message !== undefined; message = decoder.read()) {
            expect(message.length <= limit).toBe(true);
            whole++;
          }
        }
      } catch (error) {
        expect((error as { code?: string }).code).toBe('ERR_EMBED_MESSAGE_TOO_LARGE');
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(CASES / 10);
    expect(whole).toBeGreaterThan(CASES / 10);
  });

  test.each(['TCP', 'a path'])('garbage on a real connection over %s ends it with a clear error', async (kind) => {
    const random = new Random(9);
    await using listener = kind === 'TCP' ? await Listener.tcp() : await Listener.path();
    for (let round = 0; round < 300; round++) {
      const { channel, socket } = await listener.connect({ maxMessageBytes: 1000, capacity: 4 });
      socket.end(random.bytes(1 + random.below(4000)));
      const error = await endOf(channel);
      if (error !== undefined) {
        expect(error.code).toMatch(/^ERR_EMBED_(MESSAGE_TOO_LARGE|CONNECTION_LOST)$/);
        expect(error.message).toMatch(/^(Expected messages of at most 1000 bytes|The connection to .+ broke: )/);
      } else channel.destroy();
    }
  });

  test('a length of four thousand million bytes takes no memory', async () => {
    await using listener = await Listener.tcp();
    const before = process.memoryUsage().arrayBuffers;
    for (let round = 0; round < 50; round++) {
      const { channel, socket } = await listener.connect();
      socket.write(Buffer.concat([framed('fine'), Buffer.from([255, 255, 255, 255, 1, 2, 3])]));
      expect((await rejection(channel.closed)).code).toBe('ERR_EMBED_MESSAGE_TOO_LARGE');
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20);
  });
});

describe('the bytes of a WebSocket', () => {
  test('garbage instead of frames ends it with a clear error', async () => {
    const random = new Random(10);
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {});
      socket.once('data', (request) => {
        socket.write(handshake(String(request)));
        socket.end(random.bytes(1 + random.below(2000)));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    for (let round = 0; round < 200; round++) {
      const channel = await connectWebSocket(`ws://127.0.0.1:${port}`, {
        WebSocket: CLIENT,
        maxMessageBytes: 1000,
      }).catch((error: { code?: string }) => {
        // The garbage came together with the answer.
        expect(error.code).toBe('ERR_EMBED_CONNECT_FAILED');
        return undefined;
      });
      if (channel === undefined) continue;
      const error = await endOf(channel);
      if (error !== undefined) expect(error.code).toMatch(/^ERR_EMBED_(MESSAGE_TOO_LARGE|CONNECTION_LOST)$/);
    }
    server.close();
  });
});

/** Receives until the end; undefined: an orderly one. */
async function endOf(channel: Channel): Promise<(Error & { code?: string }) | undefined> {
  try {
    while ((await channel.receive()) !== undefined);
    return undefined;
  } catch (error) {
    return error as Error & { code?: string };
  }
}

/** Sound messages, and then perhaps one that is too long or cut off. */
function soundStream(random: Random, limit: number): Uint8Array {
  const messages = Array.from({ length: 1 + random.below(3) }, () => random.bytes(random.below(limit + 1)));
  const stream = framed(...messages);
  const kind = random.below(3);
  if (kind === 0) return stream;
  return kind === 1
    ? stream.subarray(0, random.below(stream.length))
    : Buffer.concat([stream, framed(random.bytes(limit + 1))]);
}

function handshake(request: string): string {
  const key = /sec-websocket-key: (.+)\r\n/i.exec(request)![1]!.trim();
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;
}
