/** One app after another in one interpreter, each as if it were alone. */

import { describe, expect, test, vi } from 'vitest';
import { LEFTOVER_WARNING, launchHost } from '../../lib/launch/host.js';
import { appOf, fixture, freshFolder, PYTHON, press, texts, unlimited, withApp } from './launched.js';

describe('the next app does not see', () => {
  test("the last one's state in a module of its folder", async () => {
    for (const _ of ['first', 'second']) {
      await withApp(fixture('imports'), async (host) => {
        expect(texts(host)).toEqual(['module: 1']);
        await press(host, 'count');
        expect(texts(host)).toEqual(['module: 2']);
      });
    }
  });

  test('automatic update switched off', async () => {
    const add = "page.add(text, ft.Button('go', on_click=lambda: setattr(text, 'value', 'changed')))";
    const main = `text = ft.Text('unchanged')\n${add}`;
    await withApp(appOf(main, 'ft.context.disable_auto_update()'), async (host) => {
      await press(host, 'go');
      expect(texts(host)).toEqual(['unchanged']);
    });
    await withApp(appOf(main), async (host) => {
      await press(host, 'go');
      expect(texts(host)).toEqual(['changed']);
    });
  });

  test('components mode', async () => {
    await withApp(appOf("page.render(lambda: ft.Text('component'))"), async (host) => {
      expect(texts(host)).toEqual(['component']);
    });
    const app = appOf(`
      text = ft.Text('unchanged')
      page.add(text, ft.Button('go', on_click=lambda: setattr(text, 'value', 'changed')))
    `);
    await withApp(app, async (host) => {
      await press(host, 'go');
      expect(texts(host)).toEqual(['changed']);
    });
  });

  test('its working directory, environment, search path, arguments and logging', async () => {
    const state = `repr([os.getcwd(), os.environ.get('LEFT'), os.environ['PATH'], sys.path, sys.argv, logging.root.level, len(logging.root.handlers)])`;
    const imports = 'import logging, os, sys';
    const describing = appOf(`page.add(ft.Text(${state}))`, imports);
    const seen: unknown[] = [];
    await withApp(describing, async (host) => void seen.push(...texts(host)));
    const cwd = freshFolder();
    await withApp(
      appOf(
        "os.chdir('/'); os.environ['LEFT'] = 'over'; del os.environ['PATH']; sys.path.insert(0, '/'); sys.argv.append('x'); logging.basicConfig(level=10)",
        imports,
      ),
      async () => {},
      { cwd, env: { OTHER: 'x' } },
    );
    await withApp(describing, async (host) => void seen.push(...texts(host)));
    expect(seen[0]).toContain(`'${process.cwd()}', None, '`);
    expect(seen[1]).toBe(seen[0]);
  });

  test("the hooks and the agent of the harness, when it is no app of the harness's", async () => {
    const host = await withApp(fixture('counter'), async () => {});
    const { Interpreter } = await import('../../lib/launch/interpreter.js');
    const request = { title: 'x', program: { args: [], env: {} }, python: undefined, folder: '/', onoutput: () => {} };
    const { runtime } = await Interpreter.get(request);
    const code = [
      'import dart_bridge, sys, threading, logging',
      "assert type(dart_bridge.send_bytes).__name__ == 'builtin_function_or_method', dart_bridge.send_bytes",
      "assert type(dart_bridge.set_enqueue_handler_func).__name__ == 'builtin_function_or_method'",
      "assert 'flet_embed_agent' not in threading.excepthook.__module__",
      "assert not logging.getLogger('flet').filters",
      'assert len(threading._threading_atexits) == 1, threading._threading_atexits',
    ].join('\n');
    expect(await runtime.run({ code }).exit).toEqual({ code: 0, stopped: false });
    expect(host.errors.all).toEqual([]);
  });
});

