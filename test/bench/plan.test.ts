import { describe, expect, test } from 'vitest';
import { nameOf, plan, takesPart } from '../../bench/plan.mjs';
import { allSystems, systemNamed } from '../../bench/registry.mjs';
import { SCENARIOS } from '../../bench/scenarios/index.mjs';

const scenario = {
  name: 'trip',
  level: 'bytes',
  needs: 'round-trip',
  variants: () => ['a', 'b'],
  repetitions: { quick: { own: [3, 1], beside: [1, 0] }, full: { own: [6, 3], beside: [2, 1] } },
};
const mine = { name: 'mine', level: 'bytes', capabilities: ['round-trip'] };
const other = { name: 'other', level: 'bytes', capabilities: ['round-trip'] };
const app = { name: 'app', level: 'app', capabilities: ['round-trip'] };

const OPTIONS = { quick: true, only: '', repetitions: undefined, seed: 7 };
const SETTING = {
  scenarios: [scenario],
  systems: [mine, other, app],
  modes: ['pinned', 'unpinned'],
  isOwn: (system: { name: string }) => system.name === 'mine',
};

const names = (options = {}, setting = {}): string[] =>
  plan({ ...OPTIONS, ...options }, { ...SETTING, ...setting }).measurements.map(nameOf);

describe('the plan of a run', () => {
  test('measures each case as often as its scenario says, in rounds', () => {
    const { measurements } = plan(OPTIONS, SETTING);
    const times = (name: string): number[] =>
      measurements.filter((each) => nameOf(each) === name).map(({ round }) => round);
    expect(times('trip mine a pinned')).toEqual([0, 1, 2]);
    expect(times('trip mine a unpinned')).toEqual([0]);
    expect(times('trip other b pinned')).toEqual([0]);
    expect(times('trip other b unpinned')).toEqual([]);
    const rounds = measurements.map(({ round }: { round: number }) => round);
    expect(rounds).toEqual([...rounds].sort((a, b) => a - b));
  });

  test('follows from the seed, and differs for another one', () => {
    expect(names()).toEqual(names());
    expect(names({ seed: 8 })).not.toEqual(names());
    expect(names({ seed: 8 }).sort()).toEqual(names().sort());
  });

  test('leaves out systems of another level and without the capability', () => {
    expect(names().some((name) => name.includes('app'))).toBe(false);
    expect(takesPart({ ...mine, capabilities: [] }, scenario)).toBe(false);
    expect(takesPart(mine, { ...scenario, only: () => false })).toBe(false);
  });

  test('measures in the one mode that there is, as often as where the bars apply', () => {
    const unpinned = plan(OPTIONS, { ...SETTING, modes: ['unpinned'] });
    const onlyUnpinned = { ...scenario, modes: () => ['unpinned'] };
    expect(new Set(unpinned.rows.map(({ mode }: { mode: string }) => mode))).toEqual(new Set(['unpinned']));
    const { rows } = plan(OPTIONS, { ...SETTING, scenarios: [onlyUnpinned] });
    expect(rows.find(({ transport }: { transport: string }) => transport === 'mine').repetitions).toBe(3);
  });

  test('takes repetitions from the command line, a third of them in the other mode', () => {
    const { rows } = plan({ ...OPTIONS, repetitions: 9 }, SETTING);
    const of = (name: string): number =>
      rows.find((row: Parameters<typeof nameOf>[0]) => nameOf(row) === name)!.repetitions;
    expect(of('trip mine a pinned')).toBe(9);
    expect(of('trip mine a unpinned')).toBe(3);
  });

  test('is reduced to cases whose name holds a text', () => {
    expect(new Set(names({ only: 'mine b' }))).toEqual(new Set(['trip mine b pinned', 'trip mine b unpinned']));
    expect(names({ only: 'nothing' })).toEqual([]);
  });
});

test('every scenario and every system can be loaded by its name, without the others', async () => {
  for (const { name } of SCENARIOS) {
    const loaded = (await import(`../../bench/scenarios/${name}.mjs`)) as { default: { name: string } };
    expect(loaded.default.name).toBe(name);
  }
  for (const { name, level, capabilities } of await allSystems()) {
    const system = await systemNamed(name);
    expect(system).toMatchObject({ name, level, capabilities });
    expect(
      SCENARIOS.some((each) => takesPart(system, each as never)),
      name,
    ).toBe(true);
  }
});

test('every scenario has what the plan and the report need', () => {
  expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
  for (const each of SCENARIOS) {
    expect(each.name).toMatch(/^[a-z-]+$/);
    expect(['bytes', 'app', 'page']).toContain(each.level);
    expect(each.explains.length).toBeGreaterThan(20);
    for (const length of ['quick', 'full'] as const) {
      expect(each.lengths[length]).toBeTypeOf('object');
      for (const times of [each.repetitions[length].own, each.repetitions[length].beside])
        expect(times).toHaveLength(2);
    }
  }
});
