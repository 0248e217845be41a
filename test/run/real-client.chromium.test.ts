/** `flet-embed run` in the real Flutter client, in Chromium, by mouse and keyboard. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { requestsElsewhere, useChromium } from '../browser/chromium.js';
import { FlutterPage } from '../browser/flutter-page.js';
import { ROOT } from '../repository/sources.js';
import { RunCommand } from './command.js';

const chromium = useChromium();
const runs: RunCommand[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const run of runs.splice(0)) await run.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A copy of an app of `test/fixtures/preview`, to be changed. */
function copyOfApp(name = 'everyday'): string {
  const folder = mkdtempSync(join(tmpdir(), 'flet-embed-run-test-'));
  folders.push(folder);
  cpSync(join(ROOT, 'test/fixtures/preview', name), folder, { recursive: true });
  return folder;
}

function start(...args: string[]): RunCommand {
  const run = new RunCommand(['--no-open', ...args]);
  runs.push(run);
  return run;
}

/** The app in a page of a fresh browser profile. */
async function open(
  ...args: string[]
): Promise<{ run: RunCommand; context: BrowserContext; app: FlutterPage; url: string }> {
  const run = start(...(args.length === 0 ? [copyOfApp()] : args));
  const url = await run.url();
  const context = await chromium.newContext({ viewport: { width: 800, height: 600 } });
  const app = await FlutterPage.open(context, url);
  await app.button('Plus').waitFor({ state: 'attached' });
  return { run, context, app, url };
}

/** Replaces a text in a file of the app. */
function edit(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`Expected ${from} in ${file}`);
  writeFileSync(path, text.replace(from, to));
}

describe('what a person does reaches the app, and what it does is seen', { timeout: 120_000 }, () => {
  test('clicks of the mouse count', async () => {
    const { app } = await open();
    for (const count of ['1', '2', '3']) {
      await app.click(app.button('Plus'));
      await app.sees(count);
    }
  });

  test('what is typed is there, and a dialog comes and goes', async () => {
    const { app } = await open();
    await app.type(app.field('Name'), 'Ada');
    await app.click(app.button('Greet'));
    await app.sees('Good morning, Ada');
    await app.click(app.button('Ask'));
    await app.sees('Really?');
    await app.click(app.button('Sure'));
    await app.sees('Sure');
    await app.seesNoMore('Really?');
  });

  test("the browser's address follows the app's route, and its back button leads back", async () => {
    const { app, url } = await open();
    await app.sees('/');
    await app.click(app.button('Go'));
    await app.sees('Second');
    expect(app.page.url()).toBe(new URL('second', url).href);
    await app.page.goBack();
    await app.button('Plus').waitFor({ state: 'attached' });
    expect(app.page.url()).toBe(url);
  });

  test('a file goes up', async () => {
    const { app } = await open();
    const chooser = app.page.waitForEvent('filechooser');
    await app.click(app.button('Load'));
    await (await chooser).setFiles({
      name: 'notes.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('forget nothing'),
    });
    await app.sees('Loaded notes.txt');
  });

  test('an image of the assets folder, frames of pixels and a pan over a canvas are drawn', async () => {
    const { app } = await open();
    const paint = await app.button('Paint').boundingBox();
    // The picture is 40 pixels wide and stands 10 before the button; the pixels come 10 after it.
    const middle = paint!.y + paint!.height / 2;
    await expect.poll(() => app.colorAt(paint!.x - 30, middle), { timeout: 20_000 }).toBe('255,0,0');
    await app.click(app.button('Paint'));
    await expect.poll(() => app.colorAt(paint!.x + paint!.width + 50, middle), { timeout: 20_000 }).toBe('0,128,0');
    const drawn = await app.text('Nothing drawn').boundingBox();
    await app.page.mouse.move(drawn!.x - 180, drawn!.y);
    await app.page.mouse.down();
    await app.page.mouse.move(drawn!.x - 60, drawn!.y + 10, { steps: 8 });
    await app.page.mouse.up();
    await app.sees(/^\d+ points$/);
  });

  test('nothing leaves the machine', async () => {
    const run = start(copyOfApp());
    const url = await run.url();
    const context = await chromium.newContext();
    const elsewhere = requestsElsewhere(context, url);
    const app = await FlutterPage.open(context, url);
    await app.click(app.button('Plus'));
    await app.sees('1');
    expect(elsewhere).toEqual([]);
    expect(app.complaints).toEqual([]);
  });
});

