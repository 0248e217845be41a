/** `flet-embed test` as a whole: pytest, the plugin, the stand-in for Flutter, and an app of Flet in either mode. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { runFletTests } from '../../lib/cli/test.js';

const PYTHON = process.env['FLET_EMBED_TEST_PYTHON'] ?? fileURLToPath(new URL('../../.venv', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../dist/flet-test/flutter.js', import.meta.url));

const empty = mkdtempSync(join(tmpdir(), 'flet-embed-nothing-'));
afterAll(() => rmSync(empty, { recursive: true }));

interface Run {
  code: number;
  output: string;
  log: string;
}

async function run(folder: string, args: string[], env: NodeJS.ProcessEnv = {}, python = PYTHON): Promise<Run> {
  let output = '';
  const log: string[] = [];
  const code = await runFletTests(['-p', 'no:cacheprovider', '-rA', ...args], {
    cwd: folder,
    python,
    program: PROGRAM,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', FLET_TEST_GOLDEN: undefined, ...env },
    log: (line) => log.push(line),
    output: (text) => (output += text),
  });
  return { code, output, log: log.join('\n') };
}

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/flet-test/${name}`, import.meta.url));

describe('tests in host mode, with the app in pytest', () => {
  test('pass and fail by what they assert; who asserts only pictures is skipped', async () => {
    const { code, output } = await run(fixture('host'), []);
    expect(code, output).toBe(1);
    expect(output).toMatch(/^PASSED test_counter\.py::test_pictures_and_more$/m);
    expect(output).toMatch(/^SKIPPED \[1\] test_counter\.py:\d+: not checked \(pixels\)$/m);
    expect(output).toMatch(/^FAILED test_counter\.py::test_fails - assert 0 == 1$/m);
    expect(output).toContain('3 pictures not checked (pixels): this client has none.');
    expect(output).toMatch(/1 failed, 9 passed, 1 skipped/);
    expect(existsSync(join(fixture('host'), 'golden'))).toBe(false);
  });

  test('the options of pytest hold, and so does its exit code', async () => {
    const { code, output } = await run(fixture('host'), ['-k', 'passes_counts', '--verbose']);
    expect(code, output).toBe(0);
    expect(output).toMatch(/1 passed, 10 deselected/);
    expect((await run(fixture('host'), ['-k', 'nothing_at_all'])).code).toBe(5);
  });

  test('the platform that is asked for is the one of the page', async () => {
    const env = { FLET_TEST_PLATFORM: 'android', EXPECTED_PLATFORM: 'android' };
    const { code, output } = await run(fixture('host'), ['-k', 'passes_counts'], env);
    expect(code, output).toBe(0);
  });

  test('an app that is served over HTTP ends with an error that says what to do', async () => {
    const { code, output } = await run(fixture('host'), ['-k', 'passes_counts'], { FLET_TEST_USE_HTTP: '1' });
    expect(code).toBe(1);
    expect(output).toContain('unset FLET_TEST_USE_HTTP');
  });

  test('pictures that shall be taken are refused', async () => {
    const { code, output } = await run(fixture('host'), [], { FLET_TEST_GOLDEN: '1' });
    expect(code).toBe(4);
    expect(output).toContain('FLET_TEST_GOLDEN asks for pictures of the app');
  });
});

describe('tests in device mode, with the app on the device', () => {
  test('pass unchanged: each has an app of its own, in the stand-in’s own Python', async () => {
    const { code, output } = await run(fixture('device'), []);
    expect(code, output).toBe(0);
    expect(output).toMatch(/4 passed, 1 skipped/);
    expect(output).toContain('1 pictures not checked (pixels)');
  });

  test('without an app they fail, and say how it is found', async () => {
    const { code, output } = await run(empty, [join(fixture('device'), 'tests'), '--rootdir', fixture('device'), '-x']);
    expect(code).toBe(1);
    expect(output).toContain('Tests in device mode need the app that they test, and none was found');
  });
});

describe('what is missing', () => {
  test('a Python that is not there: what was tried, and what to do', async () => {
    const { code, log } = await run(empty, [], {}, join(empty, 'python'));
    expect(code).toBe(4);
    expect(log).toMatch(/^flet-embed: No Python was found for the tests\. Tried:\n {2}.*python: .*ENOENT/);
    expect(log).toContain('Pass --python, or set FLET_EMBED_PYTHON');
  });

  test('a Python without pytest and Flet: what to install, and where', async () => {
    const { code, log, output } = await run(empty, [], { PYTHONPATH: '', PYTHONNOUSERSITE: '1' }, barePython());
    expect(code).toBe(4);
    expect(output).toBe('');
    expect(log).toContain('lacks what tests of Flet need: flet, pytest, pytest-asyncio.');
    expect(log).toMatch(/Install it with: .+ -m pip install flet pytest pytest-asyncio/);
  });
});

/** A virtual environment with nothing in it. */
function barePython(): string {
  const folder = join(empty, 'bare');
  const python = join(PYTHON, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const { status, stderr } = spawnSync(python, ['-m', 'venv', '--without-pip', folder], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return folder;
}
