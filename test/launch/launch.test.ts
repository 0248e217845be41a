/** Starting an app: what may be launched, what the app finds, and what is said when it does not start. */

import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { launchHost } from '../../lib/launch/host.js';
import { appOf, fixture, freshFolder, PYTHON, press, texts, undent, withApp } from './launched.js';

const SHOWS = `
  import os, sys
  import flet as ft

  def main(page):
      page.add(*[ft.Text(str(value)) for value in VALUES(page)])

`;

const shows = (values: string): { code: string } => ({
  code: `${undent(SHOWS)}\nVALUES = lambda page: [${values}]\nft.run(main)\n`,
});

const launching = (app: Parameters<typeof launchHost>[0], options = {}): Promise<unknown> =>
  launchHost(app, { python: PYTHON, ...options });

describe('an app to launch', () => {
  test('is a file', async () => {
    await withApp(fixture('counter/main.py'), async (host) => {
      expect(texts(host)).toEqual(['0']);
      expect(host.title).toBe(`launch('${fixture('counter/main.py')}')`);
    });
  });

  test('is a folder with main.py in it', async () => {
    await withApp(fixture('counter'), async (host) => expect(texts(host)).toEqual(['0']));
  });

  test('is a file: URL', async () => {
    await withApp(pathToFileURL(fixture('counter/main.py')), async (host) => expect(texts(host)).toEqual(['0']));
  });

  test('is a module of the working directory', async () => {
    await withApp({ module: 'main' }, async (host) => expect(texts(host)).toEqual(['0']), { cwd: fixture('counter') });
  });

  test('is source text', async () => {
    await withApp(shows('1 + 1'), async (host) => expect(texts(host)).toEqual(['2']));
  });

  test('has its first content when launch resolves, and has reacted to a gesture when settled', async () => {
    await withApp(fixture('counter'), async (host) => {
      for (const count of ['1', '2', '3']) {
        await press(host, '+');
        expect(texts(host)).toEqual([count]);
      }
    });
  });
});

describe('a launched app finds', () => {
  test('its arguments, environment and working directory', async () => {
    const cwd = freshFolder();
    const app = shows("sys.argv[1:], os.environ['COLOUR'], os.environ.get('HOME'), os.getcwd()");
    const options = { args: ['a', 'b c'], env: { COLOUR: 'red', HOME: undefined }, cwd };
    await withApp(app, async (host) => expect(texts(host)).toEqual(["['a', 'b c']", 'red', 'None', cwd]), options);
  });

  test.each([
    ['phone', 'android', 412, 915],
    ['tablet', 'android', 800, 1280],
    ['desktop', 'linux', 1280, 720],
  ] as const)('the device that page: %s names', async (page, platform, width, height) => {
    const app = shows("page.platform.value, os.environ['FLET_PLATFORM'], page.width, page.height");
    const expected = [platform, platform, `${width}.0`, `${height}.0`];
    await withApp(app, async (host) => expect(texts(host)).toEqual(expected), { page });
  });

  test('storage folders of its own, which are removed when it is closed', async () => {
    const app = shows("*[os.environ['FLET_APP_STORAGE_' + name] for name in ('DATA', 'CACHE', 'TEMP')]");
    let folders: string[] = [];
    await withApp(app, async (host) => {
      folders = texts(host) as string[];
      expect(folders.map((folder) => existsSync(folder))).toEqual([true, true, true]);
    });
    expect(folders.map((folder) => existsSync(folder))).toEqual([false, false, false]);
  });
});

test('what an app prints is collected, line by line', async () => {
  const app = appOf("print('one\\ntwo'); print('wrong', file=sys.stderr); page.add(ft.Text('x'))", 'import sys');
  await withApp(app, async (host) => {
    expect(host.output.stdout).toEqual(['one', 'two']);
    expect(host.output.stderr).toEqual(['wrong']);
  });
});

