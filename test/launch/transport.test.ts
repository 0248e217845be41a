/** The same launcher over each transport that has the app in a Python process of its own. */

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { launchHost } from '../../lib/launch/host.js';
import { appOf, button, fixture, freshFolder, PYTHON, press, texts, unlimited, withApp } from './launched.js';

/** Looks again in every turn of the event loop; a process that stays is a hang, which the test's own limit ends. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const TRANSPORTS =
  process.platform === 'win32' ? (['tcp', 'websocket'] as const) : (['unix', 'tcp', 'websocket'] as const);

describe.each(TRANSPORTS)('over %s', (transport) => {
  const OWN = { transport, python: PYTHON };

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

  test('it has the environment, arguments and folder of the launch; several run at once', async () => {
    const app = appOf(
      "page.add(*map(ft.Text, [str(os.getpid()), os.environ['NAME'], os.getcwd(), str(sys.argv), page.platform.value]))",
      'import os, sys',
    );
    const options = { ...OWN, args: ['x', 'y'], cwd: fixture('.'), page: 'phone' } as const;
    const hosts = await Promise.all(['a', 'b'].map((NAME) => launchHost(app, { ...options, env: { NAME } })));
    const seen = hosts.map((host) => texts(host));
    await Promise.all(hosts.map((host) => host.close()));
    expect(seen.map(([, name]) => name)).toEqual(['a', 'b']);
    expect(seen[0]!.slice(2)).toEqual([fixture('.').replace(/\/$/, ''), "['-c', 'x', 'y']", 'android']);
    expect(new Set([process.pid, ...seen.map(([pid]) => Number(pid))]).size).toBe(3);
  });

  test('what it prints is there once it has come to rest, in order, from wherever it comes', async () => {
    const app = appOf(
      `
      def go():
          for number in range(500):
              print('line', number)
          print('warned', file=sys.stderr)
          print('no end', end='')
      def by_others():
          subprocess.run([sys.executable, '-c', 'print("from a child")'])
      page.add(ft.Button('go', on_click=go), ft.Button('others', on_click=by_others))
    `,
      'import subprocess, sys',
    );
    const host = await withApp(
      app,
      async (launched) => {
        await press(launched, 'go');
        expect(launched.output.stdout).toEqual(Array.from({ length: 500 }, (_, number) => `line ${number}`));
        expect(launched.output.stderr).toEqual(['warned']);
        await press(launched, 'others');
      },
      OWN,
    );
    expect(host.output.stdout.slice(500)).toEqual(expect.arrayContaining(['no end', 'from a child']));
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
      { ...OWN, clock: true },
    );
  });

  test('rest waits for executor jobs, and for what a thread of the app does to the page', async () => {
    const app = appOf(`
      text = ft.Text('before')
      async def job():
          await asyncio.to_thread(time.sleep, 0.05)
          text.value = 'after'
      def in_thread():
          text.value = 'thread'
          text.update()
      page.add(text, ft.Button('job', on_click=job), ft.Button('thread', on_click=lambda: page.run_thread(in_thread)))
    `);
    await withApp(
      app,
      async (host) => {
        await press(host, 'job');
        expect(texts(host)).toEqual(['after']);
        await press(host, 'thread');
        expect(texts(host)).toEqual(['thread']);
      },
      OWN,
    );
  });

  test('frames of an image share its connection, and each is acknowledged', async () => {
    const app = appOf(`
      image = ft.RawImage()
      text = ft.Text('')
      async def draw():
          for _ in range(20):
              await image.render_rgba(64, 64, bytes(64 * 64 * 4))
          text.value = 'drawn'
          text.update()
      page.add(image, text)
      page.run_task(draw)
    `);
    let frames = 0;
    const host = await launchHost(app, OWN, { onclient: (client) => client.on('frame', () => frames++) });
    await host.client.until(() => host.client.find((control) => control.get('value') === 'drawn'));
    await host.close();
    // Flet shows the last one again when its channel opens late.
    expect(frames).toBeGreaterThanOrEqual(20);
  });

  test('handlers, tasks and threads that fail are errors of the app', async () => {
    const app = appOf(`
      async def later():
          raise KeyError('task')
      def in_thread():
          raise OSError('thread')
      page.add(ft.Button('handler', on_click=lambda: 1 / 0), ft.Button('task', on_click=lambda: page.run_task(later)),
               ft.Button('thread', on_click=lambda: threading.Thread(target=in_thread).start()))
    `);
    const host = await withApp(
      app,
      async (launched) => {
        for (const name of ['handler', 'task', 'thread']) {
          await press(launched, name);
          await launched.errors.take(() => true);
        }
      },
      OWN,
    );
    expect(host.errors.all.map(({ kind, message }) => [kind, message])).toEqual([
      ['session', 'ZeroDivisionError: division by zero'],
      ['task', "KeyError: 'task'"],
      ['thread', 'OSError: thread'],
    ]);
  });

  test('the page’s own end is heard when it is closed, and its process is gone then', async () => {
    const app = appOf(
      `
      page.on_close = page.on_disconnect = lambda e: print(e.name)
      page.add(ft.Text(str(os.getpid())))
    `,
      'import os',
    );
    let pid = 0;
    const host = await withApp(
      app,
      async (launched) => {
        pid = Number(texts(launched)[0]);
      },
      OWN,
    );
    // Flet's web server keeps a session for a while, for a client that comes back.
    expect(host.output.stdout).toEqual([transport === 'websocket' ? 'disconnect' : 'close']);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(host.errors.all).toEqual([]);
  });

  test('an app that ends by itself has an exit code, and its end is an error', async () => {
    const app = appOf("page.add(ft.Button('exit', on_click=lambda: sys.exit(3)))", 'import sys');
    await withApp(
      app,
      async (host) => {
        await host.client.click(button(host.client, 'exit'));
        await host.settle(unlimited);
        expect(host.exit).toEqual({ code: 3 });
        expect(host.errors.unexpected).toMatchObject({ kind: 'exit', message: expect.stringContaining('exit code 3') });
      },
      OWN,
    );
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
          message: expect.stringMatching(/^The process of the app was ended by SIGSEGV\n[\s\S]*last words$/),
        });
      },
      OWN,
    );
  });

  test('a process that is killed from outside is an error of the app', async () => {
    const app = appOf('page.add(ft.Text(str(os.getpid())))', 'import os');
    await withApp(
      app,
      async (host) => {
        process.kill(Number(texts(host)[0]), 'SIGKILL');
        await host.settle(unlimited);
        expect(host.errors.unexpected).toMatchObject({ kind: 'exit', message: expect.stringContaining('SIGKILL') });
      },
      OWN,
    );
  });

  test('the app’s process ends with the process that has launched it, however that ends', async () => {
    const script = `
      import { launch } from ${JSON.stringify(new URL('../../dist/testing/index.js', import.meta.url).href)};
      const options = { transport: '${transport}', python: ${JSON.stringify(PYTHON)}, output: 'inherit' };
      await launch({ code: 'import os, flet as ft\\nft.run(lambda page: print(os.getpid(), flush=True))' }, options);
      if (process.argv[1] === 'kill') process.kill(process.pid, 'SIGKILL');
    `;
    // Nobody waits for the app: that keeps no process alive either.
    for (const how of ['leave', 'kill']) {
      const args = ['--input-type=module', '-e', script, how];
      // Who is killed leaves folders behind.
      const env = { ...process.env, TMPDIR: freshFolder() };
      const { stdout, stderr, signal } = spawnSync(process.execPath, args, { encoding: 'utf8', env, timeout: 40_000 });
      expect(stdout, stderr).toMatch(/^\d+\n$/);
      expect(signal).toBe(how === 'kill' ? 'SIGKILL' : null);
      await gone(Number(stdout));
    }
  });

  test('a connection that the app drops while it goes on is an error of the app', async () => {
    const app = appOf(
      `
      def drop():
          for server in gc.get_objects():
              if type(server).__name__ == 'FletSocketServer':
                  server._FletSocketServer__writer.close()
              if type(server).__name__ == 'FletApp':
                  page.run_task(server._FletApp__websocket.close)
      page.add(ft.Button('drop', on_click=drop))
    `,
      'import gc',
    );
    await withApp(
      app,
      async (host) => {
        const heard = new Promise((resolve) => host.errors.onadded(resolve));
        await host.client.click(button(host.client, 'drop'));
        expect(await heard).toMatchObject({ kind: 'protocol', message: expect.stringContaining('connection') });
        expect(host.exit).toBe(undefined);
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

  test.each([
    [
      'a missing module',
      'import surely_not_there',
      /^launch\(\{ code \}\) failed: ModuleNotFoundError: No module named/,
    ],
    ['no ft.run()', 'print("hello")', /^launch\(\{ code \}\) failed: the app ended without calling ft\.run\(\)/],
    ['an exit', 'import sys; sys.exit(4)', /^launch\(\{ code \}\) failed: the app ended with exit code 4 before/],
    ['a crash', 'import os; os.abort()', /^launch\(\{ code \}\) failed: the app's process broke down[\s\S]*SIGABRT/],
  ])('an app that does not start, because of %s, is told as it is elsewhere', async (_, code, message) => {
    await expect(launchHost({ code }, OWN)).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_FAILED',
      message: expect.stringMatching(message),
    });
  });

  // So long that a busy machine has started its process long before.
  test('an app that never comes to ft.run() is told with what it does', async () => {
    const code = 'import time\ndef wait_for_nothing():\n    while True: time.sleep(1)\nwait_for_nothing()';
    await expect(launchHost({ code }, { ...OWN, timeouts: { launch: 12_000 } })).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_TIMEOUT',
      message: expect.stringMatching(/the app has not registered[\s\S]*in wait_for_nothing/),
    });
  });

  test('a Python that is not there is told, and one that does not run', async () => {
    await expect(launchHost(fixture('counter'), { ...OWN, python: '/nowhere/python' })).rejects.toMatchObject({
      code: 'ERR_EMBED_PYTHON_NOT_FOUND',
      message: expect.stringContaining('/nowhere/python'),
    });
    await expect(launchHost(fixture('counter'), { ...OWN, python: fixture('counter/main.py') })).rejects.toMatchObject({
      code: 'ERR_EMBED_PYTHON_BROKEN',
      message: expect.stringContaining('cannot be run'),
    });
  });
});
