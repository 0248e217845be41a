/**
 * The socket transport: a channel to another process, over TCP, a Unix domain socket or a named pipe. Every message travels
 * behind its length (`[length: u32, little endian][message]`), which is what Flet's own socket server speaks.
 *
 * What differs from a channel in memory lies in the nature of a connection: the bounds hold on each end by itself, with the
 * buffers of the operating system between; the end of the other side lies behind its messages, so that `close()` resolves when
 * these have been read into their places; `destroy()` reaches the other side as a reset (TCP) or as an end (the others), without
 * its reason.
 */

import { connect, type Socket } from 'node:net';
import type { Channel, ChannelOptions } from '../channel.js';
import { resolveChannelOptions, validateChannelOptions } from '../channel-options.js';
import { EmbedError, expected } from '../errors.js';
import { abortSignal, integer, text, validateOptions, validateValue } from '../options.js';
import { onAbort } from './abort.js';
import { MAX_FRAME_BYTES } from './framing.js';
import { QueueChannel } from './queue-channel.js';
import { SocketPort } from './socket-port.js';

export type { Channel, ChannelOptions, ChannelStatistics } from '../channel.js';

/** Where the other side listens: a TCP port, or the path of a Unix domain socket or named pipe. */
export type SocketAddress = { host?: string; port: number } | { path: string };

export interface SocketOptions extends ChannelOptions {
  /** The channel's name, for messages. Default: the address. */
  name?: string;
  /** Ends the attempt to connect. */
  signal?: AbortSignal;
}

const TCP_RULES = { host: text, port: integer(1, 65_535) };
const PATH_RULES = { path: text };

/**
 * Connects to a program that listens.
 *
 * Rejects with `ERR_EMBED_CHANNEL_DESTROYED`, and the operating system's error as `cause`, when nobody does.
 *
 * @example
 * const channel = await connectSocket({ port: 8550 });   // the app runs with FLET_SERVER_PORT=8550
 * const client = await FletClient.connect(channel);
 */
export async function connectSocket(address: SocketAddress, options: SocketOptions = {}): Promise<Channel> {
  const title = describeAddress(address);
  const { name = title, signal, ...bounds } = options;
  validateValue(name, text, 'the name of a channel');
  if (signal !== undefined) validateOptions({ signal }, { signal: abortSignal }, 'connectSocket');
  validateChannelOptions(bounds, `channel '${name}'`);
  signal?.throwIfAborted();
  const chosen = resolveChannelOptions(bounds);
  const inForce = Object.freeze({ ...chosen, maxMessageBytes: Math.min(chosen.maxMessageBytes, MAX_FRAME_BYTES) });
  const socket = await open(address, title, signal);
  return new QueueChannel(name, new SocketPort(socket, title, inForce));
}

function describeAddress(address: SocketAddress): string {
  if (typeof address !== 'object' || address === null) {
    throw expected('an object with a port or a path', 'the address of connectSocket', address);
  }
  if ('path' in address) {
    validateOptions(address, PATH_RULES, 'connectSocket');
    validateValue(address.path, text, 'path of connectSocket');
    return address.path;
  }
  validateOptions(address, TCP_RULES, 'connectSocket');
  validateValue(address.port, TCP_RULES.port, 'port of connectSocket');
  return `${address.host ?? '127.0.0.1'}:${address.port}`;
}

function open(address: SocketAddress, title: string, signal: AbortSignal | undefined): Promise<Socket> {
  const target = 'path' in address ? address : { host: '127.0.0.1', noDelay: true, ...address };
  return new Promise((resolve, reject) => {
    const socket = connect({ ...target, allowHalfOpen: true });
    const unlisten = onAbort(signal, (reason) => {
      socket.destroy();
      reject(reason);
    });
    const onerror = (cause: Error): void => {
      unlisten();
      const message = `Nobody could be reached at ${title}: ${reasonOf(cause)}; see that the program is running and listens there`;
      reject(new EmbedError('ERR_EMBED_CHANNEL_DESTROYED', message, { cause }));
    };
    socket.once('error', onerror);
    socket.once('connect', () => {
      unlisten();
      socket.off('error', onerror);
      resolve(socket);
    });
  });
}

/** A name with several addresses fails with several errors, and no message of its own. */
function reasonOf(error: Error): string {
  if (error.message !== '') return error.message;
  const { errors } = error as AggregateError;
  return Array.isArray(errors) ? errors.map((each: Error) => each.message).join(', ') : String(error);
}
