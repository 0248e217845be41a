/**
 * The way of packets to one viewer, in order.
 *
 * A dialog is closed by a real client when it next draws. If its control is taken away before that, the dialog stays on the screen
 * for ever. The viewer in which a person has closed it is done with that; another one is told to close it and, in the same moment,
 * to forget it. So what takes a dialog away waits until the viewer has closed it.
 */

import type { Timers } from '../flet/context.js';
import type { ViewerPort } from './viewer.js';

/** How long a viewer may take to close a dialog: milliseconds. One that is in the background draws nothing, and may take longer. */
export const CLOSING_TIME = 1000;

/** A viewer for which more has to wait is cut off: it comes back for the whole page. */
const LIMIT = 4096;

interface Waiting {
  packet: Uint8Array;
  /** The dialogs that have to be closed before. */
  after: readonly number[];
}

export class Post {
  readonly #port: ViewerPort;
  readonly #timers: Timers;
  readonly #isAway: () => boolean;
  readonly #waiting: Waiting[] = [];
  /** The dialogs that the viewer was told to close, and has not. */
  readonly #closing = new Set<number>();
  #cancelTimer: (() => void) | undefined;

  constructor(port: ViewerPort, timers: Timers, isAway: () => boolean) {
    this.#port = port;
    this.#timers = timers;
    this.#isAway = isAway;
  }

  /** The dialogs that are being closed, by id. */
  get closing(): Iterable<number> {
    return this.#closing;
  }

  /** @param after Dialogs that have to be closed before. */
  send(packet: Uint8Array, after: readonly number[] = []): void {
    if (this.#waiting.length >= LIMIT) {
      this.#port.close();
      return;
    }
    this.#waiting.push({ packet, after });
    this.#pump();
  }

  /** The viewer is being told to close a dialog. */
  closes(id: number): void {
    this.#closing.add(id);
  }

  /** The viewer has closed it. */
  closed(id: number): void {
    if (this.#closing.delete(id)) this.#pump();
  }

  /** The viewer is to be given another page: what waits was of this one. */
  clear(): void {
    this.#waiting.length = 0;
    this.#closing.clear();
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #pump(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (next.after.some((id) => this.#closing.has(id))) {
        this.#cancelTimer ??= this.#timers.after(CLOSING_TIME, () => this.#late());
        return;
      }
      this.#waiting.shift();
      this.#port.send(next.packet);
    }
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #late(): void {
    this.#cancelTimer = undefined;
    if (!this.#isAway()) this.#closing.clear();
    this.#pump();
  }
}
