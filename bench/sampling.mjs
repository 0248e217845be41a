// How often something is done: so many times, or until the time is up, since the slowest system takes a thousand times as long
// as the fastest.

const LEAST = 20;
const LOOK_EVERY = 32;

/**
 * Does `once` until it was done `warmUp` and then `count` times, or the time for each of the two is up.
 *
 * @param once Resolves with the nanoseconds that are to be recorded.
 */
export async function sample(histogram, { warmUp, count, limitMs }, once) {
  await repeat(warmUp, limitMs / 2, once);
  await repeat(count, limitMs, async (index) => histogram.record(await once(index)));
}

/** Returns how often it was done: at least LEAST times, or `count` where that is less. */
export async function repeat(count, limitMs, once) {
  const until = performance.now() + limitMs;
  for (let i = 0; i < count; i++) {
    if (i >= LEAST && i % LOOK_EVERY === 0 && performance.now() > until) return i;
    await once(i);
  }
  return count;
}

/** The same for what takes so long that the clock is looked at every time; `least` times at least. */
export async function repeatSlow(count, limitMs, least, once) {
  const until = performance.now() + limitMs;
  for (let i = 0; i < count; i++) {
    if (i >= least && performance.now() > until) return i;
    await once(i);
  }
  return count;
}
