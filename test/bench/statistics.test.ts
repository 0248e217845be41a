import { describe, expect, test } from 'vitest';
import { Histogram, PARTS } from '../../bench/histogram.mjs';
import { generator, shuffled } from '../../bench/random.mjs';
import { divided, median, pairedRatios, ratioInterval } from '../../bench/statistics.mjs';

describe('a histogram', () => {
  const random = generator(1);
  const samples = Array.from({ length: 20_000 }, () => Math.exp(random() * 14));
  const histogram = new Histogram();
  for (const sample of samples) histogram.record(sample);
  const sorted = [...samples].sort((a, b) => a - b);

  test('tells percentiles to better than one per cent, and the maximum exactly', () => {
    for (const part of [0.5, 0.9, 0.99, 0.999]) {
      const exact = sorted[Math.ceil(part * sorted.length) - 1]!;
      expect(Math.abs(histogram.percentile(part) / exact - 1)).toBeLessThan(0.01);
    }
    expect(histogram.summary().max_us).toBe(sorted.at(-1)! / 1000);
  });

  test('has null for a percentile that needs more samples', () => {
    const few = new Histogram();
    for (let i = 1; i <= 100; i++) few.record(i * 1000);
    const { p50_us, p90_us, p99_us, p999_us, samples: count, quantiles } = few.summary();
    expect([p50_us, p90_us, p99_us, p999_us, count]).toEqual(
      [50, 90, 99, null, 100].map((value) => value && expect.closeTo(value, 0)),
    );
    expect(quantiles).toHaveLength(PARTS.length);
    expect(quantiles!.at(-1)).toBeNull();
  });

  test('takes durations below a nanosecond and above an hour', () => {
    const extreme = new Histogram();
    extreme.record(0);
    extreme.record(9e12);
    expect(extreme.summary().max_us).toBe(9e9);
  });

  test('refuses to tell of nothing', () => {
    expect(() => new Histogram().summary()).toThrow('Expected at least one sample');
  });
});

describe('ratios', () => {
  test('the median ignores what was not measured', () => {
    expect(median([3, null, 1, undefined, 2])).toBe(2);
    expect(median([1, 2])).toBe(1.5);
    expect(median([null])).toBeNull();
    expect(divided(1, 0)).toBeNull();
    expect(divided(null, 2)).toBeNull();
  });

  test('are paired by round', () => {
    const ours = new Map([
      [0, 10],
      [1, 30],
      [2, null],
    ]);
    const theirs = new Map([
      [0, 5],
      [1, 10],
      [3, 1],
    ]);
    expect(pairedRatios(ours, theirs)).toEqual([2, 3]);
  });

  test('the interval holds the true ratio in about nineteen of twenty cases', () => {
    const random = generator(3);
    // Sums of twelve uniform numbers are as good as normal.
    const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
    let held = 0;
    for (let i = 0; i < 2000; i++) {
      const [from, to] = ratioInterval(Array.from({ length: 5 }, () => 1.5 * Math.exp(0.2 * normal())))!;
      if (from! <= 1.5 && 1.5 <= to!) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.93);
    expect(held / 2000).toBeLessThan(0.97);
  });

  test('one round has no interval, equal rounds have one without width', () => {
    expect(ratioInterval([2])).toBeNull();
    expect(ratioInterval([2, 2, 2])).toEqual([2, 2]);
  });
});

test('shuffling keeps every item, and follows from the seed', () => {
  const items = Array.from({ length: 50 }, (_, index) => index);
  const once = shuffled(items, generator(5));
  expect(once).not.toEqual(items);
  expect([...once].sort((a, b) => a - b)).toEqual(items);
  expect(shuffled(items, generator(5))).toEqual(once);
});
