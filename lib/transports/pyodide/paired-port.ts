/** One end of a channel whose other end lies on the other side of a worker. */

import type { ChannelOptions } from '../../channel.js';
import { EmbedError, type EmbedErrorCode } from '../../errors.js';
import { type PortState, STATE } from '../channel-port.js';
import { MemoryQueue } from '../memory-queue.js';
import { QueuePort } from '../queue-port.js';
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
export class PairedPort extends QueuePort implements Debtor {
  readonly name: string;
  readonly #side: PortSide;
  #options: Bounds;
  /** Bounds that the other side may still have in mind for what it sent before it knew of ours. */
  #tolerated: Bounds;
  /** The pair's number; undefined: the other side has not come. */
  #channel: number | undefined;
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

  constructor(name: string, bounds: Bounds, side: PortSide) {
    super(new MemoryQueue(bounds), new MemoryQueue(bounds));
    this.name = name;
    this.#side = side;
    this.#options = this.#tolerated = bounds;
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

  pay(): PairFrame | undefined {
    const count = this.#owed;
    if (count === 0 || this.#channel === undefined || this.#reason !== undefined) return undefined;
    this.#owed = 0;
    this.#peerWaits = false;
    return ['taken', this.#channel, count];
  }

  close(): void {
    if (this.selfClosed || this.#reason !== undefined) return;
    this.selfClosed = true;
    if (this.#channel !== undefined) this.#side.post(['close', this.#channel]);
    else if (this.out.isEmpty) this.#side.leave(this);
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

  override state(): PortState {
    return { ...super.state(), abandoned: this.#abandoned && this.#channel === undefined };
  }

  get finished(): boolean {
    return this.selfClosed && (this.#peerClosed || this.#alone);
  }

  /** Whether a message of so many bytes would find its place. */
  hasSpaceFor(bytes: number): boolean {
    return this.out.hasSpaceFor(bytes);
  }

  /** A sender has found no space, or others wait before it. */
  countWait(): void {
    this.out.waits++;
    this.foundNoSpace();
  }

  // What this end's side tells it.

  /** The other side has come. */
  pair(channel: number, bounds: Bounds, tolerated: Bounds = bounds): void {
    this.#channel = channel;
    this.#tolerated = tolerated;
    if (bounds !== this.#options) {
      this.#options = bounds;
      this.out.rebound(bounds);
      this.in.rebound(bounds);
    }
    for (const message of this.out.receive(Number.MAX_SAFE_INTEGER)) this.#side.post(['data', channel, message]);
    if (this.selfClosed) this.#side.post(['close', channel]);
    this.events.ring(STATE);
  }

  /** A program has ended without opening the other side; or that no longer holds. */
  abandon(abandoned: boolean): void {
    if (this.#abandoned === abandoned) return;
    this.#abandoned = abandoned;
    this.events.ring(STATE);
  }

  /** It is closed for good: there is no other side. */
  stayAlone(): void {
    this.#alone = true;
    this.events.ring(STATE);
    this.#forgetIfOver();
  }

  /** Nobody will read here any more: what arrives is dropped, and its places are free at once. */
  dropInput(): void {
    this.#inputDropped = true;
    this.#take(this.in.receive(Number.MAX_SAFE_INTEGER).length);
  }

  arrived(bytes: Uint8Array): void {
    if (this.#reason !== undefined) return;
    const { byteLength } = bytes;
    if (byteLength > this.#options.maxMessageBytes) {
      const limit = this.#options.maxMessageBytes;
      this.#fail('ERR_EMBED_MESSAGE_TOO_LARGE', `messages of at most ${limit} bytes but received ${byteLength}`);
    } else if (this.#peerClosed) {
      this.#fail('ERR_EMBED_CHANNEL_DESTROYED', 'nothing after the end of the other side but received a message');
    } else if (!this.in.hasSpaceFor(byteLength) && !this.in.hasSpaceWithin(byteLength, this.#tolerated)) {
      this.#fail('ERR_EMBED_CHANNEL_DESTROYED', 'no more messages than there are places for but received one more');
    } else if (this.#inputDropped) {
      this.in.push(bytes);
      this.#take(this.in.receive(1).length);
    } else {
      this.arrive(bytes);
    }
  }

  takenThere(count: number): void {
    if (this.#reason !== undefined) return;
    if (!this.out.canTake(count)) {
      this.#fail('ERR_EMBED_CHANNEL_DESTROYED', `no more taken messages than were sent but received ${count}`);
      return;
    }
    this.out.taken(count);
    this.#toldWaiting = false;
    if (this.offerSpace()) this.foundNoSpace();
  }

  waitsThere(): void {
    this.in.waits++;
    this.#peerWaits = true;
    if (this.#owed > 0) this.#side.owe(this, true);
  }

  closedThere(): void {
    if (this.#reason !== undefined) return;
    this.#peerClosed = true;
    this.ringEnd();
    this.#forgetIfOver();
  }

  destroyedThere(reason: EmbedError): void {
    if (this.#reason !== undefined) return;
    this.#end(reason);
    this.ringOver();
    this.#side.forget(this);
  }

  protected get failure(): EmbedError | undefined {
    return this.#reason;
  }

  protected get ended(): boolean {
    return this.#peerClosed && this.in.isEmpty;
  }

  protected accept(message: Uint8Array): void {
    this.out.push(message);
    if (this.#channel === undefined) return;
    this.out.receive(1);
    this.#side.post(['data', this.#channel, message]);
  }

  protected freed(count: number): void {
    this.#owed += count;
    this.#side.owe(this, this.#peerWaits);
  }

  protected override foundNoSpace(): void {
    if (this.#toldWaiting || this.#channel === undefined) return;
    this.#toldWaiting = true;
    this.#side.post(['waits', this.#channel]);
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
    this.drop();
  }

  #forgetIfOver(): void {
    if (this.finished) this.#side.forget(this);
  }
}
