import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { StandIn } from '../../lib/flet-test/stand-in.js';

test('its executable runs the program in this Node, with the arguments as they are', () => {
  const folder = mkdtempSync(join(tmpdir(), "flet-embed it's "));
  try {
    const program = join(folder, 'program.mjs');
    writeFileSync(program, 'console.log(JSON.stringify([process.execPath, ...process.argv.slice(2)]))');
    using standIn = new StandIn(program);
    const args = ['test', '--dart-define=A=b c', "it's"];
    const { stdout } = spawnSync(standIn.executable, args, {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    expect(JSON.parse(stdout)).toEqual([process.execPath, ...args]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('its folder is one in which Flet finds a driver, and is gone afterwards', () => {
  let folder: string;
  {
    using standIn = new StandIn('program.mjs');
    folder = standIn.folder;
    expect(readFileSync(join(folder, 'integration_test', 'app_test.dart'), 'utf8').trim()).not.toBe('');
  }
  expect(existsSync(folder)).toBe(false);
});
