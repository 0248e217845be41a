import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SmokeResult } from '../../lib/smoke/index.js';
import { fletEmbed, fletEmbedIn, startFletEmbed } from './command-line.js';

const FIXTURES = fileURLToPath(new URL('../fixtures/smoke/', import.meta.url));

describe('flet-embed smoke', { timeout: 120_000 }, () => {
  test('tells for each app how it came through, and whose fault it is', async () => {
    const ended = await fletEmbed('smoke', join(FIXTURES, 'apps'), '--json');
    const { apps } = JSON.parse(ended.stdout) as { apps: SmokeResult[] };
    expect(apps.map(({ path, status }) => [path.slice(FIXTURES.length + 'apps/'.length), status])).toEqual([
      ['breaks_at_start.py', 'not-started'],
      ['breaks_below_a_dialog.py', 'app-error'],
      ['breaks_on_click.py', 'app-error'],
      ['needs_network.py', 'network'],
      ['needs_own_module.py', 'not-started'],
      ['needs_package.py', 'missing-package'],
      ['well.py', 'ok'],
    ]);
    const [atStart, , onClick, , , missing, well] = apps;
    expect(atStart).toMatchObject({ started: false, actions: 0, detail: "KeyError: 'missing'" });
    expect(onClick).toMatchObject({ started: true, detail: 'ValueError: this button is broken' });
    expect(onClick!.exceptions.join()).toContain('in broken\n    raise ValueError("this button is broken")');
    expect(missing!.detail).toBe("needs the package that provides 'package_that_nobody_has'");
    expect(well).toMatchObject({ started: true, exceptions: [], detail: '' });
    expect(well!.actions).toBeGreaterThanOrEqual(3);
    expect(ended).toMatchObject({ code: 1, stderr: '' });
  });

  test('does as much again with the same seed, and says so in a line', async () => {
    const app = join(FIXTURES, 'apps', 'well.py');
    const first = await fletEmbed('smoke', app, '--seed', '7');
    const second = await fletEmbed('smoke', app, '--seed', '7');
    const withoutTimes = (text: string): string => text.replace(/\d+ ms/g, '');
    expect(withoutTimes(first.stdout)).toBe(withoutTimes(second.stdout));
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^ok .*well\.py {2}\d+ controls, \d+ actions, \d+ ms\n\n1 ok\n$/);
  });

  test('ends an app that is not through in time, and names the last action', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flet-embed-smoke-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const report = join(folder, 'smoke.xml');
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    const where = { env: { TMPDIR: temporary } };
    const ended = await fletEmbedIn(where, 'smoke', join(FIXTURES, 'hangs'), '--timeout', '12', '--junit', report);
    expect(ended.stdout).toMatch(
      /^timeout .*hangs\.py .*; not through within 12 s, after: click Button "wait" \(click\)\n/,
    );
    expect(ended.code).toBe(1);
    expect(readFileSync(report, 'utf8')).toContain('<failure type="timeout"');
    expect(readdirSync(temporary), 'nothing is left behind').toEqual([]);
  });

  test('does not wait for processes that an app has left behind, and ends them', async () => {
    const ended = await fletEmbed('smoke', join(FIXTURES, 'leaves'), '--json');
    expect((JSON.parse(ended.stdout) as { apps: SmokeResult[] }).apps).toMatchObject([{ status: 'ok' }]);
    expect(ended.code).toBe(0);
  });

  test('ends at once on Ctrl-C, with what it has started', async () => {
    const apps = [join(FIXTURES, 'apps', 'well.py'), join(FIXTURES, 'hangs')];
    const child = startFletEmbed('smoke', ...apps, '--jobs', '1', '--timeout', '600');
    await once(child.stdout, 'data'); // the first one's line
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
  });

  test.each([
    [['smoke'], "error: missing required argument 'paths'"],
    [['smoke', '/nowhere'], "flet-embed: Expected files or folders but there is nothing at '/nowhere'"],
    [['smoke', '.', '--jobs', '0'], 'Expected a whole number from 1 on.'],
    [['smoke', '.', '--shard', '3/2'], 'Expected i/n with i from 1 to n, for instance 2/4.'],
    [['smok'], '(Did you mean smoke?)'],
  ])('refuses %j', async (args, message) => {
    const ended = await fletEmbed(...args);
    expect(ended.stderr).toContain(message);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
  });

  test('--help teaches by example', async () => {
    const ended = await fletEmbed('smoke', '--help');
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('flet-embed smoke examples/');
    expect(ended.stdout).toContain('Exit code: 0 nothing failed, 1 an app failed, 2 wrong use, 130 ended by Ctrl-C.');
  });
});
