/** Two versions in one node_modules tree are two copies of the addon. One process can hold one CPython. */

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endOf, startHost } from './host-process.js';
import { PYTHON } from './pythons.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flet-embed-copy-'));
  for (const name of ['dist', 'package.json', 'python/flet_embed', 'build/Release/flet_embed.node']) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a second copy of the addon is refused, and the first goes on', async () => {
  const { stdout, ...ended } = await endOf(startHost('two_copies.mjs', [PYTHON, folder]));
  expect(ended).toEqual({ code: 0, signal: null, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    whileRunning: 'ERR_EMBED_PYTHON_FOREIGN',
    whileParked: 'ERR_EMBED_PYTHON_FOREIGN',
    code: 0,
  });
});
