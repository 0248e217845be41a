import { describe, expect, test } from 'vitest';
import { bars } from '../../bench/bars.mjs';
import { isDisturbed, watch } from '../../bench/load.mjs';
import { summarise } from '../../bench/results.mjs';
import { stagesOf } from '../../bench/stages.mjs';

const QUIET = { before: 0, during: 0, stolen: 0 };

interface Case {
  transport: string;
  scenario?: string;
  variant?: string | null;
  mode?: string;
  bytes?: number | null;
  p50?: (number | null)[];
  rate?: number[];
  load?: object;
}

/** What measurements of some cases would have written, one for each figure. */
function entriesOf(cases: Case[]) {
  return cases.flatMap(
    ({ transport, scenario = 'round-trip', variant = null, mode = 'pinned', bytes = 64, p50, rate, load }) =>
      (p50 ?? rate ?? []).map((_, round) => ({
        scenario,
        transport,
        variant,
        mode,
        round,
        load: load ?? QUIET,
        rows: [
          {
            variant,
            bytes,
            p50_us: p50?.[round] ?? null,
            p90_us: null,
            p99_us: null,
            p999_us: null,
            max_us: p50?.[round] ?? null,
            per_second: rate?.[round] ?? null,
            samples: 10,
            quantiles: null,
          },
        ],
      })),
  );
}

function resultsOf(cases: Case[]) {
  const entries = entriesOf(cases);
  return summarise(entries, entries);
}

describe('the rows of a run', () => {
  test('have the documented keys, with null where a figure has no meaning', () => {
    const [row] = resultsOf([
      { transport: 'embedded-thread', scenario: 'throughput', variant: 'to-python', rate: [5] },
    ]);
    expect(row).toMatchObject({
      scenario: 'throughput',
      transport: 'embedded-thread',
      mode: 'pinned',
      bytes: 64,
      p50_us: null,
      p99_us: null,
      p999_us: null,
      max_us: null,
      per_second: 5,
      ratio_to_floor: null,
    });
  });

  test('are medians over the repetitions, but for the maximum', () => {
    const [row] = resultsOf([{ transport: 'floor', p50: [1, 9, 2] }]);
    expect(row).toMatchObject({ p50_us: 2, max_us: 9, repetitions: 3, samples: 30, ratio_to_floor: 1 });
  });

  test('compare a thread with the futex floor, a loop and a socket with the eventfd floor', () => {
    const rows = resultsOf([
      { transport: 'floor', p50: [2, 2] },
      { transport: 'floor', variant: 'eventfd', p50: [4, 4] },
      { transport: 'embedded-thread', p50: [6, 6] },
      { transport: 'embedded-asyncio', p50: [6, 6] },
      { transport: 'unix-asyncio', p50: [12, 12] },
    ]);
    const of = (name: string) => rows.find((row) => row.transport === name)!;
    expect(of('embedded-thread').ratio_to_floor).toBe(3);
    expect(of('embedded-asyncio').ratio_to_floor).toBe(1.5);
    expect(of('embedded-asyncio').ratio_to_floor_interval).toEqual([1.5, 1.5]);
    expect(of('unix-asyncio').ratio_to_floor).toBe(3);
    expect(of('embedded-asyncio').ratio_to_uds).toBe(0.5);
    expect(of('unix-asyncio').ratio_to_uds).toBe(1);
    expect(of('unix-asyncio').ratio_to_uds_interval).toBeNull();
  });

  test('compare rates as the time for one message, and a transfer with the copy of a socket', () => {
    const rows = resultsOf([
      { transport: 'unix-asyncio', scenario: 'throughput', variant: 'to-host', rate: [100] },
      { transport: 'embedded-thread', scenario: 'throughput', variant: 'to-host batches', rate: [400] },
      { transport: 'unix-asyncio', scenario: 'sizes', variant: 'copy', p50: [50] },
      { transport: 'embedded-thread', scenario: 'sizes', variant: 'transfer', p50: [5] },
    ]);
    expect(rows.map((row) => row.ratio_to_uds)).toEqual([1, 0.25, 1, 0.1]);
  });

  test('are flagged when the machine was busy', () => {
    const rows = resultsOf([{ transport: 'floor', p50: [1], load: { before: 0.5, during: 0, stolen: null } }]);
    expect(rows[0]).toMatchObject({ disturbed: 1, load: { before: 0.5, during: 0, stolen: null } });
    expect(isDisturbed(QUIET)).toBe(false);
    expect(isDisturbed({ before: 0, during: 0, stolen: 0.5 })).toBe(true);
  });

  test('stand in the order of the plan, whatever the order of measuring', () => {
    const entries = entriesOf([
      { transport: 'b', p50: [1] },
      { transport: 'a', p50: [1] },
    ]);
    const rows = summarise(entries, [...entries].reverse());
    expect(rows.map((row) => row.transport)).toEqual(['a', 'b']);
  });
});

