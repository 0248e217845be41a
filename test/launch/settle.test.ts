/** Settled: everything sent was taken, and the app has nothing to do until something happens. */

import { describe, expect, test } from 'vitest';
import { launchHost } from '../../lib/launch/host.js';
import { appOf, button, PYTHON, press, texts, unlimited, withApp } from './launched.js';

describe('a settled app has', () => {
  test('finished handlers that yield to the loop many times', async () => {
    const app = appOf(`
      async def work():
          for _ in range(200):
              await asyncio.sleep(0)
          text.value = 'done'
      text = ft.Text('')
      page.add(text, ft.Button('go', on_click=work))
    `);
    await withApp(app, async (host) => {
      await press(host, 'go');
      expect(texts(host)).toEqual(['done']);
    });
  });

  test('finished what tasks start in each other', async () => {
    const app = appOf(`
      async def deep(level):
          if level == 0:
              text.value = 'bottom'
              text.update()
          else:
              page.run_task(deep, level - 1)
      text = ft.Text('')
      page.add(text, ft.Button('go', on_click=lambda: page.run_task(deep, 20)))
    `);
    await withApp(app, async (host) => {
      await press(host, 'go');
      expect(texts(host)).toEqual(['bottom']);
    });
  });

  test('finished jobs that handlers gave to threads', async () => {
    const app = appOf(`
      def slow():
          time.sleep(0.05)
          text.value = text.value + 'thread;'
          text.update()
      async def go():
          page.run_thread(slow)
          await asyncio.to_thread(time.sleep, 0.1)
          text.value = text.value + 'awaited;'
      text = ft.Text('')
      page.add(text, ft.Button('go', on_click=go))
    `);
    await withApp(app, async (host) => {
      await press(host, 'go');
      expect(texts(host)).toEqual(['thread;awaited;']);
    });
  });

  test('its answers: a handler that asks the client several things has them all', async () => {
    const app = appOf(`
      async def go():
          clipboard = ft.Clipboard()
          await clipboard.set('copied')
          preferences = ft.SharedPreferences()
          await preferences.set('name', 'Ada')
          text.value = f"{await clipboard.get()} {await preferences.get('name')}"
      text = ft.Text('')
      page.add(text, ft.Button('go', on_click=go))
    `);
    await withApp(app, async (host) => {
      await press(host, 'go');
      expect(texts(host)).toEqual(['copied Ada']);
    });
  });

  test('answered what the client sent in reaction to a patch', async () => {
    const app = appOf(`
      async def change(e):
          text.value = page.route
      page.on_route_change = change
      async def go():
          await page.push_route('/there')
      text = ft.Text('')
      page.add(text, ft.Button('go', on_click=go))
    `);
    await withApp(app, async (host) => {
      await press(host, 'go');
      expect(texts(host)).toEqual(['/there']);
    });
  });

  test('been sent everything: hundreds of gestures that nobody waited for', async () => {
    const app = appOf(`
      def add():
          text.value = str(int(text.value) + 1)
      text = ft.Text('0')
      page.add(text, ft.Button('+', on_click=add))
    `);
    await withApp(app, async (host) => {
      const plus = button(host.client, '+');
      for (let count = 0; count < 300; count++) void host.client.click(plus);
      await host.settle(unlimited);
      expect(texts(host)).toEqual(['300']);
    });
  });
});

describe('settling does not wait for', () => {
  test('timers, locks and events', async () => {
    const app = appOf(`
      async def wait(what):
          text.value += 'waiting;'
          text.update()
          await what
          text.value += 'too late;'
          text.update()
      async def go():
          lock = asyncio.Lock()
          await lock.acquire()
          for what in (asyncio.sleep(3600), lock.acquire(), asyncio.Event().wait()):
              page.run_task(wait, what)
      text = ft.Text('')
      page.add(text, ft.Button('go', on_click=go))
    `);
    await withApp(app, async (host) => {
      await press(host, 'go');
      expect(texts(host)).toEqual(['waiting;waiting;waiting;']);
    });
  });

  test('jobs that go on for long: only the first time, for a bounded time', async () => {
    const app = appOf(`
      def run():
          while not stop.wait(3600):
              pass
      stop = threading.Event()
      page.run_thread(run)
      page.add(ft.Text('there'), ft.Button('end', on_click=stop.set))
    `);
    await withApp(app, async (host) => {
      await host.settle(unlimited);
      expect(texts(host)).toEqual(['there']);
      await press(host, 'end');
    });
  });

  test('an app that has ended', async () => {
    const app = appOf("page.add(ft.Button('end', on_click=lambda: asyncio.get_running_loop().stop()))");
    await withApp(app, async (host) => {
      await host.client.click(button(host.client, 'end'));
      await host.settle(unlimited);
      await host.settle(unlimited);
      expect(host.exit).toEqual({ code: 1 });
    });
  });
});

describe('settling ends', () => {
  test("with the signal's reason when an app never comes to rest", async () => {
    const app = appOf(`
      async def spin():
          while True:
              await asyncio.sleep(0)
      page.add(ft.Button('spin', on_click=spin))
    `);
    await withApp(app, async (host) => {
      await host.client.click(button(host.client, 'spin'));
      const reason = new Error('enough');
      await expect(host.settle(AbortSignal.timeout(100))).rejects.toMatchObject({ name: 'TimeoutError' });
      await expect(host.settle(AbortSignal.abort(reason))).rejects.toBe(reason);
    });
  });

  test('with the time of the launch when main() never comes to rest', async () => {
    const app = appOf(`
      async def spin():
          while True:
              await asyncio.sleep(0)
      page.run_task(spin)
    `);
    await expect(launchHost(app, { python: PYTHON, timeouts: { launch: 1000 } })).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_TIMEOUT',
      message: expect.stringContaining('the app has registered, but its loop does not come to rest'),
    });
  });
});

test('an app on uvloop settles too', async () => {
  const app = {
    code: [
      'import asyncio, uvloop',
      'import flet as ft',
      'asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())',
      'def main(page):',
      '    async def go():',
      '        for _ in range(50):',
      '            await asyncio.sleep(0)',
      '        await asyncio.to_thread(lambda: None)',
      '        text.value = type(asyncio.get_running_loop()).__module__',
      "    text = ft.Text('')",
      "    page.add(text, ft.Button('go', on_click=go))",
      'ft.run(main)',
    ].join('\n'),
  };
  await withApp(app, async (host) => {
    await press(host, 'go');
    expect(texts(host)).toEqual(['uvloop']);
  });
});
