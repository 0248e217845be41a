import { readFileSync } from 'node:fs';

/**
 * The counts of one runner. One that left no readable report, ran nothing, or failed without a failed test counts as
 * one failure, and a note says why.
 */
export function summarise(report, read, succeeded) {
  let counts;
  try {
    counts = read(readFileSync(report, 'utf8'));
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, note: `left no report that can be read: ${error.message}` };
  }
  if (counts.passed + counts.failed + counts.skipped === 0) return { ...counts, failed: 1, note: 'ran no test' };
  if (!succeeded && counts.failed === 0) return { ...counts, failed: 1, note: 'failed, though no test did' };
  return counts;
}

export function total(results) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const result of results) for (const key of Object.keys(sum)) sum[key] += result[key];
  return sum;
}
