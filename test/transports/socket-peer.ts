/** A program on the other side of a socket: it listens, and reads and writes bytes as the tests tell it. */

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectSocket, type SocketAddress, type SocketOptions } from '../../lib/transports/socket.js';

export class Listener {
  readonly address: SocketAddress;
  readonly #server: Server;
  readonly #folder: string | undefined;
  readonly #sockets: Socket[] = [];

  private constructor(server: Server, address: SocketAddress, folder: string | undefined) {
    this.#server = server;
    this.address = address;
    this.#folder = folder;
  }

  static async tcp(): Promise<Listener> {
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port');
    return new Listener(server, { port: address.port }, undefined);
  }

  /** A Unix domain socket, or a named pipe where there is none. */
  static async path(): Promise<Listener> {
    const folder = await mkdtemp(join(tmpdir(), 'flet-embed-socket-'));
    const path = process.platform === 'win32' ? `\\\\.\\pipe\\${folder.replaceAll('\\', '-')}` : join(folder, 'socket');
    const server = createServer({ allowHalfOpen: true });
    server.listen(path);
    await once(server, 'listening');
    return new Listener(server, { path }, folder);
  }

  /** Connects a channel, and returns it with the other end of its connection. */
  async connect(
    options?: SocketOptions,
  ): Promise<{ channel: Awaited<ReturnType<typeof connectSocket>>; socket: Socket }> {
    const accepted = once(this.#server, 'connection') as Promise<[Socket]>;
    const channel = await connectSocket(this.address, options);
    const [socket] = await accepted;
    // A test that breaks the connection does so on purpose.
    socket.on('error', () => {});
    this.#sockets.push(socket);
    return { channel, socket };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true });
  }
}

/** The bytes of a message as they travel. */
export function framed(...messages: (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    messages.flatMap((message) => {
      const header = Buffer.alloc(4);
      header.writeUInt32LE(Buffer.byteLength(message));
      return [header, Buffer.from(message as Uint8Array)];
    }),
  );
}

/** Reads from a paused socket until that many bytes have come, and leaves the rest. */
export async function read(socket: Socket, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < bytes) {
    const chunk = socket.read() as Buffer | null;
    if (chunk === null) {
      await once(socket, 'readable');
      continue;
    }
    chunks.push(chunk);
    length += chunk.length;
  }
  const data = Buffer.concat(chunks);
  if (length > bytes) socket.unshift(data.subarray(bytes));
  return data.subarray(0, bytes);
}
