import type { ChannelOptions } from '../channel.js';
import { EmbedError, type EmbedErrorCode } from '../errors.js';
import { STATE } from './channel-port.js';
import type { MemoryQueue } from './memory-queue.js';
import { QueuePort } from './queue-port.js';

/** What both ends of a memory channel share. */
export interface MemoryLink {
  readonly name: string;
  readonly options: Readonly<Required<ChannelOptions>>;
  destroyed: EmbedError | undefined;
  /** An end was closed or destroyed: whoever keeps a register of links looks. */
  readonly changed: () => void;
}

/** One end of a memory channel: what one end sends is the very queue that the other receives from. */
export class MemoryPort extends QueuePort {
  readonly #link: MemoryLink;
  #peer!: MemoryPort;
  #open = false;

  private constructor(link: MemoryLink, out: MemoryQueue, input: MemoryQueue) {
    super(out, input);
    this.#link = link;
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
    this.#peer.events.ring(STATE);
  }

  close(): void {
    this.selfClosed = true;
    this.#peer.ringEnd();
    this.#link.changed();
  }

  destroy(code: EmbedErrorCode, message: string): void {
    if (this.#link.destroyed !== undefined) return;
    this.#link.destroyed = new EmbedError(code, message);
    this.drop();
    this.#peer.ringOver();
    this.#link.changed();
  }

  get finished(): boolean {
    return this.selfClosed && (this.#peer.selfClosed || (!this.#peer.#open && this.out.isEmpty));
  }

  protected get failure(): EmbedError | undefined {
    return this.#link.destroyed;
  }

  protected get ended(): boolean {
    return this.#peer.selfClosed && this.in.isEmpty;
  }

  protected accept(message: Uint8Array): void {
    this.#peer.arrive(message);
  }

  protected freed(): void {
    this.#peer.offerSpace();
  }
}
