/** One end of a connection, as a port. The other end may be any program that frames its messages the same way. */

import type { Socket } from 'node:net';
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
import { encodeFrame, FRAME_HEADER, FrameDecoder } from './framing.js';
import { MemoryQueue } from './memory-queue.js';
import { PortEvents } from './port-events.js';
import { takeMemory } from './transferable.js';

/**
 * Both bounds are those of this end: what leaves has its place until the operating system has taken it, what arrives has its
 * place until it is received here. When the places of what arrives are all taken, the socket is not read: the other side feels
 * that once the buffers of the operating system are full. One complete message and one read of the socket are held beyond.
 */
export class SocketPort implements ChannelPort {
  readonly options: Readonly<Required<ChannelOptions>>;
  readonly #socket: Socket;
  /** Who is at the other end, for messages: `127.0.0.1:4711`. */
  readonly #peer: string;
  readonly #out: MemoryQueue;
  readonly #in: MemoryQueue;
  readonly #decoder: FrameDecoder;
  /** A message that has arrived and finds no place. */
  #blocked: Uint8Array | undefined;
  #corked = false;
  #selfClosed = false;
  /** The other side has said that nothing more will come. */
  #inputOver = false;
  /** The operating system has all that was sent, and the end of it. */
  #outputOver = false;
  #reason: EmbedError | undefined;
  #alive = false;
  #unsent = 0;

  readonly #events = new PortEvents();
  /** How large a message WRITABLE was asked for. */
  #wantBytes = 0;

