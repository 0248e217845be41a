/**
 * The channel contract: what every transport implements and `test/conformance` proves.
 *
 * A channel is a named, bounded, ordered, bidirectional queue of messages between one host and one Python. A message is
 * an immutable run of bytes; its boundaries are kept, and zero length is legal.
 */

/** Bounds of a channel, the same in both directions. The first opener's explicit options hold. */
export interface ChannelOptions {
  /** Messages that may wait per direction, 1 to 1,048,576. Default 1,024. */
  capacity?: number;
  /** Bytes that may wait per direction. One larger message is admitted when the queue is empty. Default 16 MiB. */
  highWaterMark?: number;
  /** The largest message, checked on both sides before any allocation. Default 256 MiB. */
  maxMessageBytes?: number;
}

export interface SendOptions {
  /**
   * Give the memory away instead of copying it. `allocate()` memory and received blocks move without a copy; any other
   * whole, detachable `ArrayBuffer` is copied once and then detached. What cannot be: `ERR_EMBED_NOT_TRANSFERABLE`,
   * nothing detached.
   */
  transfer?: boolean;
  /** Ends the wait for space. An aborted send was not queued. */
  signal?: AbortSignal;
}

export interface CloseOptions {
  /** Milliseconds until the close becomes a `destroy`. Default: none. */
  timeout?: number;
  /** Ends the wait (the channel stays half-closed). */
  signal?: AbortSignal;
}

/** Counters of one direction. Reading them costs the hot path nothing. */
export interface DirectionStatistics {
  /** Messages accepted. */
  messages: number;
  /** Bytes accepted. */
  bytes: number;
  /** Doorbell rings towards the consumer. */
  rings: number;
  /** Times a sender found no space. */
  waits: number;
  /** Messages accepted and then dropped by a destroy. */
  dropped: number;
}

export interface ChannelStatistics {
  sent: DirectionStatistics;
  received: DirectionStatistics;
}

/** Receives every message of a batch, in order. Their places come free when it returns or its promise settles. */
export type BatchCallback = (batch: Uint8Array[]) => void | Promise<void>;

export interface Channel extends AsyncIterable<Uint8Array>, AsyncDisposable {
  readonly name: string;
  /** The bounds in force. */
  readonly options: Readonly<Required<ChannelOptions>>;

  /**
   * Takes the bytes at the call and resolves when they are queued. Waits at the bound, first come, first served; at
   * most `capacity` sends wait, one more rejects with `ERR_EMBED_FULL`. Rejects if the channel closes first.
   */
  send(data: Uint8Array, options?: SendOptions): Promise<void>;
  /** Queues the bytes, or returns false at the bound or while others wait. Throws when closed. Never waits. */
  trySend(data: Uint8Array, options?: { transfer?: boolean }): boolean;

  /** The next message, or undefined when the channel has ended. Rejects after a destroy or a crash. */
  receive(options?: { signal?: AbortSignal }): Promise<Uint8Array | undefined>;
  /**
   * The consumer for throughput; null: none. Setting it while something else consumes throws `ERR_EMBED_CHANNEL_BUSY`.
   * A callback that throws or rejects destroys the channel with its error.
   * Small messages may be views of one buffer (16 KiB): copy what is kept for long.
   */
  onmessages: BatchCallback | null;

  /**
   * Half-close: no more sends; what is queued is delivered; receiving stays legal. Resolves when both ends are closed.
   */
  close(options?: CloseOptions): Promise<void>;
  /** Drops what is queued in both directions and ends every wait on both sides, with `error` as the reason. */
  destroy(error?: Error): void;
  /**
   * Resolves when both ends are closed, rejects when the channel is destroyed. Never an unhandled rejection by itself.
   */
  readonly closed: Promise<void>;

  /** Pending operations no longer keep the process alive. */
  unref(): this;
  ref(): this;
  readonly statistics: ChannelStatistics;
}
