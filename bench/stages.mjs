// The stages of one trip from a gesture to its patch, from stamps of both languages. The clock of both is the monotonic one, in
// nanoseconds; a double holds it exactly for a hundred days of uptime.

const now = () => Number(process.hrtime.bigint());

/** The doors in the order in which a trip passes them, and the name of what lies before each. */
const DOORS = [
  ['send', 'host: gesture and encode', 'host'],
  ['taken', 'queue, wake-up and GIL', 'transport'],
  ['decoded', 'Flet: its queue and decode', 'flet'],
  ['handler', 'Flet: task, event and its types', 'flet'],
  ['handled', "the app's handler", 'flet'],
  ['compared', 'Flet: what has changed', 'flet'],
  ['encoded', 'Flet: encode', 'flet'],
  ['sent', 'queue: push', 'transport'],
  ['received', 'host: wake-up', 'transport'],
  ['to', 'host: decode and apply', 'host'],
];

/** A channel that stamps what passes; the client that reads from it does not notice. */
export class StagedChannel {
  #channel;
  #current;

  constructor(channel) {
    this.#channel = channel;
  }

  /** Does something that causes one patch; resolves with when it passed which door of the host. */
  async trip(act) {
    const trip = { from: now(), send: undefined, received: undefined, to: undefined };
    this.#current = trip;
    await act();
    trip.to = now();
    this.#current = undefined;
    return trip;
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

/**
 * The mean stages of the trips in the middle (40th to 60th percentile of the whole duration), so that they add up:
 * `[{ name, owner, us }]`, owner 'host', 'transport' or 'flet'. Trips during which Python did something else too are left out.
 *
 * @param stamps `[door, nanoseconds]` of Python, in order.
 */
export function stagesOf(trips, stamps) {
  const whole = trips.map((trip) => ({ ...trip, ...pythonDoors(trip, stamps) })).filter(isWhole);
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
    if (at < send || at > to) continue;
    // Passed twice: another event came in between.
    doors[door] = door in doors ? undefined : at;
  }
  return doors;
}

function isWhole(trip) {
  return (
    DOORS.every(([door]) => typeof trip[door] === 'number') &&
    DOORS.every(([door], index) => trip[door] >= trip[index === 0 ? 'from' : DOORS[index - 1][0]])
  );
}
