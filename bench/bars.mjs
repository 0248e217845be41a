// What the product is to reach, and whether this run did. A bar whose rows were not measured has `met: null`.
//
// `goal` tells two sets apart: 'queue', what the first benchmark of the embedded queue asked for; 'transports', what is asked for
// beside every other transport.

import { divided } from './statistics.mjs';

const EMBEDDED = ['embedded-thread', 'embedded-asyncio'];
const DIRECTIONS = ['to-python', 'to-host'];
const SHORT = 64;

/**
 * @param results Rows of summarise().
 * @param peers Names of the systems with which «every peer» is compared.
 */
export function bars(results, peers = []) {
  const look = (scenario, transport, variant, mode = 'pinned', bytes = undefined) =>
    results.find(
      (row) =>
        row.scenario === scenario &&
        row.transport === transport &&
        row.variant === variant &&
        row.mode === mode &&
        (bytes === undefined || row.bytes === bytes),
    );
  const trip = (transport, variant = null, mode = 'pinned') =>
    look('round-trip', transport, variant, mode, SHORT)?.p50_us;
  return [
    ...roundTrips(trip, peers),
    ...throughputs((...which) => look('throughput', ...which)?.per_second),
    ...larges((...which) => look('large', ...which), trip),
    ...sends((...which) => look('send-under-load', ...which)),
    ...apps(look),
  ];
}

function roundTrips(trip, peers) {
  const thread = trip('embedded-thread');
  const asyncio = trip('embedded-asyncio');
  const unix = trip('unix-asyncio');
  const toFloor = divided(thread, trip('floor'));
  const toEventfd = divided(asyncio, trip('floor', 'eventfd'));
  const toUnix = divided(unix, asyncio);
  const list = [
    atMost('queue', 'round trip, Python thread / floor', toFloor, 1.3),
    atMost('queue', 'round trip, asyncio / floor (eventfd)', toEventfd, 2.5),
    atLeast('queue', 'round trip, Unix socket / asyncio', toUnix, 3),
    atMost('transports', 'round trip, Python thread / floor', toFloor, 1.2),
    atMost('transports', 'round trip, asyncio / floor (eventfd)', toEventfd, 2),
    atLeast('transports', 'round trip, Unix socket / asyncio', toUnix, 4),
    atLeast('transports', 'round trip, TCP / asyncio', divided(trip('tcp-asyncio'), asyncio), 5),
  ];
  for (const mode of ['pinned', 'unpinned']) {
    const others = peers
      .map((name) => ({ name, p50: trip(name, null, mode) }))
      .filter(({ p50 }) => typeof p50 === 'number')
      .sort((a, b) => a.p50 - b.p50);
    const fastest = others[0];
    for (const embedded of EMBEDDED) {
      const title = `round trip, fastest peer${fastest === undefined ? '' : ` (${fastest.name})`} / ${embedded} (${mode})`;
      list.push(atLeast('transports', title, divided(fastest?.p50, trip(embedded, null, mode)), 1));
    }
  }
  return list;
}

function throughputs(rate) {
  return DIRECTIONS.flatMap((direction) => {
    const embedded = rate('embedded-asyncio', direction);
    const batches = Math.max(...EMBEDDED.map((name) => rate(name, `${direction} batches`) ?? 0));
    const gathering = divided(embedded, rate('unix-asyncio', direction));
    const unbatched = divided(embedded, rate('unix-asyncio', `${direction} unbatched`));
    return [
      atLeast('queue', `throughput ${direction}, messages a second`, embedded, 1e6),
      atLeast('queue', `throughput ${direction}, asyncio / Unix socket that gathers writes`, gathering, 3),
      atLeast('queue', `throughput ${direction}, asyncio / Unix socket with one write for each message`, unbatched, 3),
      atLeast('transports', `throughput ${direction}, messages a second, awaited`, embedded, 1e6),
      atLeast('transports', `throughput ${direction}, messages a second, in batches`, batches || null, 2e6),
      atLeast('transports', `throughput ${direction}, asyncio / Unix socket that gathers writes`, gathering, 5),
      atLeast(
        'transports',
        `throughput ${direction}, asyncio / Unix socket with one write for each message`,
        unbatched,
        5,
      ),
    ];
  });
}

function larges(look, trip) {
  return ['queue', 'transports'].flatMap((goal) =>
    EMBEDDED.flatMap((transport) =>
      DIRECTIONS.flatMap((direction) => {
        const transferred = divided(look(transport, `transfer ${direction}`)?.p50_us, trip(transport));
        const copied = look(transport, `copy ${direction}`)?.ratio_to_floor;
        return [
          atMost(goal, `64 MiB by transfer ${direction}, ${transport} / its 64-byte round trip`, transferred, 2),
          atMost(goal, `64 MiB by copy ${direction}, ${transport} / two copies into fresh memory`, copied, 1.3),
        ];
      }),
    ),
  );
}

function sends(look) {
  const one = look('embedded-thread', 'python-burns', 'unpinned');
  const two = look('embedded-thread', 'two-threads-burn', 'unpinned');
  return [
    atMost('queue', 'send while Python burns CPU, p99 in µs (unpinned)', one?.p99_us, 20),
    atMost('transports', 'send while two Python threads burn CPU, p99.9 in µs (unpinned)', two?.p999_us, 20),
  ];
}

function apps(look) {
  const test = look('harness', 'embedded-asyncio', 'test', 'unpinned')?.p50_us;
  const stages = look('stages', 'embedded-flet', 'click, 7 controls')?.stages;
  return [
    atMost('queue', 'a test in a warm interpreter: launch, click, assertion, close, in ms', divided(test, 1000), 30),
    atMost(
      'transports',
      "click → patch at 7 controls, outside of Flet's own Python, in % of the total",
      outside(stages),
      15,
    ),
  ];
}

function outside(stages) {
  if (stages === undefined) return null;
  const total = stages.reduce((sum, { us }) => sum + us, 0);
  const ours = stages.filter(({ owner }) => owner !== 'flet').reduce((sum, { us }) => sum + us, 0);
  return divided(100 * ours, total);
}

function atMost(goal, name, value = null, limit) {
  return {
    goal,
    name,
    value,
    limit: `≤ ${limit.toLocaleString('en-US')}`,
    met: value === null ? null : value <= limit,
  };
}

function atLeast(goal, name, value = null, limit) {
  return {
    goal,
    name,
    value,
    limit: `≥ ${limit.toLocaleString('en-US')}`,
    met: value === null ? null : value >= limit,
  };
}
