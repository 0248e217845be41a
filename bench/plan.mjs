// What is measured, and in which order: every scenario with every system that can take part in it.

import { generator, shuffled } from './random.mjs';

export const MODES = ['pinned', 'unpinned'];

/**
 * The rows of a run, and every measurement, each to be made in a process of its own, in the order in which they are made: round
 * after round, so that whatever else the machine does hits all of them alike, each round in an order shuffled by the seed.
 *
 * @param options `quick`, `only` (a part of a name), `seed`, `repetitions` (undefined: as the scenarios say).
 * @param modes Those that this system can do.
 * @param isOwn Whether a system is one of those that the bars compare.
 */
export function plan({ quick, only, repetitions, seed }, { scenarios, systems, modes, isOwn }) {
  const rows = scenarios
    .flatMap((scenario) =>
      systems
        .filter((system) => takesPart(system, scenario))
        .flatMap((system) => rowsOf(scenario, system, { quick, modes, repetitions, own: isOwn(system) })),
    )
    .filter((row) => nameOf(row).includes(only));
  const random = generator(seed);
  const measurements = [];
  const rounds = Math.max(0, ...rows.map((row) => row.repetitions));
  for (let round = 0; round < rounds; round++) {
    const taking = rows.filter((row) => round < row.repetitions);
    for (const { repetitions: _, ...row } of shuffled(taking, random)) measurements.push({ ...row, round });
  }
  return { rows, measurements };
}

export function takesPart(system, { level, needs, only = () => true }) {
  return system.level === level && (needs === undefined || (system.capabilities ?? []).includes(needs)) && only(system);
}

function rowsOf(scenario, system, { quick, modes, repetitions, own }) {
  const { barMode = 'pinned', variants = () => [null] } = scenario;
  const possible = scenario.modes?.(system) ?? MODES;
  // A system that can be measured in one mode only is measured there.
  const main = possible.includes(barMode) && modes.includes(barMode) ? barMode : possible[0];
  const [inMain, inOther] = scenario.repetitions[quick ? 'quick' : 'full'][own ? 'own' : 'beside'];
  return variants(system).flatMap((variant) =>
    possible
      .filter((mode) => modes.includes(mode))
      .map((mode) => {
        const wanted = mode === main ? inMain : inOther;
        const times =
          repetitions === undefined || wanted === 0 ? wanted : mode === main ? repetitions : Math.ceil(repetitions / 3);
        return { scenario: scenario.name, transport: system.name, variant, mode, repetitions: times };
      })
      .filter((row) => row.repetitions > 0),
  );
}

export function nameOf({ scenario, transport, variant, mode }) {
  return [scenario, transport, variant, mode].filter((part) => part !== null).join(' ');
}
