import { busyNow, watch } from './load.mjs';
import { runScript } from './measure.mjs';
import { withoutOwnPaths } from './own-paths.mjs';
import { nameOf } from './plan.mjs';

/**
 * Makes the measurements that the journal does not have yet, and writes each into it. Those that failed before are made again.
 *
 * @returns `{ entries, errors, leftOut }`: what was measured, what failed, and how many repetitions the budget did not allow.
 */
export async function measureAll({ measurements, journal, options, core, where, progress, run = runCase }) {
  const done = new Map(
    journal.entries.filter((entry) => entry.index !== undefined).map((entry) => [entry.index, entry]),
  );
  const left = [...measurements.keys()].filter((index) => done.get(index)?.rows === undefined);
  let leftOut = 0;
  for (const [at, index] of left.entries()) {
    const measurement = measurements[index];
    if (measurement.round > 0 && journal.seconds > options.budgetMinutes * 60) {
      leftOut = left.length - at;
      break;
    }
    progress.begin(
      measurements.length - (left.length - at),
      left.slice(at).map((each) => measurements[each]),
      nameOf(measurement),
    );
    const entry = { index, ...measurement, ...(await run(measurement, { options, core, where })) };
    journal.append(entry);
    progress.took(measurement.scenario, entry.seconds);
    done.set(index, entry);
  }
  const all = [...done.values()];
  const errors = all
    .filter((entry) => entry.error !== undefined)
    .map((entry) => ({ case: nameOf(entry), transport: entry.transport, message: entry.error }));
  return { entries: all.filter((entry) => entry.rows !== undefined), errors, leftOut };
}

/** `{ seconds, load, rows }` or `{ seconds, load, error }`. */
async function runCase({ round: _, ...measurement }, { options, core, where }) {
  const from = performance.now();
  const before = await busyNow();
  const loadOf = watch();
  const pinning = measurement.mode === 'pinned' ? { core } : {};
  let outcome;
  try {
    const { rows } = await runScript('case.mjs', { ...measurement, quick: options.quick, where }, pinning);
    outcome = { rows };
  } catch (error) {
    outcome = { error: withoutOwnPaths(error.message) };
  }
  const seconds = Math.round((performance.now() - from) / 10) / 100;
  return { seconds, load: { before, ...loadOf() }, ...outcome };
}
