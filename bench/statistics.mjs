// What repetitions say: medians, and how sure a ratio is.

/** Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom; the normal distribution's beyond. */
const T95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

export function median(values) {
  const known = values.filter((value) => value !== null && value !== undefined).sort((a, b) => a - b);
  if (known.length === 0) return null;
  const middle = known.length >> 1;
  return known.length % 2 === 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
}

/**
 * The 95 % confidence interval of a ratio from the ratios of single rounds: Student's t on their logarithms, since ratios err
 * by factors. Null with fewer than two rounds.
 */
export function ratioInterval(ratios) {
  const logs = ratios.filter((ratio) => ratio > 0 && Number.isFinite(ratio)).map(Math.log);
  if (logs.length < 2) return null;
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1);
  const reach = (T95[logs.length - 2] ?? 1.96) * Math.sqrt(variance / logs.length);
  return [rounded(Math.exp(mean - reach)), rounded(Math.exp(mean + reach))];
}

/**
 * Two cases compared round by round, so that what the machine did in one round hits both sides. Each maps a round to a figure.
 */
export function pairedRatios(figures, others) {
  return [...figures]
    .filter(([round, value]) => known(value) && known(others.get(round)))
    .map(([round, value]) => value / others.get(round));
}

function known(value) {
  return value !== null && value !== undefined && value > 0;
}

export function divided(value, by) {
  return known(by) && value !== null && value !== undefined ? rounded(value / by) : null;
}

export function rounded(value) {
  if (value === null || value === undefined) return null;
  return Math.round(value * 1000) / 1000;
}
