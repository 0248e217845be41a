/** One data channel towards the app: raw bytes for one control, beside the protocol. */

import type { Control } from './control.js';
import { Picture } from './picture.js';

/** Which controls draw frames, and the name of the channel over which they get them. Each frame is acknowledged. */
const DRAWING: Readonly<Record<string, string>> = { RawImage: 'frames', MatplotlibChartCanvas: 'frames' };

const ACKNOWLEDGEMENT = 0xff;

/** The name of the channel that a control of this type opens by itself; undefined for most. */
export function drawingChannel(type: string): string | undefined {
  return Object.hasOwn(DRAWING, type) ? DRAWING[type] : undefined;
}

/** What a viewer sends when it has shown a frame. */
export function isAcknowledgement(bytes: Uint8Array): boolean {
  return bytes.length === 1 && bytes[0] === ACKNOWLEDGEMENT;
}

/** Sends bytes to the app; a promise when that may wait. */
export type SendBytes = (bytes: Uint8Array) => void | Promise<void>;

export class DataChannel {
  readonly name: string;
  /** What it shows now. Empty for channels that carry something else than frames. */
  readonly picture = new Picture();
  /** The control; another one of the same id when the app sends it anew. */
  control: Control;
  /** What was to be sent before the app's end was there. */
  #early: Uint8Array[] | undefined = [];
  #send: SendBytes = () => {};
  #sent: void | Promise<void> = undefined;
  #received = 0;
  #acknowledged = 0;
  #isClosed = false;

  constructor(control: Control, name: string) {
    this.control = control;
    this.name = name;
  }

  /** True for channels of frames, which the app wants to be acknowledged. */
  get isDrawing(): boolean {
    return drawingChannel(this.control.type) === this.name;
  }

  /** How many messages have come. */
  get received(): number {
    return this.#received;
  }

  /** How many of them the app knows to be shown. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** The control has left the page, or the connection is over. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Tells the app, once for each, that the messages up to a number (default: all) have been shown. */
  acknowledge(upTo: number = this.#received): void {
    if (!this.isDrawing) return;
    for (const last = Math.min(upTo, this.#received); this.#acknowledged < last; this.#acknowledged++) {
      this.send(Uint8Array.of(ACKNOWLEDGEMENT));
    }
  }

  /** Sends bytes to the app, in the order of the calls. */
  send(bytes: Uint8Array): void {
    if (this.#isClosed) return;
    if (this.#early !== undefined) this.#early.push(bytes);
    else this.#sent = this.#send(bytes);
  }

  /** @internal Resolves when the app's end has taken what was sent last; rejects when it could not. */
  async flushed(): Promise<void> {
    await this.#sent;
  }

  /** @internal The app's end is there. */
  connected(send: SendBytes): void {
    this.#send = send;
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const bytes of early) this.send(bytes);
  }

  /** @internal A message came; returns its number. The bytes are kept if they belong to the picture. */
  note(bytes: Uint8Array): void {
    this.#received++;
    if (this.isDrawing) this.picture.note({ number: this.#received, bytes });
  }

  /** @internal */
  closed(): void {
    this.#isClosed = true;
    this.#early = undefined;
  }
}
