/** The launcher over Pyodide: each app in a worker, which is kept warm for the next one. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchHost } from '../../lib/launch/host.js';
import type { LaunchOptions } from '../../lib/launch/options.js';
import { rejection } from '../conformance/watched.js';
import { appOf, fixture, press, texts, unlimited, withApp } from './launched.js';

const PYODIDE: LaunchOptions = { transport: 'pyodide' };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flet-embed-pyodide-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

test('an app works as it does in the interpreter of this process', async () => {
  await withApp(
    fixture('counter'),
    async (host) => {
      for (const count of ['1', '2', '3']) {
        await press(host, '+');
        expect(texts(host)).toEqual([count]);
      }
    },
    PYODIDE,
  );
});

test('it knows where it is, and has the environment, arguments and folder of the launch', async () => {
  const app = appOf(
    "page.add(*map(ft.Text, [sys.platform, str(page.pyodide), os.environ['NAME'], os.getcwd(), str(sys.argv)]))",
    'import os, sys',
  );
  await withApp(
    app,
    async (host) => {
      expect(texts(host)).toEqual(['emscripten', 'True', 'a', folder, "['-c', 'x']"]);
      expect(host.python).toMatch(/^Pyodide \(Python 3\.14\.\d+\)$/);
    },
    { ...PYODIDE, args: ['x'], cwd: folder, env: { NAME: 'a' } },
  );
});

test('apps follow one another in one warm worker, each with modules and a loop of its own', async () => {
  const main = await fileOf(
    'main.py',
    `
import asyncio, sys
import flet as ft
import word

def main(page):
    page.add(ft.Text(word.WORD), ft.Text(str(getattr(sys, "seen", 0))))
    sys.seen = getattr(sys, "seen", 0) + 1
    asyncio.get_running_loop().call_later(0.01, print, "from before")

ft.run(main)
`,
  );
  const seen: unknown[] = [];
  for (const word of ['one', 'two']) {
    await fileOf('word.py', `WORD = ${JSON.stringify(word)}`);
    const host = await withApp(main, async (launched) => void seen.push(...texts(launched)), PYODIDE);
    expect(host.output.stdout.filter((line) => line === 'from before').length).toBeLessThanOrEqual(1);
  }
  // The interpreter is the same one: what was put into \`sys\` is there.
  expect(seen).toEqual(['one', '0', 'two', '1']);
  await withApp(main, async (launched) => expect(texts(launched)).toEqual(['two', '0']), {
    ...PYODIDE,
    isolation: 'process',
  });
});

test('several run at once', async () => {
  const app = appOf("page.add(ft.Text(os.environ['NAME']))", 'import os');
  const hosts = await Promise.all(['a', 'b'].map((NAME) => launchHost(app, { ...PYODIDE, env: { NAME } })));
  expect(hosts.map(texts)).toEqual([['a'], ['b']]);
  await Promise.all(hosts.map((host) => host.close()));
});

test('what it prints is there once it has come to rest, in order', async () => {
  const app = appOf(
    `
    def go():
        for number in range(500):
            print('line', number)
        print('warned', file=sys.stderr)
        print('no end', end='')
    page.add(ft.Button('go', on_click=go))
  `,
    'import sys',
  );
  const host = await withApp(
    app,
    async (launched) => {
      await press(launched, 'go');
      expect(launched.output.stdout).toEqual(Array.from({ length: 500 }, (_, number) => `line ${number}`));
      expect(launched.output.stderr).toEqual(['warned']);
    },
    PYODIDE,
  );
  expect(host.output.stdout.at(-1)).toBe('no end');
});

test('its clock stands still and can be moved', async () => {
  const app = appOf(`
    async def later():
        await asyncio.sleep(3600)
        text.value = 'later'
        text.update()
    text = ft.Text('now')
    page.add(text)
    page.run_task(later)
  `);
  await withApp(
    app,
    async (host) => {
      await host.clock!.runFor(3_599_000, unlimited);
      expect(texts(host)).toEqual(['now']);
      await host.clock!.runFor(1_000, unlimited);
      expect(texts(host)).toEqual(['later']);
    },
    { ...PYODIDE, clock: true },
  );
});

test('its storage folders are this machine’s', async () => {
  const app = appOf(
    `
    def save():
        with open(os.path.join(os.environ['FLET_APP_STORAGE_DATA'], 'x'), 'w') as file:
            file.write('kept')
        page.add(ft.Text(open(os.path.join(os.environ['FLET_APP_STORAGE_DATA'], 'x')).read()))
    page.add(ft.Button('save', on_click=save))
  `,
    'import os',
  );
  await withApp(
    app,
    async (host) => {
      await press(host, 'save');
      expect(texts(host)).toEqual(['kept']);
    },
    PYODIDE,
  );
});

describe('errors of the app', () => {
  test.each([
    ['in a handler', 'def go(): raise KeyError("oops")', "KeyError: 'oops'"],
    [
      'in a task',
      'async def fail(): raise KeyError("oops")\ndef go(): asyncio.create_task(fail())',
      "KeyError: 'oops'",
    ],
    ['in a callback', 'def go(): asyncio.get_running_loop().call_soon(lambda: {}["oops"])', "KeyError: 'oops'"],
    ['an exit', 'def go(): sys.exit(3)', 'The app ended by itself with exit code 3'],
  ])('%s', async (_, handler, message) => {
    const app = appOf(`${handler}\npage.add(ft.Button('go', on_click=go))`, 'import sys');
    const host = await launchHost(app, { ...PYODIDE, errors: 'collect' });
    await press(host, 'go').catch(() => {});
    await host.settle(unlimited).catch(() => {});
    expect(host.errors.all.map((error) => error.message)).toEqual([message]);
    await host.close();
  });

  test('an app that ends its worker is an error, and the next app gets another one', async () => {
    const app = appOf("def go(): js.process.exit(1)\npage.add(ft.Button('go', on_click=go))", 'import js');
    const host = await launchHost(app, { ...PYODIDE, errors: 'collect' });
    await press(host, 'go').catch(() => {});
    expect(host.errors.all[0]?.message).toContain('The worker that runs Pyodide broke down');
    await host.close();
    await withApp(fixture('counter'), async (next) => expect(texts(next)).toEqual(['0']), PYODIDE);
  });

  test('an app that never returns to its loop is ended all the same', async () => {
    const app = appOf("def go():\n    print('on')\n    while True: pass\npage.add(ft.Button('go', on_click=go))");
    let onoutput = (): void => {};
    const printed = new Promise<void>((resolve) => {
      onoutput = resolve;
    });
    const host = await launchHost(app, PYODIDE, { onoutput });
    press(host, 'go').catch(() => {});
    await printed;
    await host.close();
    await withApp(fixture('counter'), async (next) => expect(texts(next)).toEqual(['0']), PYODIDE);
  });
});

describe('a launch that fails', () => {
  test('a module that cannot be imported: Python’s traceback, and what to do in Pyodide', async () => {
    const main = await fileOf('needs.py', 'import no_such_package\nimport flet as ft\nft.run(lambda page: None)\n');
    const error = await rejection(launchHost(main, PYODIDE));
    expect(error.code).toBe('ERR_EMBED_LAUNCH_FAILED');
    expect(error.message).toContain("failed: ModuleNotFoundError: No module named 'no_such_package'");
    expect(error.message).toContain(`File "${main}", line 1, in <module>`);
    expect(error.message).toContain("if 'no_such_package' is a package, put its wheel there (pip download");
  });

  test('a syntax error, an exception before ft.run, an end without it', async () => {
    const syntax = await rejection(launchHost(await fileOf('syntax.py', 'def (:\n'), PYODIDE));
    expect(syntax.message).toContain('SyntaxError');
    const raises = await rejection(launchHost({ code: 'raise OSError("no luck")' }, PYODIDE));
    expect(raises).toMatchObject({ code: 'ERR_EMBED_LAUNCH_FAILED', traceback: expect.stringContaining('no luck') });
    const ends = await rejection(launchHost({ code: 'print("done")' }, PYODIDE));
    expect(ends.message).toContain('ended without calling ft.run()');
  });

  test('an app that never reaches ft.run: the time is over, and its worker is ended', async () => {
    const error = await rejection(
      launchHost({ code: 'while True: pass' }, { ...PYODIDE, timeouts: { launch: 1_000 }, isolation: 'interpreter' }),
    );
    expect(error.code).toBe('ERR_EMBED_LAUNCH_TIMEOUT');
    await withApp(fixture('counter'), async (next) => expect(texts(next)).toEqual(['0']), PYODIDE);
  });

  test('no wheels: where they were looked for, and the command that fetches them', async () => {
    const error = await rejection(launchHost(fixture('counter'), { ...PYODIDE, wheels: join(folder, 'none') }));
    expect(error.code).toBe('ERR_EMBED_PYODIDE_WHEELS');
    expect(error.message).toContain(join(folder, 'none'));
    expect(error.message).toContain('pip download');
    expect(error.message).toContain('flet==1.0.5');
  });
});
