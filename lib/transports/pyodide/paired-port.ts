/** One end of a channel whose other end lies on the other side of a worker. */

import type { ChannelOptions, ChannelStatistics } from '../../channel.js';
import { EmbedError, type EmbedErrorCode } from '../../errors.js';
import {
  ARMED,
  type ChannelPort,
  type HeldMessage,
  type PortState,
  READABLE,
  STATE,
  WRITABLE,
} from '../channel-port.js';
import { MemoryQueue } from '../memory-queue.js';
import { PortEvents } from '../port-events.js';
import { hold, letGo } from '../process-hold.js';
import { checkTransferable, takeMemory } from '../transferable.js';
import type { FrameFailure, PairFrame } from './frame.js';
import type { Debtor } from './wire.js';

type Bounds = Readonly<Required<ChannelOptions>>;

/** What an end asks of its side. */
export interface PortSide {
  post(frame: PairFrame): void;
  owe(debtor: Debtor, urgent: boolean): void;
  /** It was closed, and there is no pair: nothing is queued for one. */
  leave(port: PairedPort): void;
  /** It was destroyed, and there is no pair. */
  cancel(port: PairedPort, reason: EmbedError, failure: FrameFailure | undefined): void;
  /** It is over. */
  forget(port: PairedPort): void;
}

/**
 * The sender keeps count: a message has its place from the moment in which it is accepted until the consumer on the other
 * side has taken it, and said so. What is sent before there is another side is kept here.
 */
export class PairedPort implements ChannelPort, Debtor {
  readonly name: string;
  readonly #side: PortSide;
  #options: Bounds;
  /** Bounds that the other side may still have in mind for what it sent before it knew of ours. */
  #tolerated: Bounds;
  #out: MemoryQueue;
  #in: MemoryQueue;
  /** The pair's number; undefined: the other side has not come. */
  #channel: number | undefined;
  #selfClosed = false;
  #peerClosed = false;
  /** Closed without there ever having been another side. */
  #alone = false;
  #abandoned = false;
  #reason: EmbedError | undefined;
  /** Taken here, and not said yet. */
  #owed = 0;
  #peerWaits = false;
  #toldWaiting = false;
  #inputDropped = false;
  readonly #events = new PortEvents();
  #wantBytes = 0;

  constructor(name: string, bounds: Bounds, side: PortSide) {
    this.name = name;
    this.#side = side;
    this.#options = this.#tolerated = bounds;
    this.#out = new MemoryQueue(bounds.capacity, bounds.highWaterMark);
    this.#in = new MemoryQueue(bounds.capacity, bounds.highWaterMark);
  }

  get options(): Bounds {
    return this.#options;
  }

  get isPaired(): boolean {
    return this.#channel !== undefined;
  }

  /** The pair's number. */
  get channel(): number | undefined {
    return this.#channel;
  }

  get onevent(): (bits: number) => void {
    return this.#events.listener;
  }

  set onevent(listener: (bits: number) => void) {
    this.#events.listener = listener;
  }

