import type { BatchCallback, Channel, ChannelStatistics, CloseOptions, SendOptions } from '../channel.js';
import { abortable } from './hold.js';

/** The protocol's channel as the client gets it: counts what went out, and what the client has dealt with. */
export class CountedChannel implements Channel {
  /** Packets that the channel has taken from the client. */
  sent = 0;
  /** Packets that the client has applied and reacted to. */
  processed = 0;
  readonly #channel: Channel;
  #ended = false;
  readonly #waits = new Set<{ readonly count: number; readonly done: () => void }>();

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  /** Resolves when the client has dealt with so many packets, or when no more will come. */
  processedUpTo(count: number, signal: AbortSignal): Promise<void> {
    if (this.processed >= count || this.#ended) return Promise.resolve();
    let wait: { readonly count: number; readonly done: () => void } | undefined;
    const reached = new Promise<void>((resolve) => {
      wait = { count, done: resolve };
      this.#waits.add(wait);
    });
    return abortable(reached, signal).finally(() => this.#waits.delete(wait!));
  }

  async send(data: Uint8Array, options?: SendOptions): Promise<void> {
    await this.#channel.send(data, options);
    this.sent++;
  }

  trySend(data: Uint8Array, options?: { transfer?: boolean }): boolean {
    const taken = this.#channel.trySend(data, options);
    if (taken) this.sent++;
    return taken;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for await (const packet of this.#channel) {
        yield packet;
        this.processed++;
        for (const wait of [...this.#waits]) if (this.processed >= wait.count) wait.done();
      }
    } finally {
      this.#ended = true;
      for (const wait of [...this.#waits]) wait.done();
    }
  }

  get name(): string {
    return this.#channel.name;
  }

  get options(): Channel['options'] {
    return this.#channel.options;
  }

  get onmessages(): BatchCallback | null {
    return this.#channel.onmessages;
  }

  set onmessages(callback: BatchCallback | null) {
    this.#channel.onmessages = callback;
  }

  receive(options?: { signal?: AbortSignal }): Promise<Uint8Array | undefined> {
    return this.#channel.receive(options);
  }

  close(options?: CloseOptions): Promise<void> {
    return this.#channel.close(options);
  }

  destroy(error?: Error): void {
    this.#channel.destroy(error);
  }

  get closed(): Promise<void> {
    return this.#channel.closed;
  }

  unref(): this {
    this.#channel.unref();
    return this;
  }

  ref(): this {
    this.#channel.ref();
    return this;
  }

  get statistics(): ChannelStatistics {
    return this.#channel.statistics;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
