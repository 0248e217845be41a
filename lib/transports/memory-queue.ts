import type { DirectionStatistics } from '../channel.js';

/** How much may lie in a queue: messages, and bytes; a single message always may. */
export interface QueueBounds {
  readonly capacity: number;
  readonly highWaterMark: number;
}

/**
 * One direction of a memory channel: messages that wait, messages that were handed out but not taken, and the bounds.
 */
export class MemoryQueue {
  #bounds: QueueBounds;
  /** A circle of a power of two: the message until it is handed out, then its size until it is taken. */
  #slots: (Uint8Array | number | undefined)[] = new Array(16);
  #mask = 15;
  /** Running counts; the slots from `taken` on are occupied, those from `received` on not handed out. */
  #queued = 0;
  #received = 0;
  #taken = 0;
  #occupiedBytes = 0;

  #bytes = 0;
  #dropped = 0;
  rings = 0;
  waits = 0;

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  /** Nothing waits to be handed out. */
  get isEmpty(): boolean {
    return this.#received === this.#queued;
  }

  hasSpaceFor(bytes: number): boolean {
    return this.hasSpaceWithin(bytes, this.#bounds);
  }

  /** The same for other bounds than its own. */
  hasSpaceWithin(bytes: number, bounds: QueueBounds): boolean {
    const occupied = this.#queued - this.#taken;
    if (occupied === 0) return true;
    return occupied < bounds.capacity && this.#occupiedBytes + bytes <= bounds.highWaterMark;
  }

  /** Other bounds from now on. What is in the queue stays there. */
  rebound(bounds: QueueBounds): void {
    this.#bounds = bounds;
  }

  push(message: Uint8Array): void {
    if (this.#queued - this.#taken > this.#mask) this.#grow();
    this.#slots[this.#queued & this.#mask] = message;
    this.#queued++;
    const bytes = message.byteLength;
    this.#occupiedBytes += bytes;
    this.#bytes += bytes;
  }

  /** Hands out up to `max` messages. */
  receive(max: number): Uint8Array[] {
    const count = Math.min(max, this.#queued - this.#received);
    const batch = new Array<Uint8Array>(count);
    for (let index = 0; index < count; index++) {
      const slot = this.#received++ & this.#mask;
      const message = this.#slots[slot] as Uint8Array;
      this.#slots[slot] = message.byteLength;
      batch[index] = message;
    }
    return batch;
  }

  /** Whether so many messages were handed out and not taken yet. */
  canTake(count: number): boolean {
    return count <= this.#received - this.#taken;
  }

  taken(count: number): void {
    for (const end = this.#taken + count; this.#taken < end; this.#taken++) {
      this.#occupiedBytes -= this.#slots[this.#taken & this.#mask] as number;
    }
  }

  /** Empties the queue; what was not taken counts as dropped. */
  drop(): void {
    this.#dropped += this.#queued - this.#taken;
    this.#slots = [];
    this.#taken = this.#received = this.#queued;
    this.#occupiedBytes = 0;
  }

  statistics(): DirectionStatistics {
    return {
      messages: this.#queued,
      bytes: this.#bytes,
      rings: this.rings,
      waits: this.waits,
      dropped: this.#dropped,
    };
  }

  #grow(): void {
    const mask = this.#mask * 2 + 1;
    const slots: (Uint8Array | number | undefined)[] = new Array(mask + 1);
    for (let index = this.#taken; index < this.#queued; index++) slots[index & mask] = this.#slots[index & this.#mask];
    this.#slots = slots;
    this.#mask = mask;
  }
}