describe('the session outlives the page', { timeout: 120_000 }, () => {
  test('a reload shows the same, what was typed too', async () => {
    const { app } = await open();
    await app.click(app.button('Plus'));
    await app.type(app.field('Name'), 'Ada');
    await app.click(app.button('Greet'));
    await app.sees('Good morning, Ada');
    await app.reload();
    for (const text of ['1', 'Good morning, Ada']) await app.sees(text);
    await app.focus(app.field('Name'));
    await app.page.keyboard.press('End');
    await app.page.keyboard.type(' Lovelace');
    await app.click(app.button('Greet'));
    await app.sees('Good morning, Ada Lovelace');
  });

  test('two tabs agree, and each click counts once', async () => {
    const { app, context, url } = await open();
    await app.click(app.button('Plus'));
    await app.sees('1');
    const other = await FlutterPage.open(context, url);
    await other.sees('1');
    await other.click(other.button('Plus'));
    for (const tab of [app, other]) await tab.sees('2');
    await other.type(other.field('Name'), 'Ada');
    await app.click(app.button('Greet'));
    for (const tab of [app, other]) await tab.sees('Good morning, Ada');
  });

  test('a connection that was cut is made again, and goes on where it was', async () => {
    const run = start(copyOfApp());
    const url = await run.url();
    const context = await chromium.newContext();
    const cuts: (() => Promise<void>)[] = [];
    let told = 0;
    await context.routeWebSocket(/\/ws$/, (socket) => {
      const server = socket.connectToServer();
      told = 0;
      socket.onMessage((message) => {
        told++;
        server.send(message);
      });
      cuts.push(() => Promise.all([socket.close(), server.close()]).then(() => {}));
    });
    const app = await FlutterPage.open(context, url);
    await app.click(app.button('Plus'));
    await app.sees('1');
    await cuts[0]!();
    // It has registered again, and has answered what comes after the page.
    await expect.poll(() => cuts.length === 2 && told >= 2, { timeout: 20_000 }).toBe(true);
    await app.click(app.button('Plus'));
    await app.sees('2');
  });
});

describe('an app that has failed', { timeout: 120_000 }, () => {
  test('shows its traceback, and starts anew when the person asks for it', async () => {
    const folder = copyOfApp();
    const once = 'pathlib.Path(__file__).with_name("tried")';
    edit(
      folder,
      'words.py',
      'GREETING = ',
      `import pathlib\n\nif not ${once}.exists():\n    ${once}.touch()\n    1 / 0\nGREETING = `,
    );
    const run = start('--no-reload', folder);
    const context = await chromium.newContext();
    const app = await FlutterPage.open(context, await run.url());
    await app.page.getByText(/ZeroDivisionError/).waitFor();
    await app.page.getByRole('button', { name: 'Restart' }).click();
    await app.page.getByText(/ZeroDivisionError/).waitFor({ state: 'detached' });
    await app.click(app.button('Plus'));
    await app.sees('1');
  });
});

