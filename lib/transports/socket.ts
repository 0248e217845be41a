/**
 * The socket transport: a channel to another process, over TCP, a Unix domain socket or a named pipe. Every message travels
 * behind its length (`[length: u32, little endian][message]`), which is what Flet's own socket server speaks.
 *
 * What differs from a channel in memory lies in the nature of a connection: the bounds hold on each end by itself, with the
 * buffers of the operating system between; the end of the other side lies behind its messages, so that `close()` resolves when
 * these have been read into their places; `destroy()` reaches the other side as a broken connection (a reset over TCP, a message
 * that ends before its time over the others), without its reason.
 */

import { connect, type Socket } from 'node:net';
import type { Channel, ChannelOptions } from '../channel.js';
import { resolveChannelOptions, validateChannelOptions } from '../channel-options.js';
import { EmbedError } from '../errors.js';
import { abortSignal, text, validateOptions, validateValue } from '../options.js';
import { onAbort } from './abort.js';
import { MAX_FRAME_BYTES } from './framing.js';
import { QueueChannel } from './queue-channel.js';
import { type ResolvedAddress, resolveAddress, type SocketAddress } from './socket-address.js';
import { SocketPort } from './socket-port.js';

export type { Channel, ChannelOptions, ChannelStatistics } from '../channel.js';
export type { SocketAddress } from './socket-address.js';

export interface SocketOptions extends ChannelOptions {
  /** The channel's name, for messages. Default: the address. */
  name?: string;
  /** Ends the attempt to connect. */
  signal?: AbortSignal;
}

/**
 * Connects to a program that listens.
 *
 * Rejects with `ERR_EMBED_CONNECT_FAILED`, and the operating system's error as `cause`, when nobody does; with
 * `ERR_EMBED_ADDRESS` when this system has no such addresses, or not so long ones. Once connected, a connection that ends before
 * both sides have closed it destroys the channel with `ERR_EMBED_CONNECTION_LOST`.
 *
 * @example
 * const channel = await connectSocket({ port: 8550 });   // the app runs with FLET_SERVER_PORT=8550
 * const client = await FletClient.connect(channel);
 */
export async function connectSocket(address: SocketAddress, options: SocketOptions = {}): Promise<Channel> {
  const resolved = resolveAddress(address, 'connectSocket');
  const { title } = resolved;
  const { name = title, signal, ...bounds } = options;
  validateValue(name, text, 'the name of a channel');
  if (signal !== undefined) validateOptions({ signal }, { signal: abortSignal }, 'connectSocket');
  validateChannelOptions(bounds, `channel '${name}'`);
  signal?.throwIfAborted();
  const chosen = resolveChannelOptions(bounds);
  const inForce = Object.freeze({ ...chosen, maxMessageBytes: Math.min(chosen.maxMessageBytes, MAX_FRAME_BYTES) });
  const socket = await open(resolved, signal);
  return new QueueChannel(name, new SocketPort(socket, title, inForce));
}

function open({ target, title }: ResolvedAddress, signal: AbortSignal | undefined): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...target, noDelay: true, allowHalfOpen: true });
    const unlisten = onAbort(signal, (reason) => {
      socket.destroy();
      reject(reason);
    });
    const onerror = (cause: Error): void => {
      unlisten();
      const message = `Nobody could be reached at ${title}: ${reasonOf(cause)}; see that the program is running and listens there`;
      reject(new EmbedError('ERR_EMBED_CONNECT_FAILED', message, { cause }));
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
