/** One data channel of the app, and the viewers to which its frames go. */

import { encodeDataFrame } from '../flet/codec.js';
import { type DataChannel, isAcknowledgement } from '../flet/data-channel.js';
import type { ConnectedViewer } from './connected-viewer.js';

/** A viewer that has so many frames to show is given no more until it has shown them, unless it sets the pace. */
const BACKLOG = 16;

interface Link {
  /** The viewer's own number of the channel. */
  id: number;
  /** The numbers of the frames that it has been sent and not acknowledged, oldest first. */
  sent: number[];
  /** The last frame that it has shown. */
  shown: number;
  /** It has opened the channel, or acknowledged over it: not only its page of before a reload. */
  isConfirmed: boolean;
  /** It has missed frames, and is to be given the picture again. */
  isBehind: boolean;
}

export class Stream {
  readonly channel: DataChannel;
  readonly #links = new Map<ConnectedViewer, Link>();

  constructor(channel: DataChannel) {
    this.channel = channel;
  }

  get isOver(): boolean {
    return this.channel.isClosed;
  }

  /** The number under which a viewer has opened it; undefined for none. */
  idFor(viewer: ConnectedViewer): number | undefined {
    return this.#links.get(viewer)?.id;
  }

  isConfirmed(viewer: ConnectedViewer): boolean {
    return this.#links.get(viewer)?.isConfirmed === true;
  }

  /** A viewer has opened the channel, perhaps anew: it is given what is to be seen. */
  open(viewer: ConnectedViewer, id: number, isConfirmed: boolean): void {
    const link: Link = { id, sent: [], shown: this.channel.received, isConfirmed, isBehind: false };
    this.#links.set(viewer, link);
    this.#sendPicture(viewer, link);
  }

  leave(viewer: ConnectedViewer): void {
    this.#links.delete(viewer);
  }

  /** A frame of the app came. */
  framed(bytes: Uint8Array, pacemaker: ConnectedViewer | undefined): void {
    const number = this.channel.received;
    for (const [viewer, link] of this.#links) {
      if (this.channel.isDrawing && viewer !== pacemaker && link.sent.length >= BACKLOG) link.isBehind = true;
      else this.#send(viewer, link, number, bytes);
    }
  }

  /** A viewer has sent bytes. True: they are no acknowledgement, and so the app's. */
  takes(viewer: ConnectedViewer, bytes: Uint8Array): boolean {
    if (!this.channel.isDrawing || !isAcknowledgement(bytes)) return true;
    const link = this.#links.get(viewer);
    const number = link?.sent.shift();
    if (link === undefined || number === undefined) return false;
    link.isConfirmed = true;
    link.shown = Math.max(link.shown, number);
    if (link.isBehind && link.sent.length === 0) this.#sendPicture(viewer, link);
    return false;
  }

  /** Who acknowledges frames: this viewer, if it shows the control; else any other that does. */
  pacemaker(driver: ConnectedViewer | undefined): ConnectedViewer | undefined {
    if (driver !== undefined && this.isConfirmed(driver)) return driver;
    for (const [viewer, link] of this.#links) if (link.isConfirmed) return viewer;
    return undefined;
  }

  /** Tells the app what has been shown: where there is nobody to show anything, all of it. */
  advance(pacemaker: ConnectedViewer | undefined): void {
    const link = pacemaker === undefined ? undefined : this.#links.get(pacemaker);
    this.channel.acknowledge(link?.shown);
  }

  #sendPicture(viewer: ConnectedViewer, link: Link): void {
    link.isBehind = false;
    const { frames } = this.channel.picture;
    const first = frames[0];
    link.shown = first === undefined ? this.channel.received : first.number - 1;
    for (const { number, bytes } of frames) this.#send(viewer, link, number, bytes);
  }

  #send(viewer: ConnectedViewer, link: Link, number: number, bytes: Uint8Array): void {
    link.sent.push(number);
    viewer.send(encodeDataFrame(link.id, bytes));
  }
}