describe('a saved file', { timeout: 120_000 }, () => {
  test('reloads the app: its new text is seen, and what the user had typed stays', async () => {
    const folder = copyOfApp();
    const { app, run } = await open(folder);
    await app.type(app.field('Name'), 'Ada');
    await app.click(app.button('Greet'));
    await app.sees('Good morning, Ada');
    edit(folder, 'words.py', 'Good morning', 'Good evening');
    await run.prints(/Reloaded in .*: words\.py/);
    await app.sees('Nothing said');
    await app.click(app.button('Greet'));
    await app.sees('Good evening, Ada');
  });

  test('leaves lists where they were scrolled to; so does a reload of the page', async () => {
    const folder = copyOfApp('long-list');
    const url = await start(folder).url();
    const context = await chromium.newContext({ viewport: { width: 800, height: 600 } });
    const app = await FlutterPage.open(context, url);
    const row = app.text('Row 30');
    await app.sees('Row 0');
    await app.page.mouse.move(400, 300);
    await app.page.mouse.wheel(0, 1000);
    await row.waitFor({ state: 'attached' });
    await app.sees('Scrolled to 1000');
    const before = await row.boundingBox();
    edit(folder, 'words.py', 'Long', 'Same');
    await app.sees('Same list');
    await row.waitFor({ state: 'attached' });
    expect(await row.boundingBox()).toEqual(before);
    // The app has asked for scroll events, and this was none of a person's.
    await app.sees('Not scrolled');
    await app.reload();
    await row.waitFor({ state: 'attached' });
    expect(await row.boundingBox()).toEqual(before);
    await app.page.mouse.move(400, 300);
    await app.page.mouse.wheel(0, 10);
    await app.sees('Scrolled to 1010');
  });

  test('that does not compile shows its error over the app, which goes on', async () => {
    const folder = copyOfApp();
    const { app, run } = await open(folder);
    await app.click(app.button('Plus'));
    await app.sees('1');
    edit(folder, 'main.py', 'def greet()', 'def greet(');
    await run.prints(/SyntaxError/);
    await app.page.getByText(/SyntaxError/).waitFor();
    await app.page.getByRole('button', { name: 'Hide' }).click();
    await app.click(app.button('Plus'));
    await app.sees('2');
    edit(folder, 'main.py', 'def greet(', 'def greet()');
    await run.prints(/Reloaded in .*: main\.py/);
    await app.sees('0');
    await app.click(app.button('Plus'));
    await app.sees('1');
  });

  test('that fails when it runs shows its traceback, and a better one brings the app back', async () => {
    const folder = copyOfApp();
    const { app, run } = await open(folder);
    await app.click(app.button('Plus'));
    await app.sees('1');
    edit(folder, 'words.py', 'GREETING = ', 'GREETING = 1 / 0 or ');
    await run.prints(/ZeroDivisionError/);
    await app.page.getByText(/ZeroDivisionError/).waitFor();
    edit(folder, 'words.py', '1 / 0 or ', '');
    await app.page.getByText(/ZeroDivisionError/).waitFor({ state: 'detached' });
    await app.sees('0');
    await app.click(app.button('Plus'));
    await app.sees('1');
  });

  test('leads to a fresh process when threads of the app go on; the page stays open', async () => {
    const folder = copyOfApp();
    edit(
      folder,
      'main.py',
      'def main(page: ft.Page) -> None:\n',
      'def main(page: ft.Page) -> None:\n    import threading, time\n    threading.Thread(target=time.sleep, args=(3600,)).start()\n',
    );
    const { app, run } = await open(folder, '--trace', join(folder, 'trace.html'));
    await app.click(app.button('Plus'));
    await app.sees('1');
    edit(folder, 'words.py', 'Good morning', 'Good evening');
    await run.prints(/a fresh process takes over/);
    await app.sees('0');
    await app.click(app.button('Greet'));
    await app.sees(/^Good evening,/);
    await run.stop();
    // One trace of both processes.
    const trace = readFileSync(join(folder, 'trace.html'), 'utf8');
    expect(trace.match(/"summary":"registration"/g)).toHaveLength(2);
    expect(trace).toContain('a fresh process takes over');
    expect(trace).toContain('Good evening,');
  });
});
