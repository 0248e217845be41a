import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { discoverApps, hasRunCall, shard } from '../../lib/smoke/discover.js';

function tree(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'flet-embed-smoke-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const APP = 'import flet as ft\nft.run(main)\n';

describe('discoverApps', () => {
  test('finds files with a run call below a folder, sorted', () => {
    const folder = tree({ 'b/main.py': APP, 'a.py': APP, 'model.py': 'x = 1\n', 'notes.txt': APP });
    expect(discoverApps([folder])).toEqual([join(folder, 'a.py'), join(folder, 'b/main.py')]);
  });

  test('leaves out hidden folders, virtual environments and what tools put there', () => {
    const folder = tree({
      '.git/main.py': APP,
      'env/pyvenv.cfg': '',
      'env/lib/app.py': APP,
      'node_modules/x/main.py': APP,
      '__pycache__/main.py': APP,
      'kept.py': APP,
    });
    expect(discoverApps([folder])).toEqual([join(folder, 'kept.py')]);
  });

  test('takes a file that is named as it is, and each once', () => {
    const folder = tree({ 'plain.py': 'print(1)\n' });
    const file = join(folder, 'plain.py');
    expect(discoverApps([file, file])).toEqual([file]);
  });

  test('refuses a path where there is nothing', () => {
    expect(() => discoverApps(['/nowhere/at/all'])).toThrow(
      new RangeError("Expected files or folders but there is nothing at '/nowhere/at/all'"),
    );
  });
});

test.each([
  ['import flet as ft\nft.run(main)', true],
  ['import flet\nasyncio.run(flet.run_async(main))', true],
  ['from flet import Page, run\nrun(main)', true],
  ['if __name__ == "__main__":\n    ft.run(main)', true],
  ['# ft.run(main)', false],
  ['import subprocess\nsubprocess.run(["ls"])', false],
  ['from app import run\nrun(main)', false],
  ['import flet as ft\nprint(ft.Text("run"))', false],
])('%j starts an app: %s', (source, expected) => {
  expect(hasRunCall(source)).toBe(expected);
});

test('every app is in exactly one shard', () => {
  const apps = ['a', 'b', 'c', 'd', 'e'];
  const shards = [1, 2, 3].map((index) => shard(apps, index, 3));
  expect(shards).toEqual([['a', 'd'], ['b', 'e'], ['c']]);
});
