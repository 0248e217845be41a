import type { BatchCallback } from '../channel.js';
import { EmbedError, expected } from '../errors.js';
import { onAbort } from './abort.js';
import { BatchConsumer } from './batch-consumer.js';
import type { ChannelPort } from './channel-port.js';
import { Inbox } from './inbox.js';
import { MessageIterator } from './message-iterator.js';
import type { TurnBudget } from './next-turn.js';
import type { PendingOperations } from './pending-operations.js';

/** What a receiver tells its channel. */
export interface ReceiverEvents {
  /** The input is over and was consumed. */
  ended(): void;
  /** The batch callback threw or rejected. */
  failed(error: unknown): void;
}

/** The one that waits for a message: a `receive`, or the `next` of an iterator. */
interface Waiter {
  /** undefined: the end. */
  resolve(message: Uint8Array | undefined): void;
  reject(reason: unknown): void;
  unlisten(): void;
}

/** Marks a pending `receive` as the consumer; the others stand for themselves. */
const RECEIVE = Symbol('receive');

type Consumer = BatchConsumer | MessageIterator | typeof RECEIVE;

/**
 * The receiving half of a channel: sees to it that there is one consumer at a time, and feeds it from the inbox.
 *
 * A message is taken, and its place in the queue free, when it is handed out: not when it is drained into the inbox.
 */
export class Receiver {
  readonly #name: string;
  readonly #port: ChannelPort;
  readonly #pending: PendingOperations;
  readonly #budget: TurnBudget;
  readonly #events: ReceiverEvents;
  readonly #inbox: Inbox;
  readonly #batches: BatchConsumer;

  #consumer: Consumer | undefined;
  #waiter: Waiter | undefined;
  /** A turn of the event loop was asked for; whoever waits goes on after it. */
  #resting = false;
  #abandoned = false;

