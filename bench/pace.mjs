import { setTimeout as pause } from 'node:timers/promises';

/**
 * Calls `act(index, due)` so many times at a fixed rate, one after the other; `due` is the moment at which it should have begun,
 * whatever came before it, in milliseconds of `performance.now()`. The thread sleeps in between. Node's timers fire up to a
 * millisecond late; `due` is when the timer fired where it was not already too late for that.
 */
export async function atRate(rate, count, act) {
  const gap = 1000 / rate;
  const first = performance.now();
  for (let index = 0; index < count; index++) {
    const intended = first + index * gap;
    const left = intended - performance.now();
    if (left <= 0) {
      await act(index, intended);
      continue;
    }
    await pause(left);
    await act(index, performance.now());
  }
}
