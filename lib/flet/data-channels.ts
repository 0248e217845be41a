/**
 * Data channels: raw bytes for one control, beside the protocol.
 *
 * A control that draws frames gets its channel when it appears. Python waits for every frame to be acknowledged, so each is,
 * also though a headless client draws none of them. An audience acknowledges by itself.
 */

import type { Channel } from '../channel.js';
import type { Audience } from './audience.js';
import { encodeDataFrame } from './codec.js';
import type { ClientContext } from './context.js';
import type { Control } from './control.js';
import { DataChannel, drawingChannel } from './data-channel.js';
import type { Outbox } from './outbox.js';

/** A channel for one control, and the number by which Python asks for it (with `dart_bridge`: the port). */
export interface OpenedDataChannel {
  id: number;
  channel: Channel;
}

/** Opens a channel of its own for a control; with none given, frames share the protocol's channel. */
export type OpenDataChannel = (control: Control, name: string) => OpenedDataChannel | Promise<OpenedDataChannel>;

/** One message of the app on a data channel. */
export interface Frame {
  control: Control;
  bytes: Uint8Array;
}

interface Entry {
  channel: DataChannel;
  /** Gives back what the channel runs over. */
  release: () => void;
}

export interface DataChannelsOptions {
  open: OpenDataChannel | undefined;
  outbox: Outbox;
  onFrame: (frame: Frame) => void;
  audience: () => Audience | undefined;
}

export class DataChannels {
  readonly #options: DataChannelsOptions;
  readonly #entries = new Set<Entry>();
  readonly #shared = new Map<number, DataChannel>();
  #lastId = 0;

  constructor(options: DataChannelsOptions) {
    this.#options = options;
  }

  /** A control has appeared. One that the app has sent anew begins anew. */
  appeared(context: ClientContext, control: Control): void {
    const name = drawingChannel(control.type);
    if (name === undefined) return;
    const known = this.#find(control.id, name);
    if (known?.channel.control === control) return;
    if (known !== undefined) this.#close(known);
    this.open(context, control, name);
  }

  /** The channel of a control with this name; opened, and the app told of it, unless there is one. */
  open(context: ClientContext, control: Control, name: string): DataChannel {
    const known = this.#find(control.id, name)?.channel;
    if (known !== undefined) return known;
    const channel = new DataChannel(control, name);
    const entry: Entry = { channel, release: () => {} };
    this.#entries.add(entry);
    const { open, outbox } = this.#options;
    if (open === undefined) {
      const id = ++this.#lastId;
      this.#shared.set(id, channel);
      entry.release = () => this.#shared.delete(id);
      channel.connected((bytes) => outbox.push(encodeDataFrame(id, bytes)));
      context.emit(control, 'data_channel_open', { channel_name: name, channel_id: id });
    } else {
      this.#serve(context, entry, open).catch((error: unknown) => context.report(error as Error));
    }
    return channel;
  }

  /** A frame that came over the protocol's own channel. Unknown ids are dropped: their control may just have left. */
  received(channelId: number, bytes: Uint8Array): void {
    const channel = this.#shared.get(channelId);
    if (channel !== undefined) this.#take(channel, bytes);
  }

  /** Closes the channels of controls that have left the page. One that the app has sent anew keeps its channel. */
  prune(context: ClientContext): void {
    for (const entry of this.#entries) {
      const { control } = entry.channel;
      if (context.tree.has(control)) continue;
      const successor = context.tree.get(control.id);
      if (successor?.type === control.type) entry.channel.control = successor;
      else this.#close(entry);
    }
  }

  closeAll(): void {
    for (const entry of this.#entries) this.#close(entry);
  }

  /** Frames that came while nobody acknowledged them. */
  acknowledgeAll(): void {
    for (const { channel } of this.#entries) channel.acknowledge();
  }

  #find(id: number, name: string): Entry | undefined {
    for (const entry of this.#entries) {
      if (entry.channel.control.id === id && entry.channel.name === name) return entry;
    }
    return undefined;
  }

  #close(entry: Entry): void {
    this.#entries.delete(entry);
    entry.channel.closed();
    entry.release();
  }

  #take(channel: DataChannel, message: Uint8Array): void {
    // A small message may be a view of memory that others share, which would be kept as long as the picture.
    const bytes = message.byteLength === message.buffer.byteLength ? message : message.slice();
    channel.note(bytes);
    this.#options.onFrame({ control: channel.control, bytes });
    const audience = this.#options.audience();
    if (audience === undefined) channel.acknowledge();
    else audience.framed(channel, bytes);
  }

  async #serve(context: ClientContext, entry: Entry, open: OpenDataChannel): Promise<void> {
    const { channel } = entry;
    const { control, name } = channel;
    const opened = await open(control, name);
    if (channel.isClosed) {
      opened.channel.destroy();
      return;
    }
    entry.release = () => opened.channel.destroy();
    channel.connected((bytes) => {
      const sent = opened.channel.send(bytes);
      // Whoever waits for it hears of a failure below; nobody else has to.
      sent.catch(() => {});
      return sent;
    });
    context.emit(channel.control, 'data_channel_open', { channel_name: name, channel_id: opened.id });
    try {
      for await (const bytes of opened.channel) {
        this.#take(channel, bytes);
        await channel.flushed();
      }
    } catch (error) {
      if (!channel.isClosed) throw error;
    }
  }
}
