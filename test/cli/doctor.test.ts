import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Check, CheckName } from '../../lib/doctor/index.js';
import { fletEmbed, fletEmbedIn, PYTHON, type Surroundings, startFletEmbed } from './command-line.js';
import { isRunning, makeEnvironment, pretendedPython, temporaryFolder } from './python-environment.js';

interface Report {
  ok: boolean;
  code: number | null;
  names: string[];
  check: Record<CheckName, Check>;
}

async function doctor(surroundings: Surroundings, ...args: string[]): Promise<Report> {
  const { code, stdout, stderr } = await fletEmbedIn(surroundings, 'doctor', '--json', ...args);
  expect(stderr).toBe('');
  const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: Check[] };
  const check = Object.fromEntries(checks.map((one) => [one.name, one])) as Record<CheckName, Check>;
  return { ok, code, names: checks.map(({ name }) => name), check };
}

const FLET = { version: '1.0.5' };
const WEB = { version: '1.0.5', files: ['web/index.html'] };

describe('flet-embed doctor', { timeout: 120_000 }, () => {
  test('finds everything that is required, and says where', async () => {
    const { ok, code, names, check } = await doctor({});
    expect({ ok, code }).toEqual({ ok: true, code: 0 });
    expect(names.filter((name) => name !== 'display')).toEqual([
      ...['node', 'addon', 'python', 'libpython', 'flet', 'flet-web'],
      ...['playwright-core', 'chromium', 'pytest', 'pytest-asyncio'],
    ]);
    expect(names.includes('display')).toBe(process.platform === 'linux');
    expect(check.node.details['version']).toBe(process.versions.node);
    expect(existsSync(check.addon.details['file']!)).toBe(true);
    expect(check.python.details).toMatchObject({ prefix: PYTHON, foundBy: 'FLET_EMBED_PYTHON' });
    expect(existsSync(check.libpython.details['file']!)).toBe(true);
    expect(check.flet.details['version']).toBe(check['flet-web'].details['version']);
    expect(existsSync(join(check['flet-web'].details['folder']!, 'index.html'))).toBe(true);
    for (const { status, fix } of Object.values(check)) if (status === 'ok') expect(fix).toBeNull();
  });

  test('prints a line for each, the fix below it, and what is required apart from the rest', async () => {
    const python = makeEnvironment({ flet: FLET });
    const { stdout, code } = await fletEmbed('doctor', '--python', python);
    expect(code).toBe(1);
    const fix = `uv pip install --python ${join(python, 'bin/python')} flet-web==1.0.5`;
    expect(stdout).toMatch(
      /^flet-embed \d+\.\d+\.\d+ on \w+-\w+\n\nRequired\n {2}ok {7}Node {12}\d+\.\d+\.\d+ \(.*\)\n/,
    );
    expect(stdout).toMatch(/\n {2}ok {7}Flet {12}1\.0\.5\n {2}missing {2}flet-web {8}not installed; .*\n {27}fix: /);
    expect(stdout).toContain(`fix: ${fix}\n\nFor single purposes\n`);
    expect(stdout).toMatch(/\n\nNot everything that is required is there: flet-web\.\n$/);
  });

  test('the lack of what is for single purposes is no failure', async () => {
    const python = makeEnvironment({ flet: FLET, 'flet-web': WEB });
    const env = { PATH: '', DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
    const { ok, code, check } = await doctor({ env, cwd: temporaryFolder() }, '--python', python);
    const { chromium, pytest, display } = check;
    expect([chromium, pytest]).toMatchObject([{ status: 'missing' }, { status: 'missing' }]);
    for (const one of [chromium, pytest]) expect(one).toMatchObject({ required: false, fix: expect.any(String) });
    if (process.platform === 'linux') expect(display).toMatchObject({ required: false, status: 'missing' });
    expect({ ok, code }).toEqual({ ok: true, code: 0 });
  });
});

describe('flet-embed doctor tells what is wrong with', { timeout: 120_000 }, () => {
  test('a Python that is not there', async () => {
    const { ok, code, check } = await doctor({}, '--python', '/nowhere/python');
    expect({ ok, code }).toEqual({ ok: false, code: 1 });
    expect(check.python).toMatchObject({ status: 'missing', details: { code: 'ERR_EMBED_PYTHON_NOT_FOUND' } });
    expect(check.python.found).toContain('/nowhere/python (option): no such file');
    expect(check.python.fix).toMatch(/^(sudo apt|brew|winget) install /);
    for (const name of ['libpython', 'flet', 'flet-web', 'pytest'] as const) {
      expect(check[name]).toMatchObject({ status: 'unknown', fix: null });
    }
  });

  test('a Python that fails, in its own words', async () => {
    const { code, check } = await doctor({}, '--python', pretendedPython('echo no module named encodings >&2; exit 1'));
    expect(code).toBe(1);
    expect(check.python).toMatchObject({ status: 'wrong', details: { code: 'ERR_EMBED_PYTHON_BROKEN' } });
    expect(check.python.found).toContain('no module named encodings');
  });

  test('a virtual environment whose Python is gone: it is to be made anew', async () => {
    const folder = makeEnvironment({});
    rmSync(join(folder, 'bin/python'));
    symlinkSync(join(folder, 'gone'), join(folder, 'bin/python'));
    const { check } = await doctor({}, '--python', folder);
    expect(check.python).toMatchObject({ status: 'wrong', fix: `python3 -m venv --clear ${folder}` });
  });

  test('a Python that hangs, and leaves nothing of it behind', async () => {
    const folder = temporaryFolder();
    const python = pretendedPython(`echo $$ > '${folder}/pid'; exec sleep 1000`);
    const { code, check } = await doctor({}, '--python', python, '--timeout', '1');
    expect(code).toBe(1);
    expect(check.python).toMatchObject({
      status: 'wrong',
      found: 'the process that starts it did not end within 1 s',
    });
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
  });

  test('a Python that takes its process along', async () => {
    const python = makeEnvironment({ flet: FLET }, 'import os; os.abort()');
    const { code, check } = await doctor({}, '--python', python);
    expect(code).toBe(1);
    expect(check.addon.status).toBe('ok');
    expect(check.python).toMatchObject({ status: 'wrong', found: expect.stringContaining('was ended by SIGABRT') });
    expect(check.flet).toMatchObject({ status: 'unknown', found: 'not looked for without a Python' });
  });

  test('a Python without Flet', async () => {
    const { code, check } = await doctor({}, '--python', makeEnvironment({}));
    expect(code).toBe(1);
    expect(check.python.status).toBe('ok');
    expect(check.flet).toMatchObject({ status: 'missing', fix: expect.stringMatching(/install .*"flet==1\.0\.\*"/) });
    expect(check['flet-web']).toMatchObject({ status: 'missing' });
  });

  test.each([
    ['a Flet that is too old', '0.28.3', '', '0.28.3; 0.86 or later is needed'],
    ['a Flet that cannot be imported', '1.0.5', 'import nowhere', "ModuleNotFoundError: No module named 'nowhere'"],
    ['a Flet that takes its process along', '1.0.5', 'import os; os.abort()', 'was ended by SIGABRT'],
  ])('%s', async (_title, version, source, message) => {
    const { code, check } = await doctor({}, '--python', makeEnvironment({ flet: { version, source } }));
    expect(code).toBe(1);
    expect(check.flet).toMatchObject({ status: 'wrong', details: { version } });
    expect(check.flet.found).toContain(message);
    expect(check.flet.fix).toMatch(/ "?flet==/);
  });

  test.each([
    ['of another version than Flet', { ...WEB, version: '1.0.4' }, '1.0.4, but Flet is 1.0.5; the two belong together'],
    ['without its client', { version: '1.0.5' }, '1.0.5 without its folder «web»'],
  ])('a flet-web %s', async (_title, web, found) => {
    const { code, check } = await doctor({}, '--python', makeEnvironment({ flet: FLET, 'flet-web': web }));
    expect(code).toBe(1);
    expect(check['flet-web']).toMatchObject({ status: 'wrong', found });
    expect(check['flet-web'].fix).toContain(' flet-web==1.0.5');
  });

  test('an addon that cannot be loaded', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'build/Release'), { recursive: true });
    writeFileSync(join(folder, 'build/Release/flet_embed.node'), 'no library');
    const { code, check } = await doctor({ env: { FLET_EMBED_PREBUILD: folder } });
    expect(code).toBe(1);
    expect(check.addon).toMatchObject({ status: 'wrong', fix: expect.stringMatching(/npm (run build|install)/) });
    expect(check.addon.found).toContain(join(folder, 'build/Release/flet_embed.node'));
    expect(check.python.status).toBe('unknown');
  });
});

test('Ctrl-C ends flet-embed doctor at once, with the Python that it examines', async () => {
  const folder = temporaryFolder();
  const python = pretendedPython(
    `echo $$ > '${folder}/pid.part'; mv '${folder}/pid.part' '${folder}/pid'; exec sleep 1000`,
  );
  const child = startFletEmbed('doctor', '--python', python);
  await vi.waitFor(() => expect(existsSync(join(folder, 'pid'))).toBe(true), 30_000);
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([130, null]);
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
});