  constructor(name: string, port: ChannelPort, pending: PendingOperations, budget: TurnBudget, events: ReceiverEvents) {
    this.#name = name;
    this.#port = port;
    this.#pending = pending;
    this.#budget = budget;
    this.#events = events;
    this.#inbox = new Inbox(port, budget);
    this.#batches = new BatchConsumer(this.#inbox, {
      rest: () => this.#rest(),
      ended: () => events.ended(),
      failed: (error) => events.failed(error),
      left: () => {
        this.#consumer = undefined;
        pending.end();
      },
    });
  }

  /** Nothing that was drained waits to be taken. */
  get isEmpty(): boolean {
    return this.#inbox.isEmpty && !this.#batches.isDelivering;
  }

  receive(signal: AbortSignal | undefined): Promise<Uint8Array | undefined> {
    if (this.#consumer !== undefined) return Promise.reject(this.#busy('receive()'));
    if (signal?.aborted) return Promise.reject(signal.reason);
    try {
      const message = this.#take();
      if (message !== undefined) return Promise.resolve(message);
      if (this.#inbox.ended) return Promise.resolve(undefined);
    } catch (error) {
      return Promise.reject(error);
    }
    this.#consumer = RECEIVE;
    return this.#wait(signal, (message) => message);
  }

  iterate(): MessageIterator {
    return new MessageIterator(this);
  }

  /** The hot path of `for await`: no allocation but the promise and the result that the language asks for. */
  next(iterator: MessageIterator): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#consumer === iterator && this.#waiter === undefined) {
      const message = this.#inbox.take();
      if (message !== undefined) return Promise.resolve({ value: message, done: false });
    }
    return this.#nextOrWait(iterator);
  }

  /** The iterator is through, early or not. What it has not taken stays for the next consumer. */
  leave(iterator: MessageIterator): void {
    if (this.#consumer !== iterator) return;
    const waiter = this.#endWait();
    this.#consumer = undefined;
    waiter?.resolve(undefined);
  }

  get callback(): BatchCallback | null {
    return this.#batches.callback;
  }

  set callback(callback: BatchCallback | null) {
    if (callback === null) {
      this.#batches.stop();
      return;
    }
    if (typeof callback !== 'function') throw expected('a function or null', 'onmessages', callback);
    if (this.#consumer !== undefined && this.#consumer !== this.#batches) throw this.#busy('onmessages');
    if (!this.#batches.start(callback)) return;
    this.#consumer = this.#batches;
    this.#pending.begin();
  }

  /** The port's READABLE: somebody may go on. */
  readable(): void {
    this.#inbox.readable();
    this.#proceed();
  }

  /** A program ended without opening the other side (true), or that no longer holds. */
  abandon(abandoned: boolean): void {
    this.#abandoned = abandoned;
    if (abandoned && this.#waiter !== undefined) this.#rejectWaiter(this.#noProgram());
  }

  /** Nothing will come any more, nothing is left, and the port must not be asked again. */
  end(): void {
    this.#inbox.end();
    this.#proceed();
  }

  /** Drops what was drained and ends the wait. */
  fail(reason: EmbedError): void {
    this.#inbox.fail(reason);
    if (this.#waiter !== undefined) this.#rejectWaiter(reason);
    this.#batches.stop();
  }

  #nextOrWait(iterator: MessageIterator): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#consumer === undefined) this.#consumer = iterator;
    else if (this.#consumer !== iterator || this.#waiter !== undefined) {
      return Promise.reject(this.#busy('next() of an iterator'));
    }
    try {
      const message = this.#take();
      if (message !== undefined) return Promise.resolve({ value: message, done: false });
      if (this.#inbox.ended) {
        iterator.finish();
        return Promise.resolve({ value: undefined, done: true });
      }
    } catch (error) {
      iterator.finish();
      return Promise.reject(error);
    }
    return this.#wait(undefined, (message) =>
      message === undefined ? { value: undefined, done: true } : { value: message, done: false },
    );
  }

  /** The next message; undefined when the consumer has to wait, or the input is over. Throws what ends a wait. */
  #take(): Uint8Array | undefined {
    if (this.#inbox.isEmpty && this.#rest()) return undefined;
    if (this.#inbox.fill(true)) return this.#inbox.take();
    if (this.#inbox.ended) this.#events.ended();
    // A stale mark would be wrong: the next program may have been started in this very turn.
    else if (this.#abandoned && this.#port.state().abandoned) throw this.#noProgram();
    return undefined;
  }

  #wait<T>(signal: AbortSignal | undefined, result: (message: Uint8Array | undefined) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiter = {
        resolve: (message) => resolve(result(message)),
        reject,
        unlisten: onAbort(signal, (reason) => this.#rejectWaiter(reason)),
      };
      this.#pending.begin();
    });
  }

  /** Lets the consumer go on with what is there. */
  #proceed(): void {
    if (this.#consumer === this.#batches) {
      this.#batches.deliver();
      return;
    }
    if (this.#waiter === undefined) return;
    try {
      const message = this.#take();
      if (message === undefined && !this.#inbox.ended) return;
      const consumer = this.#consumer;
      const waiter = this.#endWait();
      if (message === undefined || consumer === RECEIVE) this.#dismiss(consumer);
      waiter?.resolve(message);
    } catch (error) {
      this.#rejectWaiter(error);
    }
  }

  #rejectWaiter(reason: unknown): void {
    const waiter = this.#endWait();
    this.#dismiss(this.#consumer);
    waiter?.reject(reason);
  }

  #endWait(): Waiter | undefined {
    const waiter = this.#waiter;
    if (waiter === undefined) return undefined;
    this.#waiter = undefined;
    waiter.unlisten();
    this.#pending.end();
    return waiter;
  }

  #dismiss(consumer: Consumer | undefined): void {
    if (consumer instanceof MessageIterator) consumer.finish();
    this.#consumer = undefined;
  }

  /** True while the event loop is due a turn; the consumer goes on after it. */
  #rest(): boolean {
    if (!this.#resting && this.#budget.exhausted) {
      this.#resting = true;
      void this.#budget.turn().then(() => {
        this.#resting = false;
        this.#proceed();
      });
    }
    return this.#resting;
  }

  #busy(who: string): EmbedError {
    const holder =
      this.#consumer === RECEIVE
        ? 'a receive() is pending'
        : this.#consumer === this.#batches
          ? 'onmessages is set'
          : 'an iteration is going on';
    return new EmbedError(
      'ERR_EMBED_CHANNEL_BUSY',
      `Expected one consumer at a time for channel '${this.#name}' but ${who} was used while ${holder}; ` +
        'end that one first',
    );
  }

  #noProgram(): EmbedError {
    return new EmbedError(
      'ERR_EMBED_PROGRAM_EXITED',
      `The program ended without opening channel '${this.#name}': nothing can come; ` +
        'compare the name with the one that the program opens',
    );
  }
}
