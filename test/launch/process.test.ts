/** An app in a process of its own: the same launcher, behind a wall. */

import { describe, expect, test } from 'vitest';
import { launchHost } from '../../lib/launch/host.js';
import { appOf, button, fixture, PYTHON, press, texts, unlimited, withApp } from './launched.js';

const OWN = { isolation: 'process', python: PYTHON } as const;

describe("with isolation: 'process'", () => {
  test('an app works as it does in the interpreter of this process', async () => {
    await withApp(
      fixture('counter'),
      async (host) => {
        for (const count of ['1', '2', '3']) {
          await press(host, '+');
          expect(texts(host)).toEqual([count]);
        }
      },
      OWN,
    );
  });

  test('it is another process, and several run at once', async () => {
    const app = appOf("page.add(ft.Text(str(os.getpid())), ft.Text(os.environ['NAME']))", 'import os');
    const hosts = await Promise.all(['a', 'b'].map((NAME) => launchHost(app, { ...OWN, env: { NAME } })));
    const seen = hosts.map((host) => texts(host));
    await Promise.all(hosts.map((host) => host.close()));
    expect(seen.map(([, name]) => name)).toEqual(['a', 'b']);
    expect(new Set([process.pid, ...seen.map(([pid]) => Number(pid))]).size).toBe(3);
  });

  test('beside an app in the interpreter of this process', async () => {
    await withApp(fixture('counter'), async (inside) => {
      await withApp(fixture('counter'), (outside) => press(outside, '+'), OWN);
      expect(texts(inside)).toEqual(['0']);
    });
  });

  test('its output, arguments and errors arrive', async () => {
    const app = appOf("page.add(ft.Button('go', on_click=lambda: 1 / 0))\nprint(sys.argv[1:])", 'import sys');
    await withApp(
      app,
      async (host) => {
        await press(host, 'go');
        expect(host.output.stdout).toEqual(["['x']"]);
        expect(host.errors.unexpected).toMatchObject({
          kind: 'session',
          message: 'ZeroDivisionError: division by zero',
          traceback: expect.stringContaining('in <lambda>'),
        });
      },
      { ...OWN, args: ['x'] },
    );
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
        await host.clock!.runFor(3_600_000, unlimited);
        expect(texts(host)).toEqual(['later']);
      },
      { ...OWN, clock: true },
    );
  });

  test('frames of an image arrive on a channel of their own', async () => {
    const app = appOf(
      `
      image = ft.RawImage()
      text = ft.Text('')
      async def draw():
          await image.render_rgba(2, 1, bytes(8))
          text.value = 'drawn'
          text.update()
      page.add(image, text)
      page.run_task(draw)
    `,
    );
    await withApp(
      app,
      async (host) => {
        await host.client.until(() => host.client.find((control) => control.get('value') === 'drawn'));
      },
      OWN,
    );
  });

  test('a failing start is told as in the interpreter of this process', async () => {
    await expect(launchHost({ code: 'import surely_not_there' }, OWN)).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_FAILED',
      message: expect.stringMatching(
        /^launch\(\{ code \}\) failed: ModuleNotFoundError: No module named 'surely_not_there'\n/,
      ),
    });
  });

  test('a Python that does not work is told', async () => {
    await expect(launchHost(fixture('counter'), { ...OWN, python: '/nowhere/python' })).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_FAILED',
      message: expect.stringContaining('/nowhere/python'),
    });
  });

  test('a crash of the process is an error of the app, with the last words', async () => {
    const app = appOf(
      `
      def crash():
          os.write(2, b'last words')
          os.kill(os.getpid(), signal.SIGSEGV)
      page.add(ft.Button('crash', on_click=crash))
    `,
      'import os, signal',
    );
    await withApp(
      app,
      async (host) => {
        await host.client.click(button(host.client, 'crash'));
        await host.settle(unlimited);
        expect(host.exit).toEqual({ code: 1 });
        expect(host.errors.unexpected).toMatchObject({
          kind: 'exit',
          message: expect.stringMatching(/^The process of the app was ended by SIGSEGV\nlast words$/),
        });
      },
      OWN,
    );
  });

  test('an app that blocks its loop for good is ended with its process', async () => {
    const app = appOf(`
      def block():
          while True:
              try:
                  time.sleep(3600)
              except BaseException:
                  pass
      page.add(ft.Button('block', on_click=block))
    `);
    const host = await launchHost(app, OWN);
    await host.client.click(button(host.client, 'block'));
    await host.close();
    expect(host.errors.all).toEqual([]);
  });
});
