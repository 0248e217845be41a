import type { Timers } from '../flet/index.js';
import type { Agent, Move, Rest } from './agent.js';
import type { AppClock } from './app-host.js';
import { LaunchError } from './error.js';

/** Milliseconds by which a deadline may be missed: sums of fractions are floats. */
const TOLERANCE = 1e-4;

interface Timer {
  readonly due: number;
  readonly number: number;
  readonly callback: () => void;
}

/** The client's time-outs on virtual time. */
class VirtualTimers implements Timers {
  now = 0;
  #timers: Timer[] = [];
  #last = 0;

  after(milliseconds: number, callback: () => void): () => void {
    const timer: Timer = { due: this.now + milliseconds, number: ++this.#last, callback };
    this.#timers.push(timer);
    // What is due at once does not wait for the clock to be moved.
    if (milliseconds <= 0) queueMicrotask(() => this.#fire(timer));
    return () => this.#remove(timer);
  }

  /** Tells the timers that exist now from later ones. */
  mark(): number {
    return this.#last + 1;
  }

  next(before = Number.POSITIVE_INFINITY): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.number < before && (next === undefined || timer.due < next.due)) next = timer;
    }
    return next;
  }

  fire(timer: Timer): void {
    this.#fire(timer);
  }

  #fire(timer: Timer): void {
    if (this.#remove(timer)) timer.callback();
  }

  #remove(timer: Timer): boolean {
    const index = this.#timers.indexOf(timer);
    if (index >= 0) this.#timers.splice(index, 1);
    return index >= 0;
  }
}

/** Moves virtual time if told so, then waits for the app to come to rest; undefined: it has ended. */
export type Barrier = (move: Move, signal: AbortSignal) => Promise<Rest | undefined>;

/**
 * One clock for the app's loop and the client. It stands still; while it moves, the app comes to rest before each timer,
 * so that timers fire in one order, whosever they are: by their times, the app's before the client's at the same time.
 */
export class LaunchClock implements AppClock {
  readonly #own = new VirtualTimers();
  readonly #barrier: Barrier;
  readonly #agent: Agent;
  #moving: Promise<unknown> = Promise.resolve();

  constructor(barrier: Barrier, agent: Agent) {
    this.#barrier = barrier;
    this.#agent = agent;
  }

  /** For the client. */
  get timers(): Timers {
    return this.#own;
  }

  runFor(milliseconds: number, signal: AbortSignal): Promise<void> {
    return this.#inTurn(async () => {
      const target = this.#own.now + milliseconds;
      let rest = await this.#barrier({}, signal);
      for (;;) {
        const own = this.#own.next();
        const due = Math.min(rest?.next ?? Number.POSITIVE_INFINITY, own?.due ?? Number.POSITIVE_INFINITY);
        if (rest === undefined || due > target + TOLERANCE) break;
        this.#own.now = Math.max(this.#own.now, due);
        const isOwn = own !== undefined && due === own.due && due !== rest.next;
        rest = await this.#barrier(isOwn ? { now: due } : { now: due, fire: due }, signal);
        if (isOwn && rest !== undefined) {
          this.#own.fire(own);
          rest = await this.#barrier({}, signal);
        }
      }
      this.#own.now = Math.max(this.#own.now, target);
      await this.#barrier({ now: target }, signal);
    });
  }

  fastForward(milliseconds: number, signal: AbortSignal): Promise<void> {
    return this.#inTurn(async () => {
      const target = this.#own.now + milliseconds;
      const before = (await this.#barrier({ mark: true }, signal))?.mark;
      const ownBefore = this.#own.mark();
      this.#own.now = target;
      if (before === undefined) return;
      let rest = await this.#barrier({ now: target, before }, signal);
      while (rest !== undefined) {
        const own = this.#own.next(ownBefore);
        const due = Math.min(rest.next ?? Number.POSITIVE_INFINITY, own?.due ?? Number.POSITIVE_INFINITY);
        if (due > target + TOLERANCE) break;
        const isOwn = own !== undefined && due === own.due && due !== rest.next;
        if (isOwn) this.#own.fire(own);
        rest = await this.#barrier(isOwn ? { before } : { fire: due, before }, signal);
      }
    });
  }

  async setTime(time: Date, signal: AbortSignal): Promise<void> {
    const failure = await this.#agent.setWallClock(time, signal);
    if (failure !== undefined) throw new LaunchError('ERR_EMBED_LAUNCH_NO_TIME_MACHINE', failure);
  }

  /** One movement at a time. */
  #inTurn(move: () => Promise<void>): Promise<void> {
    const moved = this.#moving.then(move);
    this.#moving = moved.catch(() => {});
    return moved;
  }
}
