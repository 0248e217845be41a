/**
 * The WebSocket transport: a channel over the standard WebSocket object, one binary message per message, as Flet's web server
 * and its web client speak. It imports nothing of Node, so it runs in a browser as well.
 *
 * What differs from a channel in memory lies in the nature of a WebSocket: the bounds hold on each end by itself; `close()` ends
 * both directions, and what the other side has under way then may be lost; text messages are ignored. The reason of `destroy()`
 * reaches the other side, cut to 123 bytes.
 */

import type { Channel, ChannelOptions } from '../channel.js';
import { resolveChannelOptions, validateChannelOptions } from '../channel-options.js';
import { EmbedError, expected } from '../errors.js';
import { abortSignal, rule, text, validateOptions, validateValue } from '../options.js';
import { onAbort } from './abort.js';
import { QueueChannel } from './queue-channel.js';
import { OPEN, type WebSocketClass, type WebSocketLike } from './web-socket.js';
import { WebSocketPort } from './websocket-port.js';

export type { Channel, ChannelOptions, ChannelStatistics } from '../channel.js';
export type { WebSocketClass, WebSocketClose, WebSocketLike } from './web-socket.js';

export interface WebSocketOptions extends ChannelOptions {
  /** The channel's name, for messages. Default: the address. */
  name?: string;
  /** Ends the attempt to connect. */
  signal?: AbortSignal;
  /** The class to use, where the platform has none (Node 20) or another one is wanted: that of the package `ws`. */
  WebSocket?: WebSocketClass;
}

const constructible = rule('a WebSocket class', (value) => typeof value === 'function');

/**
 * Connects to a WebSocket server.
 *
 * Rejects with `ERR_EMBED_CONNECT_FAILED` when nobody answers, or the server refuses. Once connected, a connection that breaks
 * destroys the channel with `ERR_EMBED_CONNECTION_LOST`.
 *
 * @example
 * const channel = await connectWebSocket('ws://127.0.0.1:8550/ws');   // the app runs with FLET_FORCE_WEB_SERVER=1
 * const client = await FletClient.connect(channel);
 */
export async function connectWebSocket(url: string | URL, options: WebSocketOptions = {}): Promise<Channel> {
  const address = addressOf(url);
  const { name = address, signal, WebSocket = globalClass(), ...bounds } = options;
  validateValue(name, text, 'the name of a channel');
  if (signal !== undefined) validateOptions({ signal }, { signal: abortSignal }, 'connectWebSocket');
  validateValue(
    WebSocket,
    constructible,
    'WebSocket of connectWebSocket (this platform has no global one: pass that of ws)',
  );
  validateChannelOptions(bounds, `channel '${name}'`);
  signal?.throwIfAborted();
  const inForce = resolveChannelOptions(bounds);
  const socket = new WebSocket!(address, [], { maxPayload: inForce.maxMessageBytes, perMessageDeflate: false });
  const port = await opened(socket, address, inForce, signal);
  return new QueueChannel(name, port);
}

/**
 * Makes a channel of a WebSocket that is open already: one that a server has accepted. It must not have received anything yet,
 * and belongs to the channel from here on.
 *
 * @example
 * new WebSocketServer({ port: 8550 }).on('connection', (socket) => serve(webSocketChannel(socket)));
 */
export function webSocketChannel(
  socket: WebSocketLike,
  options: Omit<WebSocketOptions, 'signal' | 'WebSocket'> = {},
): Channel {
  const { name = 'WebSocket', ...bounds } = options;
  validateValue(name, text, 'the name of a channel');
  validateChannelOptions(bounds, `channel '${name}'`);
  if (typeof socket !== 'object' || socket === null || socket.readyState !== OPEN) {
    throw expected('a WebSocket that is open', 'webSocketChannel', socket);
  }
  return new QueueChannel(name, new WebSocketPort(socket, name, resolveChannelOptions(bounds)));
}

function addressOf(url: unknown): string {
  const parsed = typeof url === 'string' || url instanceof URL ? tryParse(url) : undefined;
  if (parsed === undefined || !/^wss?:$/.test(parsed.protocol)) {
    throw expected('a ws: or wss: address', 'connectWebSocket', url);
  }
  return parsed.href;
}

function tryParse(url: string | URL): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

function globalClass(): WebSocketClass | undefined {
  return (globalThis as { WebSocket?: WebSocketClass }).WebSocket;
}

function opened(
  socket: WebSocketLike,
  address: string,
  inForce: Readonly<Required<ChannelOptions>>,
  signal: AbortSignal | undefined,
): Promise<WebSocketPort> {
  return new Promise((resolve, reject) => {
    let trouble = '';
    let over = false;
    const end = (settle: () => void): void => {
      if (over) return;
      over = true;
      unlisten();
      settle();
    };
    const unlisten = onAbort(signal, (reason) =>
      end(() => {
        socket.close();
        reject(reason);
      }),
    );
    // At once: messages may follow before anybody who waits for the promise has a turn.
    socket.addEventListener('open', () => end(() => resolve(new WebSocketPort(socket, address, inForce))));
    socket.addEventListener('error', ({ message }) => {
      trouble = message ?? '';
    });
    socket.addEventListener('close', ({ code, reason }) =>
      end(() => {
        const why = trouble || reason || `it was closed with ${code}`;
        const message = `Nobody could be reached at ${address}: ${why}; see that the server is running and listens there`;
        reject(new EmbedError('ERR_EMBED_CONNECT_FAILED', message));
      }),
    );
  });
}
