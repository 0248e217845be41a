// What is measured: every scenario over every transport that can take part in it.
//
// `variant` tells rows of one scenario and transport apart:
// round-trip        floor: null, the thread sleeps on a futex, as a Python thread does; 'eventfd', as an asyncio loop does
// throughput        'to-python', 'to-host'; with 'to-… unbatched' the socket gets one write for each message
// large             'copy to-python', 'copy to-host', 'transfer to-python', 'transfer to-host'; floor: 'two-copies'
// send-under-load   'python-burns', 'python-idle'; floor: 'native-burns', no Python in the process
// harness           'test': a whole test of a Flet app; 'python': the part in which the app's thread ran

const MESSAGE = 64;
const LARGE = 64 * 2 ** 20;

const DIRECTIONS = ['to-python', 'to-host'];
const EMBEDDED = ['embedded-thread', 'embedded-asyncio'];

const roundTrips = [
  ['floor', null],
  ['floor', 'eventfd'],
  ['floor-eventfd', null],
  ['floor-futex', null],
  ['floor-spin', null],
  ['embedded-thread', null],
  ['embedded-asyncio', null],
  ['unix-asyncio', null],
].map(([transport, variant]) => ({
  scenario: 'round-trip',
  transport,
  variant,
  bytes: MESSAGE,
  // JavaScript reaches its final speed after some thousand trips.
  warmUp: transport.startsWith('embedded') ? 8000 : 3000,
  count: transport.startsWith('floor') ? 20_000 : 8000,
  // Two threads that spin on one core only wait for each other's time slice to end.
  ...(transport === 'floor-spin' && { modes: ['unpinned'] }),
}));

const throughputs = [
  ...[...EMBEDDED, 'unix-asyncio'].flatMap((transport) => DIRECTIONS.map((variant) => [transport, variant])),
  ...DIRECTIONS.map((direction) => ['unix-asyncio', `${direction} unbatched`]),
].map(([transport, variant]) => ({
  scenario: 'throughput',
  transport,
  variant,
  bytes: MESSAGE,
  warmUp: 20_000,
  count: variant.endsWith(' unbatched') ? 80_000 : 250_000,
}));

const larges = [
  ['floor', 'two-copies'],
  ...EMBEDDED.flatMap((transport) =>
    ['copy', 'transfer'].flatMap((kind) => DIRECTIONS.map((direction) => [transport, `${kind} ${direction}`])),
  ),
  ...DIRECTIONS.map((direction) => ['unix-asyncio', `copy ${direction}`]),
].map(([transport, variant]) => ({
  scenario: 'large',
  transport,
  variant,
  bytes: LARGE,
  warmUp: 1,
  count: 3,
}));

const sends = [
  ['floor', 'native-burns'],
  ['embedded-thread', 'python-burns'],
  ['embedded-thread', 'python-idle'],
].map(([transport, variant]) => ({
  scenario: 'send-under-load',
  transport,
  variant,
  bytes: MESSAGE,
  warmUp: 500,
  count: 5000,
  // Pinned to one core, the host's thread is preempted by the load that it is measured under.
  barMode: 'unpinned',
}));

// Threads' own times are known on Linux only.
const tests = ['test', ...(process.platform === 'linux' ? ['python'] : [])].map((variant) => ({
  scenario: 'harness',
  transport: 'embedded-asyncio',
  variant,
  bytes: null,
  warmUp: 20,
  count: 80,
  modes: ['unpinned'],
  barMode: 'unpinned',
}));

const CASES = [...roundTrips, ...throughputs, ...larges, ...sends, ...tests];

/** Longer runs without --quick. */
const FULL = { 'round-trip': 10, throughput: 5, large: 4, 'send-under-load': 6, harness: 4 };

export const MODES = ['pinned', 'unpinned'];

/** Every measurement of a run, each to be made in a process of its own, in the order in which they are made. */
export function plan({ quick, only, repetitions, seed }, modes) {
  const rows = CASES.flatMap((description) => {
    const { modes: possible = MODES, barMode = 'pinned', count, ...rest } = description;
    return possible
      .filter((mode) => modes.includes(mode))
      .map((mode) => ({
        ...rest,
        mode,
        ...lengthOf(mode, rest.scenario, rest.warmUp, quick ? count : count * FULL[rest.scenario]),
        repetitions:
          mode === barMode ? repetitions + (rest.scenario === 'round-trip' ? 2 : 0) : Math.ceil(repetitions / 3),
      }));
  }).filter((row) => nameOf(row).includes(only));
  const random = generator(seed);
  const measurements = [];
  // Round after round, so that whatever else the machine does hits all of them alike.
  const rounds = Math.max(...rows.map((row) => row.repetitions));
  for (let round = 0; round < rounds; round++) {
    measurements.push(
      ...shuffled(
        rows.filter((row) => round < row.repetitions),
        random,
      ),
    );
  }
  return { rows, measurements };
}

/** A round trip that wakes idle cores takes ten times as long, and no bar applies to it. */
function lengthOf(mode, scenario, warmUp, count) {
  const part = mode === 'unpinned' && scenario === 'round-trip' ? 4 : 1;
  return { warmUp: warmUp / part, count: count / part };
}

export function nameOf({ scenario, transport, variant, mode }) {
  return [scenario, transport, variant, mode].filter((part) => part !== null).join(' ');
}

function shuffled(rows, random) {
  const order = [...rows];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** Random numbers below 1 that follow from the seed: a linear congruential generator, of which the upper bits are used. */
function generator(seed) {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 32n) / 2 ** 32;
  };
}
