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

/** What both ends of a memory channel share. */
export interface MemoryLink {
  readonly name: string;
  readonly options: Readonly<Required<ChannelOptions>>;
  destroyed: EmbedError | undefined;
  /** An end was closed or destroyed: whoever keeps a register of links looks. */
  readonly changed: () => void;
}

/** One end of a memory channel. */
export class MemoryPort implements ChannelPort {
  readonly #link: MemoryLink;
  readonly #out: MemoryQueue;
  readonly #in: MemoryQueue;
  #peer!: MemoryPort;
  #open = false;
  #closed = false;
  readonly #events = new PortEvents();
  /** How large a message WRITABLE was asked for. */
  #wantBytes = 0;

  constructor(link: MemoryLink, out: MemoryQueue, input: MemoryQueue) {
    this.#link = link;
    this.#out = out;
    this.#in = input;
  }

  /** The two ends of one link. */
  static pair(link: MemoryLink, there: MemoryQueue, back: MemoryQueue): [MemoryPort, MemoryPort] {
    const one = new MemoryPort(link, there, back);
    const other = new MemoryPort(link, back, there);
    one.#peer = other;
    other.#peer = one;
    return [one, other];
  }

  get options(): Readonly<Required<ChannelOptions>> {
    return this.#link.options;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  open(): void {
    this.#open = true;
    this.#peer.#events.ring(STATE);
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
    if (!this.#out.hasSpaceFor(message.byteLength)) return false;
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
    // The peer's destroy has dropped what this side had drained, and the event that tells is still on its way.
    if (this.#link.destroyed !== undefined) return;
    this.#in.taken(count);
    const peer = this.#peer;
    if (peer.#events.awaits(WRITABLE) && this.#in.hasSpaceFor(peer.#wantBytes)) peer.#events.ringArmed(WRITABLE);
  }

  arm(bits: number, wantBytes: number): number {
    let now = 0;
    const over = this.#link.destroyed !== undefined;
    if ((bits & READABLE) !== 0 && (over || !this.#in.isEmpty || this.#peer.#closed)) now |= READABLE;
    if ((bits & WRITABLE) !== 0) {
      this.#wantBytes = wantBytes;
      if (over || this.#closed || this.#out.hasSpaceFor(wantBytes)) now |= WRITABLE;
    }
    this.#events.arm(bits, now);
    return now;
  }

  close(): void {
    this.#closed = true;
    this.#peer.#events.ringArmed(READABLE);
    this.#peer.#events.ring(STATE);
    this.#link.changed();
  }

  destroy(code: EmbedErrorCode, message: string): void {
    if (this.#link.destroyed !== undefined) return;
    this.#link.destroyed = new EmbedError(code, message);
    this.#out.drop();
    this.#in.drop();
    this.#peer.#events.ringArmed(READABLE | WRITABLE);
    this.#peer.#events.ring(STATE);
    this.#link.changed();
  }

  state(): PortState {
    return {
      destroyed: this.#link.destroyed !== undefined,
      ended: this.#peer.#closed && this.#in.isEmpty,
      finished: this.finished,
      abandoned: false,
    };
  }

  get finished(): boolean {
    return this.#closed && (this.#peer.#closed || (!this.#peer.#open && this.#out.isEmpty));
  }

  reason(): EmbedError {
    return this.#link.destroyed ?? new EmbedError('ERR_EMBED_CHANNEL_DESTROYED');
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

  #checkOpen(): void {
    if (this.#link.destroyed !== undefined) throw this.#link.destroyed;
    if (this.#closed) throw new EmbedError('ERR_EMBED_CHANNEL_CLOSED');
  }

  #hasSpaceFor(bytes: number): boolean {
    this.#checkOpen();
    if (this.#out.hasSpaceFor(bytes)) return true;
    this.#out.waits++;
    return false;
  }

  #push(message: Uint8Array): void {
    this.#out.push(message);
    const peer = this.#peer;
    if (peer.#events.awaits(READABLE)) {
      this.#out.rings++;
      peer.#events.ringArmed(READABLE);
    }
  }
}
