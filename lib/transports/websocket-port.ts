/** One end of a WebSocket, as a port. The other end may be any program that sends binary messages. */

import type { ChannelOptions } from '../channel.js';
import { EmbedError, type EmbedErrorCode } from '../errors.js';
import { MemoryQueue } from './memory-queue.js';
import { QueuePort } from './queue-port.js';
import { isOrderly, OPEN, type WebSocketClose, type WebSocketLike } from './web-socket.js';
import { Departures } from './websocket-departures.js';
import { DESTROYED, decodeReason, encodeReason } from './websocket-reason.js';

/** Messages that may have arrived beyond the places of this end before the connection is given up. */
const OVERRUN_MESSAGES = 65_536;

/**
 * Both bounds are those of this end. What leaves has its place until the WebSocket has handed it on, which `bufferedAmount`
 * tells. What arrives has its place until it is received; what finds none is kept beside, and the socket is paused where it can
 * be: the standard one cannot, so that more bytes beside than there is room for ends the connection.
 */
export class WebSocketPort extends QueuePort {
  readonly options: Readonly<Required<ChannelOptions>>;
  readonly #socket: WebSocketLike;
  /** Who is at the other end, for messages. */
  readonly #peer: string;
  readonly #departures: Departures;
  /** What has arrived and finds no place. */
  #overrun: Uint8Array[] = [];
  #overrunBytes = 0;
  /** The connection is closed, as either side wanted it. */
  #over = false;
  #reason: EmbedError | undefined;
  /** What the socket said before it closed. */
  #trouble: string | undefined;

  /** @param socket Open, with nothing received yet. */
  constructor(socket: WebSocketLike, peer: string, options: Readonly<Required<ChannelOptions>>) {
    super(new MemoryQueue(options), new MemoryQueue(options));
    this.#socket = socket;
    this.#peer = peer;
    this.options = options;
    this.#departures = new Departures(socket, (count) => this.#departed(count));
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', ({ data }) => this.#receive(data));
    socket.addEventListener('error', ({ message }) => {
      this.#trouble = message;
    });
    socket.addEventListener('close', (event) => this.#closed(event));
  }

  /** What was accepted goes first; then both directions end. */
  close(): void {
    this.selfClosed = true;
    this.#resume();
    if (!this.#over && this.#reason === undefined) this.#socket.close(1000);
  }

  destroy(code: EmbedErrorCode, message: string): void {
    if (this.#reason !== undefined) return;
    this.#end(new EmbedError(code, message));
    // A reason that stands behind what the other side does not read would keep all of that.
    if (this.#socket.bufferedAmount > 0 && this.#socket.terminate !== undefined) this.#socket.terminate();
    else this.#socket.close(DESTROYED, encodeReason(code, message));
  }

  protected get failure(): EmbedError | undefined {
    return this.#reason;
  }

  protected get ended(): boolean {
    return this.#over && this.in.isEmpty && this.#overrun.length === 0;
  }

  protected get finished(): boolean {
    return this.#over;
  }

  protected override get sendsNoMore(): boolean {
    return this.selfClosed || this.#over;
  }

  protected override checkOpen(): void {
    super.checkOpen();
    if (this.#over || this.#socket.readyState !== OPEN) {
      const message = `The other side has closed the connection to ${this.#peer}, which ends both directions`;
      throw new EmbedError('ERR_EMBED_CHANNEL_CLOSED', message);
    }
  }

  protected accept(message: Uint8Array): void {
    this.out.push(message);
    this.out.receive(1);
    this.#socket.send(message as Uint8Array<ArrayBuffer>);
    this.#departures.add(message.byteLength);
  }

  protected freed(): void {
    if (this.#overrun.length > 0) this.#admit();
  }

  #departed(count: number): void {
    if (this.#reason !== undefined) return;
    this.out.taken(count);
    this.offerSpace();
  }

  #receive(data: unknown): void {
    if (this.#reason !== undefined) return;
    // Text is no message of the contract; Flet's own client ignores it too.
    if (!(data instanceof ArrayBuffer)) return;
    const message = new Uint8Array(data);
    if (message.byteLength > this.options.maxMessageBytes) {
      const text = `Expected messages of at most ${this.options.maxMessageBytes} bytes but ${message.byteLength} arrived`;
      this.#fail(new EmbedError('ERR_EMBED_MESSAGE_TOO_LARGE', text));
      return;
    }
    this.#overrun.push(message);
    this.#overrunBytes += message.byteLength;
    this.#admit();
  }

  /** Gives places to what has arrived, as far as there are any. */
  #admit(): void {
    let count = 0;
    for (const message of this.#overrun) {
      if (!this.in.hasSpaceFor(message.byteLength)) break;
      this.arrive(message);
      this.#overrunBytes -= message.byteLength;
      count++;
    }
    if (count === this.#overrun.length) this.#overrun = [];
    else if (count > 0) this.#overrun = this.#overrun.slice(count);
    if (this.#overrun.length === 0) {
      this.#resume();
      return;
    }
    this.in.waits++;
    if (!this.selfClosed) this.#socket.pause?.();
    const { length } = this.#overrun;
    if (length <= 1 || (length <= OVERRUN_MESSAGES && this.#overrunBytes <= this.options.highWaterMark)) return;
    const text =
      `More arrived from ${this.#peer} than this side has places for, and a WebSocket cannot hold it back; ` +
      'receive faster, or connect with a larger capacity and highWaterMark';
    this.#fail(new EmbedError('ERR_EMBED_CONNECTION_FLOODED', text));
  }

  #resume(): void {
    if (!this.#over && this.#reason === undefined) this.#socket.resume?.();
  }

  #closed(event: WebSocketClose): void {
    this.#departures.end();
    if (this.#reason !== undefined) return;
    if (isOrderly(event)) {
      this.#over = true;
      this.ringOver();
      return;
    }
    const destroyed = event.code === DESTROYED ? decodeReason(event.reason) : undefined;
    this.#fail(destroyed ?? this.#lost(event));
  }

  #lost({ code, reason }: WebSocketClose): EmbedError {
    const why = this.#trouble || reason || 'it was closed while this side was still open';
    return new EmbedError('ERR_EMBED_CONNECTION_LOST', `The connection to ${this.#peer} broke: ${why} (${code})`);
  }

  /** Ends the channel from this side's inside: nobody has asked for it. */
  #fail(reason: EmbedError): void {
    this.#end(reason);
    if (this.#socket.terminate !== undefined) this.#socket.terminate();
    else this.#socket.close(DESTROYED, encodeReason(reason.code, reason.message));
    this.ringOver();
  }

  #end(reason: EmbedError): void {
    this.#reason = reason;
    this.#departures.end();
    this.drop();
    this.#overrun = [];
    // Whoever is paused would not see the other side's close.
    this.#socket.resume?.();
  }
}