describe('a launch is refused', () => {
  test('with the option that was probably meant', async () => {
    await expect(launching(appOf('pass'), { timeout: { launch: 1 } })).rejects.toThrow("did you mean 'timeouts'?");
    await expect(launching(appOf('pass'), { page: 'fridge' })).rejects.toThrow(
      "Expected 'phone', 'tablet', 'desktop' or a page profile for page of launch but received 'fridge' (string)",
    );
    await expect(launching(7 as never)).rejects.toThrow(
      'Expected a path, a file: URL, { module } or { code } for the app',
    );
  });

  test('where there is no app', async () => {
    await expect(launching('nowhere.py')).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_NO_APP',
      message: expect.stringMatching(
        /^launch\('nowhere\.py'\) expected an app at \/.*nowhere\.py, but there is nothing/,
      ),
    });
    await expect(launching(freshFolder())).rejects.toThrow(/expected main\.py in the folder/);
  });

  test('while another app runs in the interpreter', async () => {
    await withApp(fixture('counter'), async (host) => {
      await expect(launching(appOf('pass'))).rejects.toMatchObject({
        code: 'ERR_EMBED_LAUNCH_BUSY',
        message: expect.stringContaining(
          `but ${host.title} runs there; close() that app first, or use isolation: 'process'`,
        ),
      });
      await press(host, '+');
    });
  });

  test('with another Python than that of the interpreter', async () => {
    await withApp(fixture('counter'), async () => {});
    await expect(launching(fixture('counter'), { python: '/usr/bin/python-of-another-name' })).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_PYTHON',
      message: expect.stringContaining("use the same one, or isolation: 'process'"),
    });
  });

  test('not while an app is being closed: it waits for that', async () => {
    const first = await launchHost(fixture('counter'), { python: PYTHON });
    const closing = first.close();
    await withApp(fixture('counter'), async (host) => expect(texts(host)).toEqual(['0']));
    await closing;
  });
});

describe('an app that does not start', () => {
  test('because of a missing package: the traceback, and how to install it', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'main.py'), 'import flet\nimport surely_not_there.part\n');
    const error = await launchHost(folder, { python: PYTHON }).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: 'ERR_EMBED_LAUNCH_FAILED', name: 'LaunchError' });
    const { message } = error as Error;
    expect(message.split('\n')[0]).toBe(
      `launch('${folder}') failed: ModuleNotFoundError: No module named 'surely_not_there'`,
    );
    expect(message).toContain(`File "${realpathSync(folder)}/main.py", line 2, in <module>`);
    expect(message).toMatch(/install it there \(\S+ -m pip install surely_not_there\)/);
    expect(message).not.toContain('flet_embed');
  });

  test('because of its syntax: the place', async () => {
    await expect(launching({ code: 'import flet\ndef (:\n' })).rejects.toMatchObject({
      message: expect.stringMatching(/^launch\(\{ code \}\) failed: SyntaxError: invalid syntax[\s\S]*line 2/),
      traceback: expect.stringContaining('SyntaxError'),
    });
  });

  test('because it never calls ft.run(): what is missing', async () => {
    await expect(launching({ code: 'print(1)' })).rejects.toMatchObject({
      message: expect.stringMatching(/^launch\(\{ code \}\) failed: the app ended without calling ft\.run\(\)\n/),
    });
  });

  test('because it exits: the code, and what it printed', async () => {
    await expect(launching({ code: "import sys\nsys.exit('no licence')" })).rejects.toMatchObject({
      message: 'launch({ code }) failed: the app ended with exit code 1 before it called ft.run()\n\nno licence',
    });
  });

  test('because main() fails: the traceback', async () => {
    await expect(launching(appOf("raise ValueError('broken main')"))).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_FAILED',
      message: expect.stringMatching(
        /^launch\(\{ code \}\) failed: ValueError: broken main\n\nTraceback[\s\S]*in main/,
      ),
    });
  });

  test('because before_main() fails: the traceback', async () => {
    const app = {
      code: "import flet as ft\ndef before(page): raise ValueError('before')\nft.run(lambda page: None, before_main=before)",
    };
    await expect(launching(app)).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_FAILED',
      message: expect.stringMatching(/^launch\(\{ code \}\) failed: ValueError: before\n\nTraceback[\s\S]*in before/),
    });
  });

  test('in time, since it never comes to ft.run(): where it is', async () => {
    const app = {
      code: undent(`
        import time
        def wait_for_nothing():
            while True:
                time.sleep(0.01)
        wait_for_nothing()
      `),
    };
    await expect(launching(app, { timeouts: { launch: 600 } })).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_TIMEOUT',
      message: expect.stringMatching(
        /^launch\(\{ code \}\) timed out after 600 ms: the app has not registered[\s\S]*What its threads were doing:[\s\S]*line 4, in wait_for_nothing/,
      ),
    });
  });

  test('leaves the interpreter free for the next one', async () => {
    await withApp(fixture('counter'), async (host) => expect(texts(host)).toEqual(['0']));
  });
});
