/** A WebSocket server on a free loopback port. */

import { once } from 'node:events';
import WebSocketClient, { type WebSocket, WebSocketServer } from 'ws';
import type { Channel } from '../../lib/channel.js';
import { connectWebSocket, type WebSocketClass, type WebSocketOptions } from '../../lib/transports/websocket.js';

/** What the tests connect with: Node 20 has no WebSocket of its own. */
export const CLIENT = WebSocketClient as unknown as WebSocketClass;

export class WebListener {
  readonly url: string;
  readonly #server: WebSocketServer;

  private constructor(server: WebSocketServer) {
    this.#server = server;
    this.url = `ws://127.0.0.1:${(server.address() as { port: number }).port}/ws`;
  }

  static async start(): Promise<WebListener> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
    await once(server, 'listening');
    return new WebListener(server);
  }

  /** Connects a channel, and returns it with the other end of its connection. */
  async connect(options: WebSocketOptions = {}): Promise<{ channel: Channel; socket: WebSocket }> {
    const accepted = once(this.#server, 'connection') as Promise<[WebSocket]>;
    const channel = await connectWebSocket(this.url, { WebSocket: CLIENT, ...options });
    const [socket] = await accepted;
    // A test that breaks the connection does so on purpose.
    socket.on('error', () => {});
    return { channel, socket };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
