// One row for each case: the medians over its repetitions, and how they compare with the floor of the same run.

const MEDIANS = ['p50_us', 'p99_us', 'p999_us', 'per_second'];

/** What a case is compared with: the same work with neither Python nor JavaScript in between. */
function floorVariant({ scenario, transport }) {
  switch (scenario) {
    case 'round-trip':
      return transport === 'embedded-asyncio' || transport === 'unix-asyncio' || transport === 'floor-eventfd'
        ? 'eventfd'
        : null;
    case 'large':
      return 'two-copies';
    case 'send-under-load':
      return 'native-burns';
    default:
      return undefined;
  }
}

export function summarise(rows, figuresOf) {
  const summarised = rows.map((row) => ({ row, figures: overRepetitions(figuresOf(row)) }));
  return summarised.map(({ row, figures }) => {
    const { scenario, transport, variant, mode, bytes } = row;
    const wanted = floorVariant(row);
    const floor = summarised.find(
      (other) =>
        other.row.scenario === scenario &&
        other.row.transport === 'floor' &&
        other.row.mode === mode &&
        other.row.variant === (transport === 'floor' ? variant : wanted),
    );
    const ratio = floor === undefined ? null : divided(figures.p50_us, floor.figures.p50_us);
    return { scenario, transport, variant, mode, bytes, ...figures, ratio_to_floor: ratio };
  });
}

function overRepetitions(runs) {
  const figures = {};
  for (const name of MEDIANS) figures[name] = rounded(median(runs.map((run) => run[name])));
  const largest = runs.map((run) => run.max_us).filter((value) => value !== null);
  figures.max_us = largest.length === 0 ? null : rounded(Math.max(...largest));
  const { p50_us, p99_us, p999_us, per_second, max_us } = figures;
  return { p50_us, p99_us, p999_us, max_us, per_second };
}

function median(values) {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length === 0) return null;
  const middle = known.length >> 1;
  return known.length % 2 === 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
}

export function divided(value, by) {
  return value === null || by === null || value === undefined || by === undefined ? null : rounded(value / by);
}

function rounded(value) {
  return value === null ? null : Math.round(value * 1000) / 1000;
}
