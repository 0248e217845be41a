import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  note?: string;
}
type Read = (text: string) => Counts;

const { readJunit, readVitest } = (await import(script('reports'))) as { readJunit: Read; readVitest: Read };
const { summarise, total } = (await import(script('summary'))) as {
  summarise(report: string, read: Read, succeeded: boolean): Counts;
  total(results: Counts[]): Counts;
};

const PYTEST =
  '<?xml version="1.0"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="2" ' +
  'skipped="3" tests="10" time="0.1"><testcase name="a"/></testsuite></testsuites>';
const CTEST =
  '<testsuite name="(empty)"\n tests="5"\n failures="1"\n disabled="1"\n skipped="1"\n hostname=""\n time="1"\n>\n</testsuite>';

describe('the reports of the runners', () => {
  test('pytest counts errors as failures', () => {
    expect(readJunit(PYTEST)).toEqual({ passed: 4, failed: 3, skipped: 3 });
  });

  test('ctest counts disabled tests as skipped', () => {
    expect(readJunit(CTEST)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  test('vitest counts a file that could not be loaded as a failure', () => {
    const report = {
      ...{ numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 },
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(readVitest(JSON.stringify(report))).toEqual({ passed: 7, failed: 2, skipped: 3 });
  });
});

describe('the summary of a runner', () => {
  let folder: string;
  let report: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flet-embed-summary-'));
    report = join(folder, 'report');
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is what its report says', async () => {
    await writeFile(report, CTEST);
    expect(summarise(report, readJunit, false)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  test('is a failure without a report, and with one that cannot be read', async () => {
    expect(summarise(report, readJunit, true)).toMatchObject({ passed: 0, failed: 1 });
    await writeFile(report, 'Segmentation fault');
    expect(summarise(report, readJunit, true)).toMatchObject({ failed: 1, note: expect.stringContaining('no report') });
  });

  test('is a failure when no test ran', async () => {
    await writeFile(report, '<testsuite tests="0" failures="0">');
    expect(summarise(report, readJunit, true)).toMatchObject({ failed: 1, note: 'ran no test' });
  });

  test('is a failure when the runner failed though no test did', async () => {
    await writeFile(report, '<testsuite tests="3" failures="0">');
    expect(summarise(report, readJunit, false)).toMatchObject({ passed: 3, failed: 1 });
    expect(summarise(report, readJunit, true)).toEqual({ passed: 3, failed: 0, skipped: 0 });
  });

  test('adds up over the runners', () => {
    const counts = { passed: 1, failed: 2, skipped: 3 };
    expect(total([counts, { ...counts, note: 'x' }])).toEqual({ passed: 2, failed: 4, skipped: 6 });
  });
});

function script(name: string): string {
  return new URL(`../../scripts/test/${name}.mjs`, import.meta.url).href;
}
