/** Single checks, in surroundings that this machine may not have. */

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkChromium } from '../../lib/doctor/chromium.js';
import { checkDisplay } from '../../lib/doctor/display.js';
import type { ExaminedPython } from '../../lib/doctor/examine-python.js';
import { checkNode } from '../../lib/doctor/node.js';
import { pipInstall } from '../../lib/doctor/pip.js';
import { checkPlaywright } from '../../lib/doctor/playwright.js';
import { checkLibrary, checkPython } from '../../lib/doctor/python.js';
import { shellWord } from '../../lib/doctor/shell.js';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'flet-embed-checks-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe('Node', () => {
  test.each([
    ['18.20.4', 'wrong'],
    ['20.0.0', 'ok'],
    ['26.1.0', 'ok'],
  ])('%s is %s', (version, status) => {
    expect(checkNode(version, '/bin/node')).toMatchObject({ status, required: true, details: { version } });
  });
});

describe.skipIf(process.platform === 'win32')('Chromium', () => {
  const executable = (name: string, script: string): string => {
    const path = join(folder(), name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  };

  test('is the first browser on PATH, with the version that it tells', async () => {
    const chrome = executable('google-chrome', 'echo Google Chrome 1.2.3');
    const chromium = executable('chromium', 'echo Chromium 141.0.7390.76 built on Debian');
    const PATH = `${join(chromium, '..')}:${join(chrome, '..')}`;
    expect(await checkChromium(folder(), { PATH })).toMatchObject({
      status: 'ok',
      details: { version: '141.0.7390.76', executable: chromium },
    });
  });

  test.each([
    ['fails', 'echo cannot open shared object file >&2; exit 127', 'cannot open shared object file'],
    ['answers something else', 'echo hello', 'says «hello» instead of its version'],
  ])('that %s is wrong, and its words are shown', async (_title, script, words) => {
    const PATH = join(executable('chromium', script), '..');
    const found = await checkChromium(folder(), { PATH });
    expect(found).toMatchObject({ status: 'wrong', required: false });
    expect(found.found).toContain(words);
  });
});

describe('playwright-core', () => {
  test('is looked for in the project first', async () => {
    const project = folder();
    const place = join(project, 'node_modules/playwright-core');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'playwright-core', version: '9.9.9' }));
    expect(checkPlaywright(project)).toMatchObject({ status: 'ok', details: { version: '9.9.9', folder: place } });
  });
});

describe('a display', () => {
  test('is a Wayland socket that is there', async () => {
    const runtime = folder();
    writeFileSync(join(runtime, 'wayland-7'), '');
    const env = { WAYLAND_DISPLAY: 'wayland-7', XDG_RUNTIME_DIR: runtime };
    expect(await checkDisplay(env)).toMatchObject({ status: 'ok', details: { kind: 'wayland', name: 'wayland-7' } });
    const gone = { ...env, WAYLAND_DISPLAY: 'wayland-8' };
    expect(await checkDisplay(gone)).toMatchObject({ status: 'missing', required: false });
  });

  test('is an X server that takes connections', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const DISPLAY = `127.0.0.1:${port - 6000}.0`;
    expect(await checkDisplay({ DISPLAY })).toMatchObject({ status: 'ok', details: { kind: 'x11', name: DISPLAY } });
    await new Promise((resolve) => server.close(resolve));
    expect(await checkDisplay({ DISPLAY })).toMatchObject({ status: 'wrong' });
  });

  test('with a name that is none is wrong', async () => {
    const found = await checkDisplay({ DISPLAY: 'screen' });
    expect(found).toMatchObject({ status: 'wrong', found: 'Expected [host]:number in DISPLAY but received screen' });
  });
});

describe('a library that does not fit', () => {
  const failed = (code: string, message: string): ExaminedPython => ({ addon: true, pythonFailure: { code, message } });

  test('that is missing: the fix is the one of the error', () => {
    const examined = failed(
      'ERR_EMBED_PYTHON_NOT_SHARED',
      'this Python has no shared library. Tried:\n  /usr/bin/python3 (PATH): is linked statically and has no shared library ' +
        '(libpython3.12.so.1.0); install it (Debian: apt install libpython3.12; pyenv: …)',
    );
    expect(checkLibrary(examined)).toMatchObject({ status: 'missing', required: true });
    if (process.platform === 'linux') {
      expect(checkLibrary(examined).fix).toBe('sudo apt install libpython3.12');
      expect(checkPython(examined).fix).toBe('sudo apt install libpython3.12');
    }
  });

  test('that has another version is wrong', () => {
    const examined = failed('ERR_EMBED_PYTHON_MISMATCH', "the library's version differs from the executable's");
    expect([checkPython(examined), checkLibrary(examined)]).toMatchObject([{ status: 'wrong' }, { status: 'wrong' }]);
  });
});

describe.skipIf(process.platform === 'win32')('the command that installs a package', () => {
  const python = { version: '3.13.1', executable: '/my apps/python', prefix: '/usr', library: '/l', foundBy: 'PATH' };

  test.each<[string, ExaminedPython, string]>([
    ['uses the pip of that Python', { python, hasPip: true }, '"/my apps/python" -m pip install "flet==1.0.*"'],
    [
      'uses uv where there is no pip',
      { python, hasPip: false },
      'uv pip install --python "/my apps/python" "flet==1.0.*"',
    ],
    [
      'makes an environment where pip would refuse',
      { python, hasPip: true, externallyManaged: true },
      '"/my apps/python" -m venv .venv && .venv/bin/python -m pip install "flet==1.0.*"',
    ],
  ])('%s', (_title, examined, command) => {
    expect(pipInstall(examined, 'flet==1.0.*')).toBe(command);
  });

  test('quotes what a shell would read otherwise', () => {
    expect(shellWord('/usr/bin/python3.13')).toBe('/usr/bin/python3.13');
    expect(shellWord('/a "b" $c`d`')).toBe('"/a \\"b\\" \\$c\\`d\\`"');
  });
});
