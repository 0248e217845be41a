// What the product is to reach, and whether this run did. A bar whose rows were not measured has `met: null`.

import { divided } from './results.mjs';

export function bars(results) {
  const find = (scenario, transport, variant, mode = 'pinned') =>
    results.find(
      (row) => row.scenario === scenario && row.transport === transport && row.variant === variant && row.mode === mode,
    );
  const p50 = (...which) => find(...which)?.p50_us;
  const rate = (...which) => find(...which)?.per_second;
  const thread = p50('round-trip', 'embedded-thread', null);
  const asyncio = p50('round-trip', 'embedded-asyncio', null);

  const list = [
    atMost('round trip, Python thread / floor', divided(thread, p50('round-trip', 'floor', null)), 1.3),
    atMost('round trip, asyncio / floor (eventfd)', divided(asyncio, p50('round-trip', 'floor', 'eventfd')), 2.5),
    atLeast('round trip, Unix socket / asyncio', divided(p50('round-trip', 'unix-asyncio', null), asyncio), 3),
  ];
  for (const direction of ['to-python', 'to-host']) {
    const embedded = rate('throughput', 'embedded-asyncio', direction);
    list.push(
      atLeast(`throughput ${direction}, messages a second`, embedded ?? null, 1e6),
      atLeast(
        `throughput ${direction}, asyncio / Unix socket that gathers writes`,
        divided(embedded, rate('throughput', 'unix-asyncio', direction)),
        3,
      ),
      atLeast(
        `throughput ${direction}, asyncio / Unix socket with one write for each message`,
        divided(embedded, rate('throughput', 'unix-asyncio', `${direction} unbatched`)),
        3,
      ),
    );
  }
  for (const [transport, short] of [
    ['embedded-thread', thread],
    ['embedded-asyncio', asyncio],
  ]) {
    for (const direction of ['to-python', 'to-host']) {
      const transferred = p50('large', transport, `transfer ${direction}`);
      const copied = find('large', transport, `copy ${direction}`)?.ratio_to_floor;
      list.push(
        atMost(
          `64 MiB by transfer ${direction}, ${transport} / its 64-byte round trip`,
          divided(transferred, short),
          2,
        ),
        atMost(`64 MiB by copy ${direction}, ${transport} / two copies into fresh memory`, copied ?? null, 1.3),
      );
    }
  }
  const send = find('send-under-load', 'embedded-thread', 'python-burns', 'unpinned');
  list.push(atMost('send while Python burns CPU, p99 in µs (unpinned)', send?.p99_us ?? null, 20));
  const whole = p50('harness', 'embedded-asyncio', 'test', 'unpinned') ?? null;
  list.push(atMost('a test in a warm interpreter: launch, click, assertion, close, in ms', divided(whole, 1000), 30));
  return list;
}

function atMost(name, value, limit) {
  return { name, value, limit: `≤ ${limit}`, met: value === null ? null : value <= limit };
}

function atLeast(name, value, limit) {
  return { name, value, limit: `≥ ${limit}`, met: value === null ? null : value >= limit };
}
