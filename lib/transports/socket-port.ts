/** One end of a connection, as a port. The other end may be any program that frames its messages the same way. */

import type { Socket } from 'node:net';
import type { ChannelOptions } from '../channel.js';
import { EmbedError, type EmbedErrorCode } from '../errors.js';
import { STATE } from './channel-port.js';
import { encodeFrame, FRAME_HEADER, FrameDecoder } from './framing.js';
import { MemoryQueue } from './memory-queue.js';
import { QueuePort } from './queue-port.js';

/**
 * Both bounds are those of this end: what leaves has its place until the operating system has taken it, what arrives has its
 * place until it is received here. When the places of what arrives are all taken, the socket is not read: the other side feels
 * that once the buffers of the operating system are full. One complete message and one read of the socket are held beyond.
 */
export class SocketPort extends QueuePort {
  readonly options: Readonly<Required<ChannelOptions>>;
  readonly #socket: Socket;
  /** Who is at the other end, for messages: `127.0.0.1:4711`. */
  readonly #peer: string;
  readonly #decoder: FrameDecoder;
  /** A message that has arrived and finds no place. */
  #blocked: Uint8Array | undefined;
  #corked = false;
  /** The other side has said that nothing more will come. */
  #inputOver = false;
  /** The operating system has all that was sent, and the end of it. */
  #outputOver = false;
  #reason: EmbedError | undefined;
  #alive = false;
  #unsent = 0;

  /** @param socket Connected, with `allowHalfOpen`. */
  constructor(socket: Socket, peer: string, options: Readonly<Required<ChannelOptions>>) {
    super(new MemoryQueue(options), new MemoryQueue(options));
    this.#socket = socket;
    this.#peer = peer;
    this.options = options;
    this.#decoder = new FrameDecoder(options.maxMessageBytes);
    socket.unref();
    socket.on('data', (chunk) => {
      this.#decoder.push(chunk);
      this.#admit();
    });
    socket.on('end', () => {
      this.#inputOver = true;
      if (this.#decoder.isEmpty) this.ringEnd();
      // A message that waits for its place is complete, and the rest is looked at once it has found it.
      else if (this.#blocked === undefined) this.#admit();
    });
    socket.on('finish', () => {
      this.#outputOver = true;
      this.events.ring(STATE);
    });
    socket.on('error', (error) => this.#break(error));
    socket.on('close', () => {
      if (!this.#inputOver || !this.#outputOver) this.#break(undefined);
    });
  }

  close(): void {
    this.selfClosed = true;
    this.#socket.end();
  }

  destroy(code: EmbedErrorCode, message: string): void {
    this.#end(new EmbedError(code, message));
  }

  override keepAlive(on: boolean): void {
    this.#alive = on;
    this.#hold();
  }

  protected get failure(): EmbedError | undefined {
    return this.#reason;
  }

  /** The other side's end, once all that came before it was handed out. */
  protected get ended(): boolean {
    return this.#inputOver && this.in.isEmpty && this.#blocked === undefined && this.#decoder.isEmpty;
  }

  protected get finished(): boolean {
    return this.selfClosed && this.#inputOver && this.#outputOver;
  }

  /** What is accepted has its length before it in memory, so that both leave in one write. */
  protected override copy(data: Uint8Array): Uint8Array {
    return encodeFrame(data).subarray(FRAME_HEADER);
  }

  protected override take(data: Uint8Array): Uint8Array {
    return this.copy(super.take(data));
  }

  protected accept(message: Uint8Array): void {
    this.out.push(message);
    this.out.receive(1);
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
    this.#socket.write(new Uint8Array(message.buffer), () => this.#written());
  }

  protected freed(): void {
    if (this.#blocked !== undefined) this.#admit();
  }

  #written(): void {
    this.#unsent--;
    this.#hold();
    if (this.#reason !== undefined) return;
    this.out.taken(1);
    this.offerSpace();
  }

  /** Gives places to what has arrived, as far as there are any; reads on only when all have found one. */
  #admit(): void {
    if (this.#reason !== undefined) return;
    try {
      for (;;) {
        const message = this.#blocked ?? this.#decoder.read();
        this.#blocked = undefined;
        if (message === undefined) break;
        if (!this.in.hasSpaceFor(message.byteLength)) {
          this.#blocked = message;
          this.in.waits++;
          this.#socket.pause();
          return;
        }
        this.arrive(message);
      }
    } catch (error) {
      this.#fail(error as EmbedError);
      return;
    }
    if (this.#inputOver) {
      if (this.#decoder.isEmpty) this.ringEnd();
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
    this.ringOver();
  }

  #end(reason: EmbedError): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.drop();
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

  /** The process stays for what waits, and for what was accepted and has not left yet. */
  #hold(): void {
    if (this.#socket.destroyed) return;
    if (this.#alive || this.#unsent > 0) this.#socket.ref();
    else this.#socket.unref();
  }
}
