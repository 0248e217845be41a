import type {
  BatchCallback,
  Channel,
  ChannelOptions,
  ChannelStatistics,
  CloseOptions,
  SendOptions,
} from '../channel.js';
import { EmbedError, type EmbedErrorCode, expected, isEmbedErrorCode } from '../errors.js';
import { abortSignal, flag, milliseconds, validateOptions } from '../options.js';
import { type ChannelPort, READABLE, STATE, WRITABLE } from './channel-port.js';
import { Closing } from './closing.js';
import type { MessageIterator } from './message-iterator.js';
import { TurnBudget } from './next-turn.js';
import { PendingOperations } from './pending-operations.js';
import { Receiver } from './receiver.js';
import { SenderLine } from './sender-line.js';

const SEND_OPTIONS = { transfer: flag, signal: abortSignal };
const TRY_SEND_OPTIONS = { transfer: flag };
const RECEIVE_OPTIONS = { signal: abortSignal };
const CLOSE_OPTIONS = { timeout: milliseconds, signal: abortSignal };

/** What every send that found space at once resolves with. */
const QUEUED: Promise<void> = Promise.resolve();

/** The channel contract over any port: everything that does not depend on where the messages come from. */
export class QueueChannel implements Channel {
  readonly name: string;
  readonly #port: ChannelPort;
  readonly #pending: PendingOperations;
  readonly #line: SenderLine;
  readonly #receiver: Receiver;
  readonly #closing: Closing;
  readonly #budget = new TurnBudget();
  #maxMessageBytes: number;
  #failure: EmbedError | undefined;
  #selfClosed = false;
  #released = false;