describe('the bars', () => {
  test('of a run that measured nothing are neither met nor missed', () => {
    const list = bars([]);
    expect(list.length).toBeGreaterThan(30);
    for (const bar of list) expect(bar).toMatchObject({ met: null, value: null });
    expect(new Set(list.map(({ goal }) => goal))).toEqual(new Set(['queue', 'transports']));
  });

  test('compare with the fastest peer, and judge by their limits', () => {
    const results = resultsOf([
      { transport: 'floor', p50: [10] },
      { transport: 'embedded-thread', p50: [12.5] },
      { transport: 'slow', p50: [100] },
      { transport: 'fast', p50: [10] },
    ]);
    const list = bars(results, ['slow', 'fast', 'absent']);
    const of = (goal: string, part: string) => list.find((bar) => bar.goal === goal && bar.name.includes(part))!;
    expect(of('queue', 'Python thread / floor')).toMatchObject({ value: 1.25, met: true });
    expect(of('transports', 'Python thread / floor')).toMatchObject({ value: 1.25, met: false });
    expect(of('transports', '(fast) / embedded-thread (pinned)')).toMatchObject({ value: 0.8, met: false });
  });

  test("count of a click what is not Flet's own Python", () => {
    const stages = [
      { name: 'a', owner: 'host', us: 10 },
      { name: 'b', owner: 'flet', us: 80 },
      { name: 'c', owner: 'transport', us: 10 },
    ];
    const row = {
      scenario: 'stages',
      transport: 'embedded-flet',
      variant: 'click, 7 controls',
      mode: 'pinned',
      stages,
    };
    expect(bars([row] as never).find(({ name }) => name.startsWith('click'))).toMatchObject({ value: 20, met: false });
  });
});

describe('the stages of a trip', () => {
  const US = 1000;
  const DOORS = ['taken', 'decoded', 'handler', 'handled', 'compared', 'encoded'];
  const trip = (from: number, woken = 120) => {
    const host = { from: 0, send: 100, received: 990, to: 1000 };
    const queue = { pushed: 110, woken, ready: woken + 10, pushedBack: 900, wokenBack: 950 };
    return Object.fromEntries(
      Object.entries({ ...host, ...queue }).map(([door, at]) => [door, (from + at) * US]),
    ) as never;
  };
  const stamps = (from: number) => DOORS.map((door, index) => [door, (from + 200 + 100 * index) * US]);
  const of = (stages: ReturnType<typeof stagesOf>, name: string) => stages.find((stage) => stage.name === name)!.us;

  test('add up to the whole', () => {
    const stages = stagesOf([trip(0), trip(5000)], [...stamps(0), ...stamps(5000)]);
    expect(stages.reduce((sum, { us }) => sum + us, 0)).toBeCloseTo(1000);
    expect(of(stages, 'waiting for the GIL')).toBeCloseTo(10);
    expect(of(stages, 'host: decode and apply')).toBeCloseTo(10);
  });

  test('have no wake-up of a consumer that was awake', () => {
    const stages = stagesOf([trip(0, -50)], stamps(0));
    expect(of(stages, 'wake-up of Python')).toBe(0);
    expect(of(stages, 'waiting for the GIL')).toBe(0);
    expect(of(stages, 'queue: take')).toBeCloseTo(90);
  });

  test('leave out a trip during which something else passed, or whose stamps are out of order', () => {
    const twice = [...stamps(0), ['taken', 250 * US]];
    expect(() => stagesOf([trip(0)], twice)).toThrow('Expected a trip that passed every door once');
    expect(() => stagesOf([trip(0)], [])).toThrow('Expected a trip that passed every door once');
    const early = stamps(0).map(([door, at]) => (door === 'handled' ? [door, 150 * US] : [door, at]));
    expect(() => stagesOf([trip(0)], early as never)).toThrow('Expected a trip that passed every door once');
  });
});

test('what other programs do is told in shares of all cores, or not at all', () => {
  const { during, stolen } = watch()();
  for (const share of [during, stolen]) if (share !== null) expect(share).toBeGreaterThanOrEqual(0);
});