test('installed packages stay imported from app to app', async () => {
  const app = appOf('page.add(ft.Text(str(id(ft))))');
  const seen: unknown[] = [];
  for (const _ of [1, 2]) await withApp(app, async (host) => void seen.push(texts(host)[0]));
  expect(seen[1]).toBe(seen[0]);
});

describe('what an app leaves running', () => {
  const leaving = (how: string): ReturnType<typeof appOf> =>
    appOf(`
      def an_hour():
          time.sleep(3600)
      ${how}
      page.add(ft.Text('there'))
    `);

  test.each([
    ['a thread', 'threading.Thread(target=an_hour, name="sleeper").start()', 'sleeper'],
    ['a daemon thread', 'threading.Thread(target=an_hour, name="demon", daemon=True).start()', 'demon'],
    ['a job of page.run_thread', 'page.run_thread(an_hour)', 'ThreadPoolExecutor-'],
    ['a job of asyncio.to_thread', 'asyncio.create_task(asyncio.to_thread(an_hour))', 'asyncio_0'],
  ])('for an hour, %s, does not delay close(), which tells its name and stack', async (_, how, name) => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    try {
      const host = await launchHost(leaving(how), { python: PYTHON });
      await host.close();
      expect(host.leftovers).toEqual([
        { name: expect.stringContaining(name), stack: expect.stringMatching(/in an_hour\n\s+time\.sleep\(3600\)/) },
      ]);
      expect(warn).toHaveBeenCalledWith(
        expect.stringContaining('Threads of launch({ code }) did not end with it'),
        expect.objectContaining({ code: LEFTOVER_WARNING, detail: expect.stringContaining('in an_hour') }),
      );
    } finally {
      warn.mockRestore();
    }
    await withApp(fixture('counter'), async (host) => {
      await press(host, '+');
      expect(texts(host)).toEqual(['1']);
    });
  });

  test.each([
    ['a timer thread', 'threading.Timer(3600, an_hour).start()'],
    ['a daemon thread that loops', 'threading.Thread(target=loop, daemon=True).start()'],
    ['a thread that loops', 'threading.Thread(target=loop).start()'],
    ['a job that loops', 'page.run_thread(loop)'],
  ])('and can be interrupted, %s, ends with it', async (_, how) => {
    const app = appOf(`
      def an_hour():
          time.sleep(3600)
      def loop():
          while True:
              time.sleep(0.01)
      ${how}
      page.add(ft.Text('there'))
    `);
    const host = await withApp(app, async () => {});
    expect(host.leftovers).toEqual([]);
  });

  test('and that ends soon, comes to its own end', async () => {
    const app = appOf(`
      def soon():
          time.sleep(0.1)
          print('saved')
      threading.Thread(target=soon).start()
      page.add(ft.Text('there'))
    `);
    const host = await withApp(app, async () => {});
    expect(host.output.stdout).toEqual(['saved']);
    expect(host.leftovers).toEqual([]);
  });
});

test('two hundred launches in a row leave no threads, handlers or ports behind, and do not grow', async () => {
  const inspect = appOf(
    'page.add(ft.Text(str(threading.active_count())), ft.Text(str(len(asyncio.all_tasks()))), ft.Text(str(rss())))',
    `
    def rss():
        try:
            with open('/proc/self/statm') as file:
                return int(file.read().split()[1]) * 4096
        except OSError:
            return 0
  `,
  );
  const look = async (): Promise<number[]> => {
    let seen: number[] = [];
    await withApp(inspect, async (host) => {
      seen = texts(host).map(Number);
    });
    return seen;
  };
  for (let count = 0; count < 20; count++) await withApp(fixture('counter'), async () => {});
  const before = await look();
  for (let count = 0; count < 200; count++) {
    await withApp(fixture('counter'), async (host) => press(host, '+'));
  }
  const after = await look();
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(after[2]! - before[2]!).toBeLessThan(64 * 2 ** 20);
  await withApp(fixture('counter'), async (host) => {
    await host.settle(unlimited);
    expect(texts(host)).toEqual(['0']);
  });
});
