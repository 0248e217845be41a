import type {
  BatchCallback,
  Channel,
  ChannelOptions,
  ChannelStatistics,
  CloseOptions,
  SendOptions,
} from '../channel.js';
import { DEFAULT_CHANNEL_OPTIONS } from '../channel-options.js';
import { EmbedError } from '../errors.js';

const NONE = { messages: 0, bytes: 0, rings: 0, waits: 0, dropped: 0 };

/**
 * A channel that is still to be connected: what is asked of it waits for that. When it cannot be connected, everything rejects
 * with the reason.
 */
export class LateChannel implements Channel {
  readonly name: string;
  readonly closed: Promise<void>;
  readonly #connecting: Promise<Channel>;
  #channel: Channel | undefined;
  /** Sends that wait since before it was connected: none may overtake them. */
  #early = 0;
  #callback: BatchCallback | null = null;

  constructor(name: string, connecting: Promise<Channel>) {
    this.name = name;
    this.#connecting = connecting.then((channel) => {
      this.#channel = channel;
      if (this.#callback !== null) channel.onmessages = this.#callback;
      return channel;
    });
    this.#connecting.catch(() => {});
    this.closed = this.#connecting.then((channel) => channel.closed);
    this.closed.catch(() => {});
  }

  get options(): Readonly<Required<ChannelOptions>> {
    return this.#channel?.options ?? DEFAULT_CHANNEL_OPTIONS;
  }

  get statistics(): ChannelStatistics {
    return this.#channel?.statistics ?? { sent: NONE, received: NONE };
  }

  async send(data: Uint8Array, options?: SendOptions): Promise<void> {
    if (this.#channel !== undefined && this.#early === 0) return this.#channel.send(data, options);
    this.#early++;
    // The bytes are taken at the call.
    const copy = data.slice();
    try {
      const channel = await this.#connecting;
      await channel.send(copy, options);
    } finally {
      this.#early--;
    }
  }

  trySend(data: Uint8Array, options?: { transfer?: boolean }): boolean {
    return this.#channel !== undefined && this.#early === 0 && this.#channel.trySend(data, options);
  }

  async receive(options?: { signal?: AbortSignal }): Promise<Uint8Array | undefined> {
    return (this.#channel ?? (await this.#connecting)).receive(options);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, undefined> {
    yield* this.#channel ?? (await this.#connecting);
    return undefined;
  }

  get onmessages(): BatchCallback | null {
    return this.#channel === undefined ? this.#callback : this.#channel.onmessages;
  }

  set onmessages(callback: BatchCallback | null) {
    if (this.#channel === undefined) this.#callback = callback;
    else this.#channel.onmessages = callback;
  }

  async close(options?: CloseOptions): Promise<void> {
    await (this.#channel ?? (await this.#connecting)).close(options);
  }

  destroy(error?: Error): void {
    const reason = error ?? new EmbedError('ERR_EMBED_CHANNEL_DESTROYED');
    if (this.#channel !== undefined) this.#channel.destroy(reason);
    else this.#connecting.then((channel) => channel.destroy(reason)).catch(() => {});
  }

  ref(): this {
    this.#channel?.ref();
    return this;
  }

  unref(): this {
    this.#channel?.unref();
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
