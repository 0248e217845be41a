/**
 * The memory transport: both ends of a channel in one JavaScript environment. It is the reference for the channel
 * contract, and a double for tests of what speaks over a channel. It needs nothing but the language, so it runs in a
 * browser as well.
 */

import type { Channel, ChannelOptions } from '../channel.js';
import { checkSameOptions, resolveChannelOptions, validateChannelOptions } from '../channel-options.js';
import { EmbedError } from '../errors.js';
import { text, validateValue } from '../options.js';
import { type MemoryLink, MemoryPort } from './memory-port.js';
import { MemoryQueue } from './memory-queue.js';
import { QueueChannel } from './queue-channel.js';

export type {
  BatchCallback,
  Channel,
  ChannelOptions,
  ChannelStatistics,
  CloseOptions,
  DirectionStatistics,
  SendOptions,
} from '../channel.js';

/**
 * Two connected channels: what is sent on one is received on the other.
 *
 * @example
 * const [client, server] = memoryPair({ capacity: 16 });
 * await client.send(new Uint8Array([1, 2, 3]));
 * await server.receive(); // Uint8Array [1, 2, 3]
 */
export function memoryPair(options?: ChannelOptions): [Channel, Channel] {
  const hub = new MemoryHub();
  return [hub.host.channel('memory', options), hub.peer.channel('memory')];
}

/** One of the two sides of a hub: opens channels by name. */
export interface MemorySide {
  /**
   * Opens this side of a channel. Either side may come first; what the first one sends is kept for the other.
   *
   * @throws EmbedError `ERR_EMBED_CHANNEL_EXISTS` when this side has it open already, `ERR_EMBED_CHANNEL_OPTIONS` when
   * the other side opened it with different options.
   */
  channel(name: string, options?: ChannelOptions): Channel;
}

interface Registered {
  readonly link: MemoryLink;
  readonly ports: readonly [MemoryPort, MemoryPort];
}

/**
 * Two sides that meet by the names of channels, as a host and a Python program do.
 *
 * @example
 * const hub = new MemoryHub();
 * const greeting = hub.host.channel('greeting');
 * await greeting.send(new TextEncoder().encode('hello'));
 * await hub.peer.channel('greeting').receive();
 */
export class MemoryHub {
  readonly host: MemorySide = { channel: (name, options) => this.#open(0, name, options) };
  readonly peer: MemorySide = { channel: (name, options) => this.#open(1, name, options) };
  readonly #channels = new Map<string, Registered>();

  #open(side: 0 | 1, name: string, options: ChannelOptions | undefined): Channel {
    validateValue(name, text, 'the name of a channel');
    validateChannelOptions(options, `channel '${name}'`);
    const registered = this.#channels.get(name) ?? this.#register(name, options);
    const port = registered.ports[side];
    if (port.isOpen) {
      throw new EmbedError(
        'ERR_EMBED_CHANNEL_EXISTS',
        `Expected a name that is not open on this side but received '${name}'; ` +
          'use the channel that is open, or close it first',
      );
    }
    checkSameOptions(name, registered.link.options, options);
    port.open();
    return new QueueChannel(name, port);
  }

  #register(name: string, options: ChannelOptions | undefined): Registered {
    const bounds = resolveChannelOptions(options);
    const link: MemoryLink = {
      name,
      options: bounds,
      destroyed: undefined,
      changed: () => {
        const over = link.destroyed !== undefined || registered.ports.some((port) => port.finished);
        if (over && this.#channels.get(name) === registered) this.#channels.delete(name);
      },
    };
    const queue = (): MemoryQueue => new MemoryQueue(bounds);
    const registered: Registered = { link, ports: MemoryPort.pair(link, queue(), queue()) };
    this.#channels.set(name, registered);
    return registered;
  }
}
