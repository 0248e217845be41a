/** flet-embed.config.*: where it is found, what it may say, and who wins. */

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { configuredLaunch, withConfig } from '../../lib/launch/config.js';
import { launch } from '../../lib/testing/index.js';
import { PYTHON } from './launched.js';

let folder: string;
let cwd: string;

/** The working directory of what is tested; a worker thread could not change it. */
beforeEach(() => {
  folder = cwd = realpathSync(mkdtempSync(join(tmpdir(), 'flet-embed-config-')));
  vi.spyOn(process, 'cwd').mockImplementation(() => cwd);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const CONFIG = '{ launch: { page: "phone", timeouts: { launch: 9000, action: 900 } } }';
const READ = { page: 'phone', timeouts: { launch: 9000, action: 900 } };

describe('the file', () => {
  test.each([
    ['flet-embed.config.mjs', `export default ${CONFIG}`],
    ['flet-embed.config.cjs', `module.exports = ${CONFIG}`],
    ['flet-embed.config.json', JSON.stringify({ launch: READ })],
  ])('may be %s', async (name, text) => {
    write(name, text);
    expect(await configuredLaunch()).toEqual(READ);
  });

  test('may be flet-embed.config.js in a package of ES modules', async () => {
    write('package.json', '{ "type": "module" }');
    write('flet-embed.config.js', `export default ${CONFIG}`);
    expect(await configuredLaunch()).toEqual(READ);
  });

  test('may be missing', async () => {
    expect(await configuredLaunch()).toEqual({});
  });

  test('is looked for upwards, and the nearest counts', async () => {
    write('flet-embed.config.json', JSON.stringify({ launch: { page: 'tablet' } }));
    write('near/flet-embed.config.json', JSON.stringify({ launch: READ }));
    write('near/tests/unit/x', '');
    cwd = join(folder, 'near/tests/unit');
    expect(await configuredLaunch()).toEqual(READ);
  });

  test('is read once', async () => {
    write('flet-embed.config.json', JSON.stringify({ launch: READ }));
    await configuredLaunch();
    write('flet-embed.config.json', '{}');
    expect(await configuredLaunch()).toEqual(READ);
  });

  test('may not be there twice', async () => {
    write('flet-embed.config.json', '{}');
    write('flet-embed.config.mjs', 'export default {}');
    await expect(configuredLaunch()).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_CONFIG',
      message: `Expected one flet-embed.config.* in ${folder} but found flet-embed.config.json, flet-embed.config.mjs; keep one of them`,
    });
  });

  test.each([
    ['flet-embed.config.json', '{ launch: }', 'cannot be loaded: '],
    ['flet-embed.config.mjs', 'throw new Error("no luck")', 'cannot be loaded: no luck'],
  ])('is named when it cannot be loaded: %s', async (name, text, message) => {
    write(name, text);
    await expect(configuredLaunch()).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_CONFIG',
      message: expect.stringContaining(`${join(folder, name)} ${message}`),
    });
  });

  test.each([
    ['[]', 'Expected an object for the default export of FILE but received an Array'],
    [
      '{ "lunch": {} }',
      "Expected one of launch for the options of FILE but received 'lunch' (string); did you mean 'launch'?",
    ],
    [
      '{ "launch": { "pyton": "x" } }',
      "for the options of launch in FILE but received 'pyton' (string); did you mean 'python'?",
    ],
    ['{ "launch": { "clock": 1 } }', 'Expected true or false for clock of launch in FILE but received 1'],
    [
      '{ "launch": { "timeouts": { "action": "2 s" } } }',
      "for action of timeouts of launch in FILE but received '2 s'",
    ],
  ])('is named when it says something wrong: %s', async (text, message) => {
    write('flet-embed.config.json', text);
    const file = join(folder, 'flet-embed.config.json');
    await expect(configuredLaunch()).rejects.toThrow(message.replace('FILE', file));
    await expect(configuredLaunch()).rejects.toBeInstanceOf(TypeError);
  });

  test('begins relative paths at its own folder, and leaves the name of a command alone', async () => {
    write('env/pyvenv.cfg', '');
    write('sub/x', '');
    write('flet-embed.config.json', JSON.stringify({ launch: { python: 'env', cwd: 'data' } }));
    cwd = join(folder, 'sub');
    expect(await configuredLaunch()).toEqual({ python: join(folder, 'env'), cwd: join(folder, 'data') });
    write('sub/flet-embed.config.json', JSON.stringify({ launch: { python: 'python3.12' } }));
    cwd = join(folder, 'sub/deeper');
    write('sub/deeper/x', '');
    expect(await configuredLaunch()).toEqual({ python: 'python3.12' });
  });
});

describe('a launch', () => {
  beforeEach(() => {
    const launch = { page: 'phone', clock: true, env: { A: '1', B: '2' }, timeouts: { action: 900, launch: 9000 } };
    write('flet-embed.config.json', JSON.stringify({ launch }));
  });

  test('takes what its call does not say from the file', async () => {
    expect(await withConfig({ clock: false, page: undefined as never })).toMatchObject({ page: 'phone', clock: false });
  });

  test('adds its variables and time-outs to those of the file', async () => {
    expect(await withConfig({ env: { B: '3' }, timeouts: { action: 5 } })).toMatchObject({
      env: { A: '1', B: '3' },
      timeouts: { action: 5, launch: 9000 },
    });
  });

  test('runs the app as the file and the call say', async () => {
    const code = 'import os, flet as ft\nft.run(lambda page: page.add(ft.Text(f\'{page.width} {os.environ["A"]}\')))';
    const app = await launch({ code }, { python: PYTHON, env: { A: 'call' } });
    try {
      expect(await app.getByControl('Text').text()).toBe('412.0 call');
      await app.clock.runFor(1);
    } finally {
      await app.close();
    }
  });
});
