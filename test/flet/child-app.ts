/**
 * Runs an unmodified Flet app in a child process of the project's Python, with a stand-in for `dart_bridge` between: the real
 * Flet, without an embedded interpreter. Every packet of the protocol is recorded on its way.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Channel } from '../../lib/channel.js';
import type { OpenDataChannel } from '../../lib/flet/index.js';
import { memoryPair } from '../../lib/transports/memory.js';
import type { RecordedPacket } from './recording.js';

const FIXTURES = fileURLToPath(new URL('../fixtures/flet/', import.meta.url));
const PYTHON =
  process.env['FLET_EMBED_TEST_PYTHON'] ??
  fileURLToPath(
    new URL(
      process.platform === 'win32' ? '../../.venv/Scripts/python.exe' : '../../.venv/bin/python',
      import.meta.url,
    ),
  );

const PROTOCOL_PORT = 7;
const HEADER = 12;

export interface ChildApp {
  channel: Channel;
  openDataChannel: OpenDataChannel;
  recorded: RecordedPacket[];
  /** What the app printed, both streams. */
  output: () => string;
  close: () => Promise<void>;
}

export async function startChildApp(script: string): Promise<ChildApp> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const child = spawn(PYTHON, [script], {
    env: {
      ...process.env,
      PYTHONPATH: FIXTURES,
      PYTHONDONTWRITEBYTECODE: '1',
      FLET_PLATFORM: 'linux',
      FLET_DART_BRIDGE_PORT: String(PROTOCOL_PORT),
      BRIDGE_SOCKET_PORT: String(addressOf(server)),
    },
  });
  const exited = once(child, 'exit');
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += String(data)));
  const early = exited.then(() => Promise.reject(new Error(`${script} ended before it connected:\n${printed}`)));
  const [socket] = (await Promise.race([once(server, 'connection'), early])) as [Socket];
  early.catch(() => {});
  const ports = new Ports(socket);
  const channel = ports.open(PROTOCOL_PORT);
  let nextPort = PROTOCOL_PORT;
  return {
    channel,
    openDataChannel: () => {
      nextPort++;
      return { id: nextPort, channel: ports.open(nextPort) };
    },
    recorded: ports.recorded,
    output: () => printed,
    close: async () => {
      socket.end();
      server.close();
      await exited;
    },
  };
}

function addressOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}

/** One channel per port, over one socket. */
class Ports {
  readonly recorded: RecordedPacket[] = [];
  readonly #socket: Socket;
  readonly #wires = new Map<number, Channel>();
  #received = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data: Buffer) => this.#read(data));
    socket.on('close', () => {
      for (const wire of this.#wires.values()) wire.close().catch(() => {});
    });
    // The app may end while packets are on their way to it.
    socket.on('error', () => {});
  }

  open(port: number): Channel {
    const [channel, wire] = memoryPair({ capacity: 65_536 });
    this.#wires.set(port, wire);
    wire.onmessages = (batch) => {
      for (const packet of batch) this.#write(port, packet);
    };
    wire.closed.catch(() => {});
    return channel;
  }

  #write(port: number, packet: Uint8Array): void {
    if (port === PROTOCOL_PORT) this.recorded.push({ from: 'client', hex: Buffer.from(packet).toString('hex') });
    const header = Buffer.alloc(HEADER);
    header.writeUInt32LE(packet.length);
    header.writeBigUInt64LE(BigInt(port), 4);
    this.#socket.write(Buffer.concat([header, packet]));
  }

  #read(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    while (this.#received.length >= HEADER) {
      const end = HEADER + this.#received.readUInt32LE(0);
      if (this.#received.length < end) return;
      const port = Number(this.#received.readBigUInt64LE(4));
      const packet = this.#received.subarray(HEADER, end);
      this.#received = this.#received.subarray(end);
      if (port === PROTOCOL_PORT) this.recorded.push({ from: 'app', hex: packet.toString('hex') });
      this.#wires.get(port)?.trySend(packet);
    }
  }
}
