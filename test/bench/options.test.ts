import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOptions } from '../../bench/options.mjs';

describe('the command line of the benchmark', () => {
  test('asks by default for everything, in under 45 minutes, with a report', () => {
    const { resume, json, run } = readOptions([]);
    expect({ resume, json }).toEqual({ resume: false, json: false });
    expect(run).toMatchObject({ quick: false, only: '', report: true, budgetMinutes: 42 });
    expect(Number.isSafeInteger(run.seed)).toBe(true);
  });

  test('writes no report of a part, nor of a quick run, unless it is asked for', () => {
    for (const args of [['--quick'], ['--only', 'large'], ['--systems', 'own']])
      expect(readOptions(args).run.report).toBe(false);
    expect(readOptions(['--quick', '--report']).run.report).toBe(true);
    expect(readOptions(['--quick']).run.budgetMinutes).toBeLessThan(5);
  });

  test('takes a cache that is told from the working directory', () => {
    expect(readOptions(['--cache', 'here']).cache).toBe(resolve('here'));
    expect(readOptions([]).cache).toBeUndefined();
  });

  test('takes names of systems with commas', () => {
    expect(readOptions(['--systems', 'own, pyodide']).run.systems).toEqual(['own', 'pyodide']);
  });
});
