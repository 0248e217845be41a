/** The data channels of one app: opened by viewers under numbers of their own, by the app under one. */

import type { FletClient } from '../flet/client.js';
import type { Control } from '../flet/control.js';
import type { DataChannel } from '../flet/data-channel.js';
import { isMap, type WireValue } from '../flet/values.js';
import type { ConnectedViewer } from './connected-viewer.js';
import { Stream } from './stream.js';

/** So many a viewer can hold open. */
const LIMIT = 1024;

const LARGEST_ID = 0xffff_ffff;

export interface StreamsOptions {
  client: FletClient;
  /** The viewer that acknowledges, if it can; undefined: nobody is waited for. */
  driver: () => ConnectedViewer | undefined;
  /** Viewers only look: nothing of theirs goes to the app. */
  isPassive: boolean;
  ignored: (reason: string) => void;
}

export class Streams {
  readonly #options: StreamsOptions;
  readonly #streams = new Map<DataChannel, Stream>();

  constructor(options: StreamsOptions) {
    this.#options = options;
  }

  /** A viewer's `data_channel_open`. The app hears of the first one, with a number of ours. */
  opened(viewer: ConnectedViewer, control: Control, data: WireValue): void {
    const { client, ignored } = this.#options;
    const { channel_name: name, channel_id: id } = isMap(data) ? data : {};
    if (typeof name !== 'string' || !Number.isInteger(id) || (id as number) < 1 || (id as number) > LARGEST_ID) {
      ignored('a data channel without a name or a number');
    } else if (!control.handles('data_channel_open') || viewer.channels.size >= LIMIT) {
      ignored(`a data channel of ${control.type} ${control.id}, which nobody listens to`);
    } else {
      this.#forgetReloaded(viewer, id as number);
      this.#link(viewer, id as number, client.openDataChannel(control, name), true);
    }
  }

  /** A viewer is back, perhaps with the page and the channels that it had; perhaps that was reloaded in between. */
  inherit(viewer: ConnectedViewer, channels: ReadonlyMap<number, DataChannel>): void {
    for (const [id, channel] of channels) if (!channel.isClosed) this.#link(viewer, id, channel, false);
  }

  /** A frame of the app. */
  framed(channel: DataChannel, bytes: Uint8Array): void {
    const stream = this.#of(channel);
    stream.framed(bytes, this.#pacemaker(stream));
    this.#advance(stream);
  }

  /** Bytes of a viewer. */
  received(viewer: ConnectedViewer, id: number, bytes: Uint8Array): void {
    const channel = viewer.channels.get(id);
    if (channel === undefined || channel.isClosed) return;
    const stream = this.#of(channel);
    if (!stream.takes(viewer, bytes)) this.#advance(stream);
    else if (!this.#options.isPassive) channel.send(bytes.slice());
  }

  /** A viewer has gone. */
  left(viewer: ConnectedViewer): void {
    for (const stream of this.#streams.values()) stream.leave(viewer);
    this.advance();
  }

  /** Another viewer drives, or one has gone. */
  advance(): void {
    for (const stream of this.#streams.values()) this.#advance(stream);
  }

  /** Controls may have left the page, and their channels with them. */
  prune(): void {
    for (const [channel, stream] of this.#streams) if (stream.isOver) this.#streams.delete(channel);
  }

  #of(channel: DataChannel): Stream {
    let stream = this.#streams.get(channel);
    if (stream === undefined) {
      stream = new Stream(channel);
      this.#streams.set(channel, stream);
    }
    return stream;
  }

  #link(viewer: ConnectedViewer, id: number, channel: DataChannel, isConfirmed: boolean): void {
    const stream = this.#of(channel);
    const before = stream.idFor(viewer);
    if (before !== undefined) viewer.channels.delete(before);
    // A number that the viewer uses anew belongs to another channel from now on.
    const other = viewer.channels.get(id);
    if (other !== undefined && other !== channel) this.#of(other).leave(viewer);
    viewer.channels.set(id, channel);
    stream.open(viewer, id, isConfirmed);
    this.#advance(stream);
  }

  /** Numbers only grow while a page lives: one of before means that this is a new page, and that nothing inherited is there. */
  #forgetReloaded(viewer: ConnectedViewer, id: number): void {
    const inherited = [...viewer.channels].filter(([, channel]) => !this.#of(channel).isConfirmed(viewer));
    if (!inherited.some(([other]) => other >= id)) return;
    for (const [other, channel] of inherited) {
      viewer.channels.delete(other);
      this.#of(channel).leave(viewer);
    }
  }

  #pacemaker(stream: Stream): ConnectedViewer | undefined {
    return this.#options.isPassive ? undefined : stream.pacemaker(this.#options.driver());
  }

  #advance(stream: Stream): void {
    stream.advance(this.#pacemaker(stream));
  }
}
