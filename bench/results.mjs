// One row for each case and size: the medians over its repetitions, and how they compare with the floor and with the Unix socket
// of the same run.

import { isDisturbed } from './load.mjs';
import { divided, median, pairedRatios, ratioInterval, rounded } from './statistics.mjs';

/** Of these a row always has a value or null. */
const ALWAYS = ['p50_us', 'p90_us', 'p99_us', 'p999_us', 'max_us', 'per_second'];
/** Of these only where they mean something. */
const MEDIANS = ['late', 'before_mb', 'host_mb', 'children_mb', 'total_mb'];

/** What stands for «over a Unix socket»: one for messages, one for whole Flet apps. */
export const UNIX_SOCKETS = ['unix-asyncio', 'flet-unix'];

/**
 * @param entries `{ scenario, transport, variant, mode, round, load, rows: [{ variant, bytes, … }] }`, one for each measurement.
 * @param order The rows of the plan, in whose order those of the results stand.
 */
export function summarise(entries, order) {
  const places = new Map(order.map((row, place) => [measurementKey(row), place]));
  const inOrder = [...entries].sort((a, b) => places.get(measurementKey(a)) - places.get(measurementKey(b)));
  const cases = new Map();
  for (const { scenario, transport, mode, round, load, rows } of inOrder) {
    for (const { variant, bytes, ...figures } of rows) {
      const what = { scenario, transport, variant, mode, bytes };
      const key = keyOf(what);
      if (!cases.has(key)) cases.set(key, { what, repetitions: [] });
      cases.get(key).repetitions.push({ round, load, figures });
    }
  }
  return [...cases.values()].map(({ what, repetitions }) => {
    const floor = cases.get(keyOf(floorOf(what)));
    const unix = UNIX_SOCKETS.map((name) => cases.get(keyOf(unixSocketOf(what, name)))).find(
      (found) => found !== undefined,
    );
    return {
      ...what,
      ...overRepetitions(repetitions.map(({ figures }) => figures)),
      repetitions: repetitions.length,
      ...comparison('floor', repetitions, floor?.repetitions),
      ...comparison('uds', repetitions, unix?.repetitions),
      load: worst(repetitions.map(({ load }) => load)),
      disturbed: repetitions.filter(({ load }) => isDisturbed(load)).length,
    };
  });
}

function measurementKey({ scenario, transport, variant, mode }) {
  return JSON.stringify([scenario, transport, variant, mode]);
}

function keyOf({ scenario, transport, variant, mode, bytes }) {
  return JSON.stringify([scenario, transport, variant, mode, bytes]);
}

/** What a case is compared with: the same work with neither Python nor JavaScript in between. */
function floorOf({ scenario, transport, variant, mode, bytes }) {
  const floor = { scenario, transport: 'floor', mode, bytes };
  if (transport === 'floor') return { ...floor, variant };
  switch (scenario) {
    case 'round-trip': {
      // As the side of Python sleeps: in a thread's futex, or in the selector of a loop.
      const sleepsOnFutex =
        transport === 'embedded-thread' || transport === 'floor-futex' || transport === 'floor-spin';
      return { ...floor, variant: sleepsOnFutex ? null : 'eventfd' };
    }
    case 'large':
      return { ...floor, variant: 'two-copies' };
    case 'send-under-load':
      return { ...floor, variant: 'native-burns' };
    default:
      return { ...floor, variant };
  }
}

/** The same over a Unix socket; what a socket cannot do is compared with what it does instead. */
function unixSocketOf({ scenario, transport, variant, mode, bytes }, unixSocket) {
  if (transport === unixSocket) return { scenario, transport, variant, mode, bytes };
  const instead = variant?.replace(/^transfer/, 'copy').replace(/ batches$/, '') ?? null;
  return { scenario, transport: unixSocket, variant: instead, mode, bytes };
}

/** Durations are compared as such, rates as the time for one message: above 1 is slower than the other. */
function comparison(name, repetitions, others) {
  const none = { [`ratio_to_${name}`]: null, [`ratio_to_${name}_interval`]: null };
  if (others === undefined) return none;
  const figure = repetitions.some(({ figures }) => figures.p50_us !== null) ? 'p50_us' : 'per_second';
  const [ours, theirs] = [repetitions, others].map(
    (list) => new Map(list.map(({ round, figures }) => [round, figures[figure]])),
  );
  const [above, below] = figure === 'p50_us' ? [ours, theirs] : [theirs, ours];
  return {
    [`ratio_to_${name}`]: divided(median([...above.values()]), median([...below.values()])),
    [`ratio_to_${name}_interval`]: repetitions === others ? null : ratioInterval(pairedRatios(above, below)),
  };
}

function overRepetitions(runs) {
  const figures = {};
  for (const name of [...ALWAYS, ...MEDIANS]) {
    const values = runs.map((run) => run[name]);
    if (ALWAYS.includes(name) || values.some((value) => value !== undefined)) figures[name] = rounded(median(values));
  }
  const largest = runs.map((run) => run.max_us).filter((value) => value !== null);
  figures.max_us = largest.length === 0 ? null : rounded(Math.max(...largest));
  figures.samples = runs.reduce((sum, run) => sum + run.samples, 0);
  figures.quantiles = overParts(runs.map((run) => run.quantiles));
  const staged = runs.filter((run) => run.stages !== undefined);
  if (staged.length > 0) figures.stages = typical(staged).stages;
  return figures;
}

/** The median of each quantile over the repetitions that have it. */
function overParts(lists) {
  const known = lists.filter((list) => list !== null);
  if (known.length === 0) return null;
  return known[0].map((_, part) => rounded(median(known.map((list) => list[part]))));
}

/** The repetition in the middle: stages add up within one only. */
function typical(runs) {
  return [...runs].sort((a, b) => a.p50_us - b.p50_us)[(runs.length - 1) >> 1];
}

function worst(loads) {
  const largest = (name) => {
    const values = loads.map((load) => load?.[name]).filter((value) => typeof value === 'number');
    return values.length === 0 ? null : Math.max(...values);
  };
  return { before: largest('before'), during: largest('during'), stolen: largest('stolen') };
}
