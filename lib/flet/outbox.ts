/**
 * The way out: packets in the order in which they were produced, at the pace at which the app takes them.
 *
 * Producing a packet never waits, so that a method can be answered from within the reading of a message. The gestures' promises
 * are what waits: they resolve when the channel has queued the last of their packets.
 */

import type { Channel } from '../channel.js';
import { FletError } from './flet-error.js';

/** An app that lets this many packets pile up does not read any more. */
const LIMIT = 65_536;

export class Outbox {
  readonly #channel: Channel;
  readonly #onFailure: (error: Error) => void;
  readonly #packets: Uint8Array[] = [];
  #draining: Promise<void> | undefined;
  #failed = false;

  /** @param onFailure Called once when a packet could not be sent; nothing is sent after that. */
  constructor(channel: Channel, onFailure: (error: Error) => void) {
    this.#channel = channel;
    this.#onFailure = onFailure;
  }

  push(packet: Uint8Array): void {
    if (this.#failed) return;
    if (this.#draining === undefined) {
      try {
        if (this.#channel.trySend(packet)) return;
      } catch (error) {
        this.#fail(error as Error);
        return;
      }
    }
    if (this.#packets.length >= LIMIT) {
      const message = `The app has not taken ${LIMIT} packets that wait for it; it is blocked, or it does not read`;
      this.#fail(new FletError('ERR_EMBED_FLET_OVERRUN', message));
      return;
    }
    this.#packets.push(packet);
    this.#draining ??= this.#drain();
  }

  /** Resolves when everything pushed so far has been queued in the channel, or has failed. */
  async flushed(): Promise<void> {
    await this.#draining;
  }

  async #drain(): Promise<void> {
    try {
      while (this.#packets.length > 0) {
        for (const packet of this.#packets.splice(0)) await this.#channel.send(packet);
      }
      this.#draining = undefined;
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  #fail(error: Error): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#packets.length = 0;
    this.#onFailure(error);
  }
}
