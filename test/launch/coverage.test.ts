/** Coverage of the app's Python, measured by the `coverage` package of its own Python. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CoverageOptions, launch } from '../../lib/testing/index.js';
import { PYTHON } from './launched.js';

const SUMS = `def total(numbers):
    return sum(numbers)

def never():
    return 1
`;
const MAIN = `import flet as ft, sums
ft.run(lambda page: page.add(ft.Text(f'total {sums.total([1, 2])}')))
`;

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'flet-embed-coverage-')));
  writeFileSync(join(folder, 'sums.py'), SUMS);
  writeFileSync(join(folder, 'main.py'), MAIN);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function python(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(join(PYTHON, 'bin/python'), args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** The package belongs to the Python of the app, which may do without. */
const isInstalled = spawnSync(join(PYTHON, 'bin/python'), ['-c', 'import coverage']).status === 0;

describe.skipIf(!isInstalled)('coverage', () => {
  /** Launches, closes, and tells the data files. */
  async function measure(coverage: CoverageOptions, isolation: 'interpreter' | 'process'): Promise<string[]> {
    for (const name of dataFiles()) rmSync(join(folder, name));
    const dataFile = join(folder, '.coverage');
    for (let run = 0; run < 2; run++) {
      const options = { python: PYTHON, coverage: { dataFile, ...coverage }, isolation };
      await (await launch(join(folder, 'main.py'), options)).close();
    }
    return dataFiles();
  }

  const dataFiles = (): string[] => readdirSync(folder).filter((name) => name.startsWith('.coverage'));

  test.each(['interpreter', 'process'] as const)(
    'of each launch is saved when the app ends, in a file of its own, for coverage combine: %s',
    async (isolation) => {
      const files = await measure({}, isolation);
      expect(files).toEqual([expect.stringMatching(/^\.coverage\../), expect.stringMatching(/^\.coverage\../)]);
      python('-m', 'coverage', 'combine');
      const report = JSON.parse(python('-m', 'coverage', 'json', '-q', '-o', '-')).files;
      expect(Object.keys(report).sort()).toEqual(['main.py', 'sums.py']);
      expect(report['sums.py'].executed_lines).toEqual([1, 2, 4]);
      expect(report['sums.py'].missing_lines).toEqual([5]);
    },
  );

  test('is of the named packages and folders only', async () => {
    await measure({ source: ['sums'] }, 'interpreter');
    python('-m', 'coverage', 'combine');
    expect(Object.keys(JSON.parse(python('-m', 'coverage', 'json', '-q', '-o', '-')).files)).toEqual(['sums.py']);
  });

  test('is not measured for the next app', async () => {
    await measure({}, 'interpreter');
    const before = dataFiles();
    const code = 'import sys, flet as ft\nft.run(lambda page: page.add(ft.Text(f"{sys.gettrace()}")))';
    const app = await launch({ code }, { python: PYTHON });
    expect(await app.getByControl('Text').text()).toBe('None');
    await app.close();
    expect(dataFiles()).toEqual(before);
  });
});

test.each([
  [7, 'Expected true, false, or an object with source and dataFile for coverage of launch but received 7'],
  [{ sources: [] }, "for the options of coverage of launch but received 'sources' (string); did you mean 'source'?"],
  [{ source: 'app' }, "Expected an array of strings for source of coverage of launch but received 'app'"],
])('coverage: %j is refused', async (coverage, message) => {
  await expect(launch('main.py', { coverage } as never)).rejects.toThrow(message);
});
