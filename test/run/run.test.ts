import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { ROOT } from '../repository/sources.js';
import { RunCommand } from './command.js';

const COUNTER = join(ROOT, 'examples/counter');
const runs: RunCommand[] = [];

afterEach(async () => {
  for (const run of runs.splice(0)) await run.stop();
});

function start(...args: string[]): RunCommand {
  return startIn({}, ...args);
}

function startIn(env: Readonly<Record<string, string>>, ...args: string[]): RunCommand {
  const run = new RunCommand(args, env);
  runs.push(run);
  return run;
}

describe('flet-embed run', { timeout: 60_000 }, () => {
  test('says which Python and Flet run the app, and where its page is', async () => {
    const run = start('--no-open', COUNTER);
    const url = await run.url();
    expect(run.printed).toMatch(
      /^Python 3\.\d+\.\d+.* in process \d+ \(.*\) Flet \d+\.\d+\.\d+\nReady in [\d.]+ m?s\. http/,
    );
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('flutter_bootstrap.js');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it', async (signal) => {
    const run = start('--no-open', COUNTER);
    await run.url();
    run.signal(signal);
    expect(await run.ended()).toBe(signal === 'SIGINT' ? 130 : 143);
  });

  test('a port in use is an error that says so', async () => {
    const first = start('--no-open', COUNTER);
    const { port } = new URL(await first.url());
    const second = start('--no-open', '--port', port, COUNTER);
    expect(await second.ended()).toBe(1);
    expect(second.printed).toContain(port);
    expect(second.printed).not.toMatch(/^ {4}at /m);
  });

  test('an app that is not there is an error that says where it was looked for', async () => {
    const run = start('--no-open', 'no/such/app.py');
    expect(await run.ended()).toBe(1);
    expect(run.printed).toMatch(/expected an app at .*no\/such\/app\.py/);
  });

  test('--headless prints the controls, and what follows -- is the app’s own', async () => {
    const run = start('--headless', COUNTER, '--', '--verbose');
    await run.prints(/Button/);
    expect(run.printed).toContain('"+"');
  });

  test('a module is run as python -m would', async () => {
    const run = start('--headless', '-m', 'examples.counter.main');
    await run.prints(/Button/);
  });
});

describe.skipIf(process.platform !== 'linux')('the default browser', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'flet-embed-browser-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A screen that nobody has, and a system that knows of no other browser. */
  function desktop(script: string): Record<string, string> {
    const browser = join(folder, 'browser');
    writeFileSync(browser, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const nothing = ['XDG_DATA_DIRS', 'XDG_DATA_HOME', 'XDG_CONFIG_DIRS', 'XDG_CONFIG_HOME'];
    // By these a desktop is known, which would open its own browser.
    const desktops = ['XDG_CURRENT_DESKTOP', 'DESKTOP_SESSION', 'KDE_FULL_SESSION', 'GNOME_DESKTOP_SESSION_ID'];
    return {
      CI: '',
      DISPLAY: ':65000',
      WAYLAND_DISPLAY: '',
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'no-bus')}`,
      BROWSER: browser,
      ...Object.fromEntries(desktops.map((name) => [name, ''])),
      ...Object.fromEntries(nothing.map((name) => [name, folder])),
    };
  }

  test('is given the address of the page', async () => {
    const asked = join(folder, 'asked');
    const run = startIn(desktop(`echo "$1" > '${asked}.new' && mv '${asked}.new' '${asked}'`), COUNTER);
    const url = await run.url();
    await expect.poll(() => existsSync(asked), { timeout: 30_000 }).toBe(true);
    expect(readFileSync(asked, 'utf8').trim()).toBe(url);
    await run.stop();
    expect(run.printed).not.toContain('browser did not open');
  });

  test('that does not open is told, with what to do instead', async () => {
    const run = startIn(desktop('exit 1'), COUNTER);
    await run.prints(/^The browser did not open: xdg-open has ended with exit code \d+\. Open this address /m);
  });
});
