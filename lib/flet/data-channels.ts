/**
 * Data channels: raw bytes for one control, beside the protocol.
 *
 * A control that draws frames gets its channel when it appears. Python waits for every frame to be acknowledged, so each is,
 * also though a headless client draws none of them.
 */

import type { Channel } from '../channel.js';
import { encodeDataFrame } from './codec.js';
import type { ClientContext } from './context.js';
import type { Control } from './control.js';
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

/** Which controls open channels, and under which name. */
const NAMES: Readonly<Record<string, string>> = { RawImage: 'frames', MatplotlibChartCanvas: 'frames' };

const ACKNOWLEDGED = Uint8Array.of(0xff);

export class DataChannels {
  readonly #open: OpenDataChannel | undefined;
  readonly #outbox: Outbox;
  readonly #onFrame: (frame: Frame) => void;
  /** The controls that have, or are getting, a channel. */
  readonly #closers = new Map<Control, () => void>();
  readonly #shared = new Map<number, Control>();
  #lastId = 0;

  constructor(open: OpenDataChannel | undefined, outbox: Outbox, onFrame: (frame: Frame) => void) {
    this.#open = open;
    this.#outbox = outbox;
    this.#onFrame = onFrame;
  }

  /** A control has appeared. */
  appeared(context: ClientContext, control: Control): void {
    const name = NAMES[control.type];
    if (name === undefined || this.#closers.has(control)) return;
    if (this.#open === undefined) {
      const id = ++this.#lastId;
      this.#shared.set(id, control);
      this.#closers.set(control, () => this.#shared.delete(id));
      context.emit(control, 'data_channel_open', { channel_name: name, channel_id: id });
    } else {
      this.#closers.set(control, () => {});
      this.#serve(context, control, name, this.#open).catch((error: unknown) => context.report(error as Error));
    }
  }

  /** A frame that came over the protocol's own channel. Unknown ids are dropped: their control may just have left. */
  received(channelId: number, bytes: Uint8Array): void {
    const control = this.#shared.get(channelId);
    if (control === undefined) return;
    this.#onFrame({ control, bytes: bytes.slice() });
    this.#outbox.push(encodeDataFrame(channelId, ACKNOWLEDGED));
  }

  /** Closes the channels of controls that have left the page. */
  prune(context: ClientContext): void {
    for (const [control, close] of this.#closers) {
      if (context.tree.has(control)) continue;
      this.#closers.delete(control);
      close();
    }
  }

  closeAll(): void {
    for (const close of this.#closers.values()) close();
    this.#closers.clear();
  }

  async #serve(context: ClientContext, control: Control, name: string, open: OpenDataChannel): Promise<void> {
    const { id, channel } = await open(control, name);
    if (!this.#closers.has(control)) {
      channel.destroy();
      return;
    }
    let over = false;
    this.#closers.set(control, () => {
      over = true;
      channel.destroy();
    });
    context.emit(control, 'data_channel_open', { channel_name: name, channel_id: id });
    try {
      for await (const bytes of channel) {
        this.#onFrame({ control, bytes });
        await channel.send(ACKNOWLEDGED);
      }
    } catch (error) {
      if (!over) throw error;
    }
  }
}
