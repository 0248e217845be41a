/**
 * A port that keeps its places itself, in JavaScript: two queues, the events that tell of them, and the rules of the contract
 * that are the same wherever the other end lies. What becomes of a message that was accepted is the affair of its heirs.
 */

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
import type { MemoryQueue } from './memory-queue.js';
import { PortEvents } from './port-events.js';
import { hold, letGo } from './process-hold.js';
import { checkTransferable, takeMemory } from './transferable.js';

export abstract class QueuePort implements ChannelPort {
  abstract readonly options: Readonly<Required<ChannelOptions>>;
  /** What this end sends. */
  protected readonly out: MemoryQueue;
  /** What has come for this end. */
  protected readonly in: MemoryQueue;
  protected readonly events = new PortEvents();
  protected selfClosed = false;
  /** How large a message WRITABLE was asked for. */
  #wantBytes = 0;

  constructor(out: MemoryQueue, input: MemoryQueue) {
    this.out = out;
    this.in = input;
  }

  /** Why it was destroyed, once it was. */
  protected abstract get failure(): EmbedError | undefined;

  /** Nothing will come any more, and all that came was received. */
  protected abstract get ended(): boolean;

  /** See `PortState`. */
  protected abstract get finished(): boolean;

  /** Takes a message for which there is space. The memory is the port's. */
  protected abstract accept(message: Uint8Array): void;

  /** Places of what has come are free again. */
  protected abstract freed(count: number): void;

  abstract close(): void;
  abstract destroy(code: EmbedErrorCode, message: string): void;

  get onevent(): (bits: number) => void {
    return this.events.listener;
  }

  set onevent(listener: (bits: number) => void) {
    this.events.listener = listener;
  }

  trySend(data: Uint8Array): boolean {
    if (!this.#hasSpaceFor(data.byteLength)) return false;
    this.accept(this.copy(data));
    return true;
  }

  trySendTransfer(data: Uint8Array): boolean {
    checkTransferable(data);
    if (!this.#hasSpaceFor(data.byteLength)) return false;
    this.accept(this.take(data));
    return true;
  }

  hold(data: Uint8Array, transfer: boolean): HeldMessage {
    return transfer ? this.take(data) : this.copy(data);
  }

  trySendHeld(message: HeldMessage): boolean {
    this.checkOpen();
    if (!this.out.hasSpaceFor(message.byteLength)) {
      this.foundNoSpace();
      return false;
    }
    this.accept(message as Uint8Array);
    return true;
  }

  discard(): void {}

  receive(max: number, takeFirst: boolean): Uint8Array[] {
    const batch = this.in.receive(max);
    if (batch.length === 0) return (this.arm(READABLE, 0) & READABLE) === 0 ? ARMED : batch;
    if (takeFirst) this.taken(1);
    return batch;
  }

  taken(count: number): void {
    // A destroy has dropped what was drained, and the event that tells may still be on its way.
    if (this.failure !== undefined) return;
    this.in.taken(count);
    this.freed(count);
  }

  arm(bits: number, wantBytes: number): number {
    let now = 0;
    const over = this.failure !== undefined;
    if ((bits & READABLE) !== 0 && (over || !this.in.isEmpty || this.ended)) now |= READABLE;
    if ((bits & WRITABLE) !== 0) {
      this.#wantBytes = wantBytes;
      if (over || this.sendsNoMore || this.out.hasSpaceFor(wantBytes)) now |= WRITABLE;
    }
    this.events.arm(bits, now);
    return now;
  }

  state(): PortState {
    return { destroyed: this.failure !== undefined, ended: this.ended, finished: this.finished, abandoned: false };
  }

  reason(): EmbedError {
    return this.failure ?? new EmbedError('ERR_EMBED_CHANNEL_DESTROYED');
  }

  statistics(): ChannelStatistics {
    return { sent: this.out.statistics(), received: this.in.statistics() };
  }

  keepAlive(on: boolean): void {
    if (on) hold();
    else letGo();
  }

  release(): void {
    this.events.release();
  }

  /** Nothing is accepted any more: waiting for space would never end. */
  protected get sendsNoMore(): boolean {
    return this.selfClosed;
  }

  /** A copy as it is accepted. */
  protected copy(data: Uint8Array): Uint8Array {
    return new Uint8Array(data);
  }

  /** The memory itself, as it is accepted. */
  protected take(data: Uint8Array): Uint8Array {
    return takeMemory(data);
  }

  /** A message waits. */
  protected foundNoSpace(): void {}

  protected checkOpen(): void {
    if (this.failure !== undefined) throw this.failure;
    if (this.selfClosed) throw new EmbedError('ERR_EMBED_CHANNEL_CLOSED');
  }

  /** A message has come, and there is space for it. */
  protected arrive(message: Uint8Array): void {
    this.in.push(message);
    if (!this.events.awaits(READABLE)) return;
    this.in.rings++;
    this.events.ringArmed(READABLE);
  }

  /** Places of what was sent may be free. True when a message waits that is still too large. */
  protected offerSpace(): boolean {
    if (!this.events.awaits(WRITABLE)) return false;
    if (!this.out.hasSpaceFor(this.#wantBytes)) return true;
    this.events.ringArmed(WRITABLE);
    return false;
  }

  /** The other side will send nothing more. */
  protected ringEnd(): void {
    this.events.ringArmed(READABLE);
    this.events.ring(STATE);
  }

  /** It is over, and this side has not asked for it. */
  protected ringOver(): void {
    this.events.ringArmed(READABLE | WRITABLE);
    this.events.ring(STATE);
  }

  /** Drops what is queued in both directions. */
  protected drop(): void {
    this.out.drop();
    this.in.drop();
  }

  #hasSpaceFor(bytes: number): boolean {
    this.checkOpen();
    if (this.out.hasSpaceFor(bytes)) return true;
    this.out.waits++;
    this.foundNoSpace();
    return false;
  }
}