  trySend(data: Uint8Array): boolean {
    if (!this.#hasSpaceFor(data.byteLength)) return false;
    this.#push(new Uint8Array(data));
    return true;
  }

  trySendTransfer(data: Uint8Array): boolean {
    checkTransferable(data);
    if (!this.#hasSpaceFor(data.byteLength)) return false;
    this.#push(takeMemory(data));
    return true;
  }

  hold(data: Uint8Array, transfer: boolean): HeldMessage {
    return transfer ? takeMemory(data) : new Uint8Array(data);
  }

  trySendHeld(message: HeldMessage): boolean {
    this.#checkOpen();
    if (!this.#out.hasSpaceFor(message.byteLength)) {
      this.#tellWaiting();
      return false;
    }
    this.#push(message as Uint8Array);
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
    this.#owed += count;
    this.#side.owe(this, this.#peerWaits);
  }

  pay(): PairFrame | undefined {
    const count = this.#owed;
    if (count === 0 || this.#channel === undefined || this.#reason !== undefined) return undefined;
    this.#owed = 0;
    this.#peerWaits = false;
    return ['taken', this.#channel, count];
  }

  arm(bits: number, wantBytes: number): number {
    let now = 0;
    const over = this.#reason !== undefined;
    if ((bits & READABLE) !== 0 && (over || !this.#in.isEmpty || this.#peerClosed)) now |= READABLE;
    if ((bits & WRITABLE) !== 0) {
      this.#wantBytes = wantBytes;
      if (over || this.#selfClosed || this.#out.hasSpaceFor(wantBytes)) now |= WRITABLE;
    }
    this.#events.arm(bits, now);
    return now;
  }

  close(): void {
    if (this.#selfClosed || this.#reason !== undefined) return;
    this.#selfClosed = true;
    if (this.#channel !== undefined) this.#side.post(['close', this.#channel]);
    else if (this.#out.isEmpty) this.#side.leave(this);
    this.#forgetIfOver();
  }

  destroy(code: EmbedErrorCode, message: string): void {
    this.destroyWith(new EmbedError(code, message));
  }

  /** The same, with what Python has raised where that is the reason. */
  destroyWith(reason: EmbedError, failure?: FrameFailure): void {
    if (this.#reason !== undefined) return;
    this.#end(reason);
    const { code, message } = reason;
    if (this.#channel === undefined) this.#side.cancel(this, reason, failure);
    else if (failure === undefined) this.#side.post(['destroy', this.#channel, code, message]);
    else this.#side.post(['destroy', this.#channel, code, message, failure]);
    this.#side.forget(this);
  }

  state(): PortState {
    return {
      destroyed: this.#reason !== undefined,
      ended: this.#peerClosed && this.#in.isEmpty,
      finished: this.#selfClosed && (this.#peerClosed || this.#alone),
      abandoned: this.#abandoned && this.#channel === undefined,
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

  /** Whether a message of so many bytes would find its place. */
  hasSpaceFor(bytes: number): boolean {
    return this.#out.hasSpaceFor(bytes);
  }

  /** A sender has found no space, or others wait before it. */
  countWait(): void {
    this.#out.waits++;
    this.#tellWaiting();
  }

  // What this end's side tells it.

  /** The other side has come. */
  pair(channel: number, bounds: Bounds, tolerated: Bounds = bounds): void {
    this.#channel = channel;
    this.#tolerated = tolerated;
    if (bounds !== this.#options) {
      this.#options = bounds;
      this.#out.rebound(bounds.capacity, bounds.highWaterMark);
      this.#in.rebound(bounds.capacity, bounds.highWaterMark);
    }
    for (const message of this.#out.receive(Number.MAX_SAFE_INTEGER)) this.#side.post(['data', channel, message]);
    if (this.#selfClosed) this.#side.post(['close', channel]);
    this.#events.ring(STATE);
  }

  /** A program has ended without opening the other side; or that no longer holds. */
  abandon(abandoned: boolean): void {
    if (this.#abandoned === abandoned) return;
    this.#abandoned = abandoned;
    this.#events.ring(STATE);
  }

  /** It is closed for good: there is no other side. */
  stayAlone(): void {
    this.#alone = true;
    this.#events.ring(STATE);
    this.#forgetIfOver();
  }

  /** Nobody will read here any more: what arrives is dropped, and its places are free at once. */
  dropInput(): void {
    this.#inputDropped = true;
    this.#take(this.#in.receive(Number.MAX_SAFE_INTEGER).length);
  }

  arrived(bytes: Uint8Array): void {
    if (this.#reason !== undefined) return;
    const { byteLength } = bytes;
    if (byteLength > this.#options.maxMessageBytes) {
      const limit = this.#options.maxMessageBytes;
      this.#fail('ERR_EMBED_MESSAGE_TOO_LARGE', `messages of at most ${limit} bytes but received ${byteLength}`);
    } else if (this.#peerClosed) {
      this.#fail('ERR_EMBED_CHANNEL_DESTROYED', 'nothing after the end of the other side but received a message');
    } else if (!this.#in.hasSpaceFor(byteLength) && !this.#in.hasSpaceWithin(byteLength, this.#tolerated)) {
      this.#fail('ERR_EMBED_CHANNEL_DESTROYED', 'no more messages than there are places for but received one more');
    } else {
      this.#in.push(bytes);
      if (this.#inputDropped) this.#take(this.#in.receive(1).length);
      else if (this.#events.awaits(READABLE)) {
        this.#in.rings++;
        this.#events.ringArmed(READABLE);
      }
    }
  }

  takenThere(count: number): void {
    if (this.#reason !== undefined) return;
    if (!this.#out.canTake(count)) {
      this.#fail('ERR_EMBED_CHANNEL_DESTROYED', `no more taken messages than were sent but received ${count}`);
      return;
    }
    this.#out.taken(count);
    this.#toldWaiting = false;
    if (!this.#events.awaits(WRITABLE)) return;
    if (this.#out.hasSpaceFor(this.#wantBytes)) this.#events.ringArmed(WRITABLE);
    else this.#tellWaiting();
  }

  waitsThere(): void {
    this.#in.waits++;
    this.#peerWaits = true;
    if (this.#owed > 0) this.#side.owe(this, true);
  }

  closedThere(): void {
    if (this.#reason !== undefined) return;
    this.#peerClosed = true;
    this.#events.ringArmed(READABLE);
    this.#events.ring(STATE);
    this.#forgetIfOver();
  }

  destroyedThere(reason: EmbedError): void {
    if (this.#reason !== undefined) return;
    this.#end(reason);
    this.#events.ringArmed(READABLE | WRITABLE);
    this.#events.ring(STATE);
    this.#side.forget(this);
  }

  #checkOpen(): void {
    if (this.#reason !== undefined) throw this.#reason;
    if (this.#selfClosed) throw new EmbedError('ERR_EMBED_CHANNEL_CLOSED');
  }

  #hasSpaceFor(bytes: number): boolean {
    this.#checkOpen();
    if (this.#out.hasSpaceFor(bytes)) return true;
    this.countWait();
    return false;
  }

  #tellWaiting(): void {
    if (this.#toldWaiting || this.#channel === undefined) return;
    this.#toldWaiting = true;
    this.#side.post(['waits', this.#channel]);
  }

  #push(message: Uint8Array): void {
    this.#out.push(message);
    if (this.#channel === undefined) return;
    this.#out.receive(1);
    this.#side.post(['data', this.#channel, message]);
  }

  #take(count: number): void {
    if (count > 0) this.taken(count);
  }

  /** The other side breaks the rules. */
  #fail(code: EmbedErrorCode, what: string): void {
    const reason = new EmbedError(code, `Expected on channel '${this.name}' ${what}`);
    if (this.#channel !== undefined) this.#side.post(['destroy', this.#channel, reason.code, reason.message]);
    this.destroyedThere(reason);
  }

  #end(reason: EmbedError): void {
    this.#reason = reason;
    this.#out.drop();
    this.#in.drop();
  }

  #forgetIfOver(): void {
    if (this.state().finished) this.#side.forget(this);
  }
}
