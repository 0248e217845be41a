import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Journal } from '../../bench/journal.mjs';
import { measureAll } from '../../bench/measure-all.mjs';
import { duration, remainingSeconds } from '../../bench/progress.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flet-embed-bench-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const HEADER = { started: '2026-01-02T03:04:05.678Z', seed: 1 };
const measurement = (variant: string, round = 0) => ({
  scenario: 'trip',
  transport: 'mine',
  variant,
  mode: 'pinned',
  round,
});
const progress = { begin: () => {}, took: () => {} };

interface Outcome {
  seconds: number;
  load: object;
  rows?: object[];
  error?: string;
}

/** Measures with a stand-in for the process, and tells what was asked of it. */
async function measure(
  journal: Journal,
  measurements: ReturnType<typeof measurement>[],
  outcome: (variant: string) => Outcome | Promise<Outcome> = () => ({ seconds: 1, load: {}, rows: [] }),
  budgetMinutes = 10,
) {
  const asked: string[] = [];
  const run = async ({ variant }: { variant: string }): Promise<Outcome> => {
    asked.push(variant);
    return outcome(variant);
  };
  const result = await measureAll({
    measurements,
    journal,
    options: { budgetMinutes },
    core: 0,
    where: {},
    progress: progress as never,
    run: run as never,
  });
  return { ...result, asked };
}

describe('a run', () => {
  test('goes on where it was interrupted', async () => {
    const plan = ['a', 'b', 'c'].map((variant) => measurement(variant));
    const first = Journal.create(folder, HEADER);
    const stopped = measure(first, plan, (variant) => {
      if (variant === 'b') throw new Error('interrupted');
      return { seconds: 1, load: {}, rows: [{ variant }] };
    });
    await expect(stopped).rejects.toThrow('interrupted');

    const again = Journal.unfinished(folder)!;
    expect(again.header).toMatchObject(HEADER);
    const { asked, entries } = await measure(again, plan);
    expect(asked).toEqual(['b', 'c']);
    expect(entries.map(({ variant }: { variant: string }) => variant).sort()).toEqual(['a', 'b', 'c']);
  });

  test('makes what failed again', async () => {
    const plan = [measurement('a')];
    const journal = Journal.create(folder, HEADER);
    const failed = await measure(journal, plan, () => ({ seconds: 1, load: {}, error: 'no' }));
    expect(failed.errors).toEqual([{ case: 'trip mine a pinned', transport: 'mine', message: 'no' }]);
    const { asked, errors } = await measure(Journal.unfinished(folder)!, plan);
    expect(asked).toEqual(['a']);
    expect(errors).toEqual([]);
  });

  test('makes one of each and no repetitions when the time is spent', async () => {
    const plan = [measurement('a'), measurement('b'), measurement('a', 1), measurement('b', 1)];
    const slow = (): Outcome => ({ seconds: 50, load: {}, rows: [] });
    const { asked, leftOut } = await measure(Journal.create(folder, HEADER), plan, slow, 1);
    expect(asked).toEqual(['a', 'b']);
    expect(leftOut).toBe(2);
  });
});

describe('the journal', () => {
  test('loses only a last line that was cut short', () => {
    const journal = Journal.create(folder, HEADER);
    journal.append({ index: 0, seconds: 2 });
    appendFileSync(journal.path, '{"index":1,"sec');
    const found = Journal.unfinished(folder)!;
    expect(found.entries).toEqual([{ index: 0, seconds: 2 }]);
    found.append({ index: 1, seconds: 3 });
    expect(Journal.open(found.path)!.seconds).toBe(5);
    expect(readFileSync(found.path, 'utf8')).not.toContain('"sec{');
  });

  test('of a run that has ended is not found, and neither is one of another format', () => {
    Journal.create(folder, HEADER).end({ errors: 0 });
    appendFileSync(join(folder, '2027-old.jsonl'), '{"format":1}\n');
    expect(Journal.unfinished(folder)).toBeUndefined();
    expect(Journal.unfinished(join(folder, 'none'))).toBeUndefined();
  });

  test('that is the newest is found', () => {
    Journal.create(folder, HEADER);
    Journal.create(folder, { ...HEADER, started: '2026-01-03T00:00:00.000Z', seed: 2 });
    expect(Journal.unfinished(folder)!.header).toMatchObject({ seed: 2 });
  });
});

test('the time that is left is what the same scenarios took', () => {
  const took = [
    { scenario: 'a', seconds: 2 },
    { scenario: 'a', seconds: 4 },
    { scenario: 'b', seconds: 6 },
  ];
  expect(remainingSeconds([{ scenario: 'a' }, { scenario: 'b' }], took)).toBe(9);
  expect(remainingSeconds([{ scenario: 'new' }], took)).toBe(4);
  expect(remainingSeconds([{ scenario: 'a' }], [])).toBeUndefined();
  expect(duration(125)).toBe('2:05');
});
