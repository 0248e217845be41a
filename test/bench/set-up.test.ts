import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { installReport, installSystems } from '../../bench/systems/install/install-systems.mjs';
import { execute, installOnce } from '../../bench/systems/install/installation.mjs';

const SCRIPT = fileURLToPath(new URL('../../bench/set-up.mjs', import.meta.url));
const silent = (): void => {};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flet-embed-set-up-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('installing systems', () => {
  test('a system that cannot be installed is reported with its error, and keeps no other from it', async () => {
    const done: string[] = [];
    const system = (name: string, act: () => void) => ({ name, setUp: async () => act() });
    const systems = [
      system('first', () => {
        throw new Error('no compiler\nat all');
      }),
      system('second', () => done.push('second')),
      { name: 'third' },
    ];
    const reports = await installSystems(systems, join(folder, 'cache'), silent);
    expect(reports.map(({ name, error }) => [name, error])).toEqual([
      ['first', 'no compiler\nat all'],
      ['second', null],
      ['third', null],
    ]);
    expect(done).toEqual(['second']);
    const report = installReport(reports);
    expect(report).toMatch(/^first {3}FAILED .*\nsecond {2}ready .*\nthird {3}ready /);
    expect(report).toMatch(/\nfirst was not installed:\nno compiler\nat all$/);
  });

  test('the folder of the cache is made, and the log is told who says what', async () => {
    const lines: string[] = [];
    const setUp = async ({ cache, log }: { cache: string; log: (line: string) => void }): Promise<void> => {
      expect(existsSync(cache)).toBe(true);
      log('half way');
    };
    const reports = await installSystems([{ name: 'one', setUp }], join(folder, 'a/b'), (line: string) =>
      lines.push(line),
    );
    expect(reports[0]?.error).toBeNull();
    expect(lines).toEqual(['one: half way']);
  });
});

describe('a folder that is installed', () => {
  const make = async (inputs: unknown[], act: () => Promise<void>): Promise<void> =>
    installOnce(join(folder, 'made'), inputs, silent, act);

  test('is left alone while its inputs are the same, and made anew from nothing when they change', async () => {
    const made: string[] = [];
    const fill = (name: string) => async () => {
      made.push(name);
      await writeFile(join(folder, 'made', name), '');
    };
    await make(['1.0'], fill('a'));
    await make(['1.0'], fill('b'));
    await make(['1.1'], fill('c'));
    expect(made).toEqual(['a', 'c']);
    expect((await readdir(join(folder, 'made'))).sort()).toEqual(['.stamp', 'c']);
  });

  test('is made anew when it was not finished', async () => {
    const failing = make(['1.0'], async () => {
      throw new Error('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
    let made = false;
    await make(['1.0'], async () => {
      made = true;
    });
    expect(made).toBe(true);
  });
});

describe('a command', () => {
  const node = (code: string) => execute(process.execPath, ['-e', code], { log: silent });

  test('that fails shows the end of what it printed, and its exit code', async () => {
    const failing = node(
      'for (let i = 0; i < 50; i++) console.log("line " + i); console.error("why"); process.exitCode = 7',
    );
    await expect(failing).rejects.toThrow(/ended with 7\n(?:.*\n)*why$/);
    await expect(failing).rejects.not.toThrow('line 20\n');
  });

  test('that does not exist is named', async () => {
    const missing = join(folder, 'no-such-program');
    await expect(execute(missing, [], { log: silent })).rejects.toThrow(`${missing} could not be started`);
  });
});

describe('npm run bench:setup', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [SCRIPT, '--cache', join(folder, 'cache'), ...args], { encoding: 'utf8' });

  test('says which systems are ready', () => {
    const { status, stdout } = run('--only', 'stdio-frames', '--strict');
    expect(stdout).toMatch(/^stdio-frames {2}ready +0\.0 s\n$/);
    expect(status).toBe(0);
  });

  test('exits with 1 for a system that could not be installed only when it is strict', async () => {
    // Where a folder is wanted, nothing can be installed.
    await writeFile(join(folder, 'cache'), '');
    for (const [args, wanted] of [
      [[], 0],
      [['--strict'], 1],
    ] as const) {
      const { status, stdout } = run('--only', 'python-shell', ...args);
      expect(stdout).toMatch(/^python-shell {2}FAILED .*\n\npython-shell was not installed:\n.+/);
      expect(status).toBe(wanted);
    }
  });

  test.each([
    [['--only', 'no-such-system'], "received 'no-such-system'"],
    [['--chek'], "'--chek'"],
  ])('refuses %j and shows how it is used', (args, text) => {
    const { status, stderr } = run(...args);
    expect(stderr).toContain(text);
    expect(stderr).toContain('npm run -s bench:setup');
    expect(status).toBe(2);
  });
});