  /** @param socket Connected, with `allowHalfOpen`. */
  constructor(socket: Socket, peer: string, options: Readonly<Required<ChannelOptions>>) {
    this.#socket = socket;
    this.#peer = peer;
    this.options = options;
    this.#out = new MemoryQueue(options.capacity, options.highWaterMark);
    this.#in = new MemoryQueue(options.capacity, options.highWaterMark);
    this.#decoder = new FrameDecoder(options.maxMessageBytes);
    socket.unref();
    socket.on('data', (chunk) => {
      this.#decoder.push(chunk);
      this.#admit();
    });
    socket.on('end', () => {
      this.#inputOver = true;
      if (this.#decoder.isEmpty) this.#ringEnd();
      // A message that waits for its place is complete, and the rest is looked at once it has found it.
      else if (this.#blocked === undefined) this.#admit();
    });
    socket.on('finish', () => {
      this.#outputOver = true;
      this.#events.ring(STATE);
    });
    socket.on('error', (error) => this.#break(error));
    socket.on('close', () => {
      if (!this.#inputOver || !this.#outputOver) this.#break(undefined);
    });
  }

  get onevent(): (bits: number) => void {
    return this.#events.listener;
  }

  set onevent(listener: (bits: number) => void) {
    this.#events.listener = listener;
  }

  trySend(data: Uint8Array): boolean {
    if (!this.#hasSpaceFor(data.byteLength)) return false;
    this.#write(encodeFrame(data));
    return true;
  }

  trySendTransfer(data: Uint8Array): boolean {
    if (!this.#hasSpaceFor(data.byteLength)) return false;
    this.#write(encodeFrame(takeMemory(data)));
    return true;
  }

  hold(data: Uint8Array, transfer: boolean): HeldMessage {
    return encodeFrame(transfer ? takeMemory(data) : data).subarray(FRAME_HEADER);
  }

  trySendHeld(message: HeldMessage): boolean {
    this.#checkOpen();
    if (!this.#out.hasSpaceFor(message.byteLength)) return false;
    this.#write(new Uint8Array((message as Uint8Array).buffer));
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
    if (this.#blocked !== undefined) this.#admit();
  }

  arm(bits: number, wantBytes: number): number {
    let now = 0;
    const over = this.#reason !== undefined;
    if ((bits & READABLE) !== 0 && (over || !this.#in.isEmpty || this.#ended)) now |= READABLE;
    if ((bits & WRITABLE) !== 0) {
      this.#wantBytes = wantBytes;
      if (over || this.#selfClosed || this.#out.hasSpaceFor(wantBytes)) now |= WRITABLE;
    }
    this.#events.arm(bits, now);
    return now;
  }

  close(): void {
    this.#selfClosed = true;
    this.#socket.end();
  }

  destroy(code: EmbedErrorCode, message: string): void {
    this.#end(new EmbedError(code, message));
  }

  state(): PortState {
    return {
      destroyed: this.#reason !== undefined,
      ended: this.#ended,
      finished: this.#selfClosed && this.#inputOver && this.#outputOver,
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
    this.#alive = on;
    this.#hold();
  }

  release(): void {
    this.#events.release();
  }

  /** The other side's end, once all that came before it was handed out. */
  get #ended(): boolean {
    return this.#inputOver && this.#in.isEmpty && this.#blocked === undefined && this.#decoder.isEmpty;
  }

  #checkOpen(): void {
    if (this.#reason !== undefined) throw this.#reason;
    if (this.#selfClosed) throw new EmbedError('ERR_EMBED_CHANNEL_CLOSED');
  }

  #hasSpaceFor(bytes: number): boolean {
    this.#checkOpen();
    if (this.#out.hasSpaceFor(bytes)) return true;
    this.#out.waits++;
    return false;
  }

  #write(frame: Uint8Array): void {
    this.#out.push(frame.subarray(FRAME_HEADER));
    this.#out.receive(1);
    this.#unsent++;
    this.#hold();
    if (!this.#corked) {
      // What is sent in one turn leaves in one call of the operating system.
      this.#corked = true;
      this.#socket.cork();
      process.nextTick(() => {
        this.#corked = false;
        this.#socket.uncork();
      });
    }
    this.#socket.write(frame, () => this.#written());
  }

  #written(): void {
    this.#unsent--;
    this.#hold();
    if (this.#reason !== undefined) return;
    this.#out.taken(1);
    if (this.#events.awaits(WRITABLE) && this.#out.hasSpaceFor(this.#wantBytes)) this.#events.ringArmed(WRITABLE);
  }

  /** Gives places to what has arrived, as far as there are any; reads on only when all have found one. */
  #admit(): void {
    if (this.#reason !== undefined) return;
    try {
      for (;;) {
        const message = this.#blocked ?? this.#decoder.read();
        this.#blocked = undefined;
        if (message === undefined) break;
        if (!this.#in.hasSpaceFor(message.byteLength)) {
          this.#blocked = message;
          this.#in.waits++;
          this.#socket.pause();
          return;
        }
        this.#in.push(message);
        if (this.#events.awaits(READABLE)) this.#in.rings++;
        this.#events.ringArmed(READABLE);
      }
    } catch (error) {
      this.#fail(error as EmbedError);
      return;
    }
    if (this.#inputOver) {
      if (this.#decoder.isEmpty) this.#ringEnd();
      else this.#fail(this.#broken('it ended in the middle of a message'));
    } else if (this.#socket.isPaused()) {
      this.#socket.resume();
    }
  }

  /** The connection is gone before both sides had closed it. */
  #break(cause: Error | undefined): void {
    if (this.#reason !== undefined || (this.#inputOver && this.#outputOver)) return;
    this.#fail(this.#broken(cause?.message ?? 'it was closed while this side was still open', cause));
  }

  #broken(why: string, cause?: Error): EmbedError {
    const options = cause === undefined ? undefined : { cause };
    return new EmbedError('ERR_EMBED_CONNECTION_LOST', `The connection to ${this.#peer} broke: ${why}`, options);
  }

  /** Ends the channel from this side's inside: nobody has asked for it. */
  #fail(reason: EmbedError): void {
    this.#end(reason);
    this.#events.ringArmed(READABLE | WRITABLE);
    this.#events.ring(STATE);
  }

  #end(reason: EmbedError): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#out.drop();
    this.#in.drop();
    this.#blocked = undefined;
    this.#breakOff();
  }

  /** Tells the other side that this is no orderly end. */
  #breakOff(): void {
    const socket = this.#socket;
    if (!socket.destroyed && socket.remoteAddress !== undefined) {
      socket.resetAndDestroy();
      return;
    }
    // Only TCP knows a reset. The beginning of a length says it too: the stream ends in the middle of a message. What cannot
    // be written at once stands behind a message that is cut off itself.
    if (socket.writable) {
      if (this.#corked) socket.uncork();
      socket.write(Uint8Array.of(0));
    }
    socket.destroy();
  }

  #ringEnd(): void {
    this.#events.ringArmed(READABLE);
    this.#events.ring(STATE);
  }

  /** The process stays for what waits, and for what was accepted and has not left yet. */
  #hold(): void {
    if (this.#socket.destroyed) return;
    if (this.#alive || this.#unsent > 0) this.#socket.ref();
    else this.#socket.unref();
  }
}
