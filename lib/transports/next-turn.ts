/**
 * Fairness towards the event loop. A loop over promises that are resolved already never leaves the microtask queue, so
 * that a fast peer would starve timers and I/O. Every channel therefore spends a budget, and gives the event loop a
 * turn when it is used up; an event of the port, which comes from the event loop, fills it again.
 */

/** Messages in one direction or the other between two turns of the event loop. */
const MESSAGES_PER_TURN = 1024;

interface Scheduler {
  setImmediate?: (callback: () => void) => unknown;
}

/** Runs a callback in a later turn of the event loop, after I/O where the platform has a notion of it. */
export function nextTurn(callback: () => void): void {
  const { setImmediate } = globalThis as Scheduler;
  if (setImmediate === undefined) setTimeout(callback, 0);
  else setImmediate(callback);
}

/** What one channel may still send and receive in this turn. */
export class TurnBudget {
  #left = MESSAGES_PER_TURN;
  #turn: Promise<void> | undefined;

  /** Spends on `count` messages; true when a turn is due. */
  spend(count: number): boolean {
    this.#left -= count;
    return this.#left <= 0;
  }

  get exhausted(): boolean {
    return this.#left <= 0;
  }

  refill(): void {
    this.#left = MESSAGES_PER_TURN;
  }

  /** Resolves after a turn of the event loop, with the budget filled. */
  turn(): Promise<void> {
    this.#turn ??= new Promise((resolve) => {
      nextTurn(() => {
        this.#turn = undefined;
        this.refill();
        resolve();
      });
    });
    return this.#turn;
  }
}
