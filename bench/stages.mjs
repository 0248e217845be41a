// The stages of one trip from a gesture to its patch, from the stamps of the host, of the product's own recorder and of Python.
// Everything is in nanoseconds of the host's `performance.now()`; what comes from another reading of that clock may be wrong by a
// microsecond.

const now = () => performance.now() * 1e6;

/** The doors in the order in which a trip passes them, what lies before each, and whose that is. */
const DOORS = [
  ['send', 'host: gesture and encode', 'host'],
  ['pushed', 'queue: push', 'transport'],
  ['woken', 'wake-up of Python', 'transport'],
  ['ready', 'waiting for the GIL', 'transport'],
  ['taken', 'queue: take', 'transport'],
  ['decoded', 'Flet: its queue and decode', 'flet'],
  ['handler', 'Flet: task, event and its types', 'flet'],
  ['handled', "the app's handler", 'flet'],
  ['compared', 'Flet: what has changed', 'flet'],
  ['encoded', 'Flet: encode', 'flet'],
  ['pushedBack', 'queue: push back', 'transport'],
  ['wokenBack', 'wake-up of the host', 'transport'],
  ['received', 'queue: take back', 'transport'],
  ['to', 'host: decode and apply', 'host'],
];

/** By so much may a stamp lie before the one of the door before it: the exactness of the clocks' comparison. */
const TOLERANCE_NS = 5000;

/** Those that say «not before this»: a consumer that was awake has them from before the push. */
const LOWER_BOUNDS = new Set(['woken', 'ready', 'wokenBack']);

/** A channel that stamps what passes; the client that reads from it does not notice. */
export class StagedChannel {
  #channel;
  #recorder;
  #current;

  /** @param recorder What `runtime.recordTimes(channel)` gave. */
  constructor(channel, recorder) {
    this.#channel = channel;
    this.#recorder = recorder;
  }

  /** Does something that causes one patch; resolves with when it passed which door of the host and of the queue. */
  async trip(act) {
    this.#recorder.read();
    const trip = { from: now(), send: undefined, received: undefined, to: undefined };
    this.#current = trip;
    await act();
    trip.to = now();
    this.#current = undefined;
    return { ...trip, ...queueDoors(this.#recorder.read()) };
  }

  trySend(bytes, options) {
    this.#leaves();
    return this.#channel.trySend(bytes, options);
  }

  send(bytes, options) {
    this.#leaves();
    return this.#channel.send(bytes, options);
  }

  close(options) {
    return this.#channel.close(options);
  }

  destroy(error) {
    this.#channel.destroy(error);
  }

  async *[Symbol.asyncIterator]() {
    for await (const message of this.#channel) {
      if (this.#current !== undefined) this.#current.received = now();
      yield message;
    }
  }

  #leaves() {
    if (this.#current !== undefined) this.#current.send ??= now();
  }
}

/** Of one message in each direction; nothing when there were more, which nobody could tell apart. */
function queueDoors(times) {
  const [there, back] = ['to-python', 'to-host'].map((direction) =>
    times.filter((each) => each.direction === direction),
  );
  if (there.length !== 1 || back.length !== 1) return {};
  const [{ pushed, woken, ready }] = there;
  const [{ pushed: pushedBack, woken: wokenBack }] = back;
  const milliseconds = { pushed, woken, ready, pushedBack, wokenBack };
  return Object.fromEntries(Object.entries(milliseconds).map(([door, at]) => [door, at * 1e6]));
}

/** What `performance.now()` shows, in nanoseconds, when the monotonic clock, which Python reads too, shows 0. */
export function originOfMonotonicClock() {
  let narrowest = Number.POSITIVE_INFINITY;
  let origin = 0;
  for (let i = 0; i < 100; i++) {
    const before = now();
    const clock = Number(process.hrtime.bigint());
    const after = now();
    if (after - before >= narrowest) continue;
    narrowest = after - before;
    origin = (before + after) / 2 - clock;
  }
  return origin;
}

/**
 * The mean stages of the trips in the middle (40th to 60th percentile of the whole duration), so that they add up:
 * `[{ name, owner, us }]`, owner 'host', 'transport' or 'flet'. Trips during which something else passed are left out.
 *
 * @param stamps `[door, nanoseconds]` of Python, in order.
 */
export function stagesOf(trips, stamps) {
  const whole = trips
    .map((trip) => inOrder({ ...trip, ...pythonDoors(trip, stamps) }))
    .filter((trip) => trip !== undefined);
  if (whole.length === 0) throw new Error('Expected a trip that passed every door once');
  whole.sort((a, b) => a.to - a.from - (b.to - b.from));
  const middle = whole.slice(Math.floor(whole.length * 0.4), Math.max(1, Math.ceil(whole.length * 0.6)));
  return DOORS.map(([door, name, owner], index) => {
    const before = index === 0 ? 'from' : DOORS[index - 1][0];
    const total = middle.reduce((sum, trip) => sum + (trip[door] - trip[before]), 0);
    return { name, owner, us: Math.round(total / middle.length / 10) / 100 };
  });
}

function pythonDoors({ send, to }, stamps) {
  const doors = {};
  for (const [door, at] of stamps) {
    if (at < send - TOLERANCE_NS || at > to + TOLERANCE_NS) continue;
    // Passed twice: another event came in between.
    doors[door] = door in doors ? undefined : at;
  }
  return doors;
}

/** With no door before the one before it; undefined when one is missing, or out of order by more than the clocks allow. */
function inOrder(trip) {
  const ordered = { from: trip.from };
  let before = trip.from;
  for (const [door] of DOORS) {
    const at = trip[door];
    if (typeof at !== 'number') return undefined;
    if (at < before - TOLERANCE_NS && !LOWER_BOUNDS.has(door)) return undefined;
    before = Math.max(before, at);
    ordered[door] = before;
  }
  return ordered;
}