  constructor(name: string, port: ChannelPort) {
    this.name = name;
    this.#port = port;
    this.#pending = new PendingOperations(port);
    this.#line = new SenderLine(port, this.#pending);
    this.#receiver = new Receiver(name, port, this.#pending, this.#budget, {
      ended: () => this.#settle(),
      failed: (error) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    });
    this.#closing = new Closing(this.#pending);
    this.#maxMessageBytes = port.options.maxMessageBytes;
    port.onevent = (bits) => this.#onevent(bits);
    this.#settle();
  }

  get options(): Readonly<Required<ChannelOptions>> {
    return this.#port.options;
  }

  get statistics(): ChannelStatistics {
    return this.#port.statistics();
  }

  send(data: Uint8Array, options?: SendOptions): Promise<void> {
    try {
      this.#checkSend(data, 'send');
      if (options === undefined) {
        if (this.#line.length === 0 && this.#port.trySend(data)) return this.#queued();
        return this.#wait(data, false, undefined);
      }
      validateOptions(options, SEND_OPTIONS, 'send');
      const { transfer = false, signal } = options;
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (this.#line.length === 0 && this.#trySend(data, transfer)) return this.#queued();
      return this.#wait(data, transfer, signal);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  trySend(data: Uint8Array, options?: { transfer?: boolean }): boolean {
    this.#checkSend(data, 'trySend');
    validateOptions(options, TRY_SEND_OPTIONS, 'trySend');
    return this.#line.length === 0 && this.#trySend(data, options?.transfer === true);
  }

  receive(options?: { signal?: AbortSignal }): Promise<Uint8Array | undefined> {
    if (options === undefined) return this.#receiver.receive(undefined);
    try {
      validateOptions(options, RECEIVE_OPTIONS, 'receive');
    } catch (error) {
      return Promise.reject(error);
    }
    return this.#receiver.receive(options.signal);
  }

  [Symbol.asyncIterator](): MessageIterator {
    return this.#receiver.iterate();
  }

  get onmessages(): BatchCallback | null {
    return this.#receiver.callback;
  }

  set onmessages(callback: BatchCallback | null) {
    this.#receiver.callback = callback;
  }

  close(options?: CloseOptions): Promise<void> {
    try {
      validateOptions(options, CLOSE_OPTIONS, 'close');
      const { timeout, signal } = options ?? {};
      if (this.#failure !== undefined) throw this.#failure;
      if (signal?.aborted) throw signal.reason;
      this.#closeSelf();
      return this.#closing.wait(signal, timeout, () =>
        this.destroy(
          new EmbedError(
            'ERR_EMBED_TIMEOUT',
            `Channel '${this.name}' did not close within ${timeout} ms, as the other side has not closed it; ` +
              'it was destroyed, with what was still queued',
          ),
        ),
      );
    } catch (error) {
      return Promise.reject(error);
    }
  }

  destroy(error?: Error): void {
    if (error !== undefined && !isError(error)) throw expected('an Error', 'destroy', error);
    if (this.#failure !== undefined || this.#released) return;
    const reason = this.#reasonOf(error);
    this.#port.destroy(reason.code, reason.message);
    this.#fail(reason);
  }

  get closed(): Promise<void> {
    return this.#closing.closed;
  }

  ref(): this {
    this.#pending.reference(true);
    return this;
  }

  unref(): this {
    this.#pending.reference(false);
    return this;
  }

  /** Closes, and waits for the other side; a channel that was destroyed is disposed of already. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#failure === undefined) await this.close();
  }

  #checkSend(data: Uint8Array, method: string): void {
    if (!isUint8Array(data)) throw expected('a Uint8Array', `the message of ${method}`, data);
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#selfClosed) throw this.#closedError();
    const bytes = data.byteLength;
    if (bytes > this.#maxMessageBytes) {
      throw new EmbedError(
        'ERR_EMBED_MESSAGE_TOO_LARGE',
        `Expected a message of at most ${this.#maxMessageBytes} bytes on channel '${this.name}' ` +
          `but received ${bytes}; send it in pieces, or open the channel with a larger maxMessageBytes`,
      );
    }
    if (bytes === 0 && isDetached(data)) {
      throw expected('memory that was not transferred before', `the message of ${method}`, data);
    }
  }

  #trySend(data: Uint8Array, transfer: boolean): boolean {
    return transfer ? this.#port.trySendTransfer(data) : this.#port.trySend(data);
  }

  #queued(): Promise<void> {
    return this.#budget.spend(1) ? this.#budget.turn() : QUEUED;
  }

  #wait(data: Uint8Array, transfer: boolean, signal: AbortSignal | undefined): Promise<void> {
    const { capacity } = this.#port.options;
    if (this.#line.length >= capacity) {
      throw new EmbedError(
        'ERR_EMBED_FULL',
        `Expected at most ${capacity} waiting sends on channel '${this.name}': as many wait already; ` +
          'await send() before the next one, or open the channel with a larger capacity',
      );
    }
    return this.#line.wait(this.#port.hold(data, transfer), signal);
  }

  #closeSelf(): void {
    if (this.#selfClosed) return;
    this.#selfClosed = true;
    this.#line.end(this.#closedError());
    this.#port.close();
    this.#settle();
  }

  #onevent(bits: number): void {
    if (this.#released) return;
    this.#budget.refill();
    if ((bits & STATE) !== 0) this.#settle();
    if (this.#released) return;
    if ((bits & WRITABLE) !== 0) this.#line.serve();
    if ((bits & READABLE) !== 0) this.#receiver.readable();
  }

  /** Brings this side in line with the port's state. */
  #settle(): void {
    if (this.#released) return;
    const state = this.#port.state();
    this.#maxMessageBytes = this.#port.options.maxMessageBytes;
    if (state.destroyed) {
      this.#fail(this.#port.reason());
      return;
    }
    this.#receiver.abandon(state.abandoned);
    if (!state.finished) return;
    this.#closing.finish();
    if (!state.ended || !this.#receiver.isEmpty) return;
    this.#release();
    this.#receiver.end();
  }

  #fail(reason: EmbedError): void {
    this.#failure = reason;
    this.#line.end(reason);
    this.#receiver.fail(reason);
    this.#closing.fail(reason);
    this.#release();
  }

  #release(): void {
    this.#released = true;
    this.#port.release();
  }

  #closedError(): EmbedError {
    return new EmbedError(
      'ERR_EMBED_CHANNEL_CLOSED',
      `Channel '${this.name}' is closed for sending on this side; what was queued before close() is still delivered`,
    );
  }

  #reasonOf(error: Error | undefined): EmbedError {
    if (error === undefined) {
      return new EmbedError('ERR_EMBED_CHANNEL_DESTROYED', `Channel '${this.name}' was destroyed on this side`);
    }
    if (isEmbedError(error)) return error;
    return new EmbedError('ERR_EMBED_CHANNEL_DESTROYED', `Channel '${this.name}' was destroyed: ${error.message}`, {
      cause: error,
    });
  }
}

/** Also of the other copy of the library, and of another realm. */
function isEmbedError(error: Error): error is EmbedError {
  return isEmbedErrorCode((error as { code?: EmbedErrorCode }).code);
}

function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

function isUint8Array(value: unknown): value is Uint8Array {
  return (
    value instanceof Uint8Array ||
    (ArrayBuffer.isView(value) && (value as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] === 'Uint8Array')
  );
}

/** Only asked for empty views: memory that was given away looks like them, and sending it is a mistake. */
function isDetached(data: Uint8Array): boolean {
  try {
    new Uint8Array(data.buffer);
    return false;
  } catch {
    return true;
  }
}
