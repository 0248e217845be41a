/** One end of a WebSocket, as a port. The other end may be any program that sends binary messages. */

import type { ChannelOptions, ChannelStatistics } from '../channel.js';
import { EmbedError, type EmbedErrorCode } from '../errors.js';
import {
  ARMED,
  type ChannelPort,
  type HeldMessage,
  type PortState,
  READABLE,
  STATE,
  WRITABLE,
} from './channel-port.js';
import { MemoryQueue } from './memory-queue.js';
import { PortEvents } from './port-events.js';
import { hold, letGo } from './process-hold.js';
import { takeMemory } from './transferable.js';
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
export class WebSocketPort implements ChannelPort {
  readonly options: Readonly<Required<ChannelOptions>>;
  readonly #socket: WebSocketLike;
  /** Who is at the other end, for messages. */
  readonly #peer: string;
  readonly #out: MemoryQueue;
  readonly #in: MemoryQueue;
  readonly #departures: Departures;
  /** What has arrived and finds no place. */
  #overrun: Uint8Array[] = [];
  #overrunBytes = 0;
  #selfClosed = false;
  /** The connection is closed, as either side wanted it. */
  #over = false;
  #reason: EmbedError | undefined;
  /** What the socket said before it closed. */
  #trouble: string | undefined;
  readonly #events = new PortEvents();
  #wantBytes = 0;

  /** @param socket Open, with nothing received yet. */
  constructor(socket: WebSocketLike, peer: string, options: Readonly<Required<ChannelOptions>>) {
    this.#socket = socket;
    this.#peer = peer;
    this.options = options;
    this.#out = new MemoryQueue(options.capacity, options.highWaterMark);
    this.#in = new MemoryQueue(options.capacity, options.highWaterMark);
    this.#departures = new Departures(socket, (count) => this.#departed(count));
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', ({ data }) => this.#receive(data));
    socket.addEventListener('error', ({ message }) => {
      this.#trouble = message;
    });
    socket.addEventListener('close', (event) => this.#closed(event));
  }

  get onevent(): (bits: number) => void {
    return this.#events.listener;
  }

  set onevent(listener: (bits: number) => void) {
    this.#events.listener = listener;
  }

  trySend(data: Uint8Array): boolean {
    if (!this.#hasSpaceFor(data.byteLength)) return false;
    this.#send(new Uint8Array(data));
    return true;
  }

  trySendTransfer(data: Uint8Array): boolean {
    if (!this.#hasSpaceFor(data.byteLength)) return false;
    this.#send(takeMemory(data) as Uint8Array<ArrayBuffer>);
    return true;
  }

  hold(data: Uint8Array, transfer: boolean): HeldMessage {
    return transfer ? takeMemory(data) : new Uint8Array(data);
  }

  trySendHeld(message: HeldMessage): boolean {
    this.#checkOpen();
    if (!this.#out.hasSpaceFor(message.byteLength)) return false;
    this.#send(message as Uint8Array<ArrayBuffer>);
    return true;
  }

  discard(): void {}

  receive(max: number, takeFirst: boolean): Uint8Array[] {
    const batch = this.#in.receive(max);
    if (batch.length === 0) return (this.arm(READABLE, 0) & READABLE) === 0 ? ARMED : batch;
    if (takeFirst) this.taken(1);
    return batch;
  }

  taken(count: number): void {
    if (this.#reason !== undefined) return;
    this.#in.taken(count);
    if (this.#overrun.length > 0) this.#admit();
  }

  arm(bits: number, wantBytes: number): number {
    let now = 0;
    const destroyed = this.#reason !== undefined;
    if ((bits & READABLE) !== 0 && (destroyed || !this.#in.isEmpty || this.#ended)) now |= READABLE;
    if ((bits & WRITABLE) !== 0) {
      this.#wantBytes = wantBytes;
      if (destroyed || this.#over || this.#selfClosed || this.#out.hasSpaceFor(wantBytes)) now |= WRITABLE;
    }
    this.#events.arm(bits, now);
    return now;
  }

  /** What was accepted goes first; then both directions end. */
  close(): void {
    this.#selfClosed = true;
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

  state(): PortState {
    return {
      destroyed: this.#reason !== undefined,
      ended: this.#ended,
      finished: this.#over,
      abandoned: false,
    };
  }

  reason(): EmbedError {
    return this.#reason ?? new EmbedError('ERR_EMBED_CHANNEL_DESTROYED');
  }

  statistics(): ChannelStatistics {
    return { sent: this.#out.statistics(), received: this.#in.statistics() };
  }

  keepAlive(on: boolean): void {
    if (on) hold();
    else letGo();
  }

  release(): void {
    this.#events.release();
  }

  get #ended(): boolean {
    return this.#over && this.#in.isEmpty && this.#overrun.length === 0;
  }

  #checkOpen(): void {
    if (this.#reason !== undefined) throw this.#reason;
    if (this.#selfClosed) throw new EmbedError('ERR_EMBED_CHANNEL_CLOSED');
    if (this.#over || this.#socket.readyState !== OPEN) {
      const message = `The other side has closed the connection to ${this.#peer}, which ends both directions`;
      throw new EmbedError('ERR_EMBED_CHANNEL_CLOSED', message);
    }
  }

  #hasSpaceFor(bytes: number): boolean {
    this.#checkOpen();
    if (this.#out.hasSpaceFor(bytes)) return true;
    this.#out.waits++;
    return false;
  }

  #send(message: Uint8Array<ArrayBuffer>): void {
    this.#out.push(message);
    this.#out.receive(1);
    this.#socket.send(message);
    this.#departures.add(message.byteLength);
  }

  #departed(count: number): void {
    if (this.#reason !== undefined) return;
    this.#out.taken(count);
    if (this.#events.awaits(WRITABLE) && this.#out.hasSpaceFor(this.#wantBytes)) this.#events.ringArmed(WRITABLE);
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
      if (!this.#in.hasSpaceFor(message.byteLength)) break;
      this.#in.push(message);
      this.#overrunBytes -= message.byteLength;
      count++;
    }
    if (count === this.#overrun.length) this.#overrun = [];
    else if (count > 0) this.#overrun = this.#overrun.slice(count);
    if (count > 0) {
      if (this.#events.awaits(READABLE)) this.#in.rings++;
      this.#events.ringArmed(READABLE);
    }
    if (this.#overrun.length === 0) {
      this.#resume();
      return;
    }
    this.#in.waits++;
    if (!this.#selfClosed) this.#socket.pause?.();
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
      this.#events.ringArmed(READABLE | WRITABLE);
      this.#events.ring(STATE);
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
    this.#events.ringArmed(READABLE | WRITABLE);
    this.#events.ring(STATE);
  }

  #end(reason: EmbedError): void {
    this.#reason = reason;
    this.#departures.end();
    this.#out.drop();
    this.#in.drop();
    this.#overrun = [];
    // Whoever is paused would not see the other side's close.
    this.#socket.resume?.();
  }
}
