import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findWeb } from '../../lib/preview/find-web.js';
import { PYTHON } from './preview.js';

/** A Python whose packages are those of a folder. */
async function pythonWith(packages: Record<string, string>): Promise<{ python: string; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'flet-embed-web-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(packages)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const python = join(folder, 'python');
  // -S: none of those that are installed.
  await writeFile(python, `#!/bin/sh\nPYTHONPATH='${folder}' exec '${PYTHON}' -S "$@"\n`);
  await chmod(python, 0o755);
  return { python, folder };
}

const metadata = (name: string, version: string): string =>
  `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`;

const INSTALLED = {
  'flet-1.0.5.dist-info/METADATA': metadata('flet', '1.0.5'),
  'flet_web-1.0.5.dist-info/METADATA': metadata('flet-web', '1.0.5'),
  'flet_web/__init__.py': 'raise RuntimeError("imported")',
  'flet_web/web/index.html': '',
  'flet_web/web/flutter_bootstrap.js': '',
};

test('the project’s own Python has the client', async () => {
  const { web, version, flet } = await findWeb(PYTHON);
  expect(web).toMatch(/flet_web[\\/]web$/);
  expect(version).toBe(flet);
});

describe.skipIf(process.platform === 'win32')('the client beside a Python', () => {
  test('is found without importing anything', async () => {
    const { python, folder } = await pythonWith(INSTALLED);
    expect(await findWeb(python)).toEqual({ web: join(folder, 'flet_web', 'web'), version: '1.0.5', flet: '1.0.5' });
  });

  test('that is not installed is an error with the command that mends it', async () => {
    const { python } = await pythonWith({ 'flet-1.0.5.dist-info/METADATA': metadata('flet', '1.0.5') });
    await expect(findWeb(python)).rejects.toMatchObject({
      code: 'ERR_EMBED_PREVIEW_WEB',
      message: `Expected the package flet-web, which has the real Flutter client, beside ${python} but found none; install it: ${python} -m pip install flet-web==1.0.5`,
    });
    await expect(findWeb((await pythonWith({})).python)).rejects.toThrow(/pip install flet-web$/);
  });

  test('of another version than Flet is refused', async () => {
    const { python } = await pythonWith({
      ...INSTALLED,
      'flet_web-1.0.5.dist-info/METADATA': metadata('flet-web', '1.0.4'),
    });
    await expect(findWeb(python)).rejects.toThrow(
      `Expected flet-web 1.0.5, as flet beside ${python}, but found 1.0.4; install it: ${python} -m pip install flet-web==1.0.5`,
    );
  });

  test('without its files is refused', async () => {
    const { 'flet_web/web/flutter_bootstrap.js': _, ...rest } = INSTALLED;
    const { python, folder } = await pythonWith(rest);
    await expect(findWeb(python)).rejects.toThrow(
      `Expected the Flutter client in ${join(folder, 'flet_web', 'web')} but found no flutter_bootstrap.js there`,
    );
  });

  test('is asked of what does not run: says so', async () => {
    const { folder } = await pythonWith({});
    await expect(findWeb(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'ERR_EMBED_PYTHON_BROKEN' });
    await expect(findWeb('/bin/false')).rejects.toMatchObject({ code: 'ERR_EMBED_PYTHON_BROKEN' });
  });
});
