/** Virtual time: the app's loop and the client stand still until they are told to go on. */

import { describe, expect, test } from 'vitest';
import type { AppClock } from '../../lib/launch/app-host.js';
import type { LaunchedHost } from '../../lib/launch/host.js';
import type { AppSource } from '../../lib/launch/options.js';
import { appOf, press, texts, unlimited, withApp } from './launched.js';

const HOUR = 3_600_000;

/** An app that logs what happens, with its loop's time since the start. */
const logging = (main: string): AppSource =>
  appOf(
    `
      start = asyncio.get_running_loop().time()
      log = ft.Text('')
      def note(what):
          log.value += f'{what}@{asyncio.get_running_loop().time() - start:.3f};'
          log.update()
      page.add(log)
${main}
`,
  );

function withClock(
  app: AppSource,
  scene: (host: LaunchedHost, clock: AppClock) => Promise<void>,
): Promise<LaunchedHost> {
  return withApp(app, (host) => scene(host, host.clock!), { clock: true });
}

const log = (host: LaunchedHost): string[] =>
  String(texts(host)[0] ?? '')
    .split(';')
    .slice(0, -1);

const ticking = logging(`
      async def tick():
          while True:
              await asyncio.sleep(1)
              note('tick')
      page.run_task(tick)
`);

describe('runFor', () => {
  test('fires every timer that becomes due, the deadline included, at its own time', async () => {
    await withClock(ticking, async (host, clock) => {
      expect(log(host)).toEqual([]);
      await clock.runFor(999, unlimited);
      expect(log(host)).toEqual([]);
      await clock.runFor(1, unlimited);
      expect(log(host)).toEqual(['tick@1.000']);
      await clock.runFor(3000, unlimited);
      expect(log(host)).toEqual(['tick@1.000', 'tick@2.000', 'tick@3.000', 'tick@4.000']);
    });
  });

  test('fires timers of different lengths in the order of their times, then of their making', async () => {
    const app = logging(`
      async def later(seconds, name):
          await asyncio.sleep(seconds)
          note(name)
      for seconds, name in ((3, 'c'), (1, 'a'), (2, 'b1'), (2, 'b2')):
          page.run_task(later, seconds, name)
      asyncio.get_running_loop().call_at(start + 2.5, note, 'at')
`);
    await withClock(app, async (host, clock) => {
      await clock.runFor(HOUR, unlimited);
      expect(log(host)).toEqual(['a@1.000', 'b1@2.000', 'b2@2.000', 'at@2.500', 'c@3.000']);
    });
  });

  test('lets what a timer starts run to its rest before the next timer', async () => {
    const app = logging(`
      async def first():
          await asyncio.sleep(1)
          await asyncio.to_thread(time.sleep, 0.02)
          note('first')
      async def second():
          await asyncio.sleep(1.001)
          note('second')
      page.run_task(first)
      page.run_task(second)
`);
    await withClock(app, async (host, clock) => {
      await clock.runFor(2000, unlimited);
      expect(log(host)).toEqual(['first@1.000', 'second@1.001']);
    });
  });

  test('ends time-outs of the app', async () => {
    const app = logging(`
      async def wait():
          try:
              await asyncio.wait_for(asyncio.Event().wait(), 5)
          except TimeoutError:
              note('wait_for')
          try:
              async with asyncio.timeout(5):
                  await asyncio.sleep(HOUR)
          except TimeoutError:
              note('timeout')
      HOUR = 3600
      page.run_task(wait)
`);
    await withClock(app, async (host, clock) => {
      await clock.runFor(10_000, unlimited);
      expect(log(host)).toEqual(['wait_for@5.000', 'timeout@10.000']);
    });
  });

  test('does not fire what was cancelled', async () => {
    const app = logging(`
      handle = asyncio.get_running_loop().call_later(1, note, 'cancelled')
      asyncio.get_running_loop().call_later(0.5, handle.cancel)
      asyncio.get_running_loop().call_later(2, note, 'kept')
`);
    await withClock(app, async (host, clock) => {
      await clock.runFor(HOUR, unlimited);
      expect(log(host)).toEqual(['kept@2.000']);
    });
  });

  test("fires the client's own time-outs in one order with the app's", async () => {
    const app = logging(`
      async def later(seconds, name):
          await asyncio.sleep(seconds)
          note(name)
      def show():
          page.show_dialog(ft.SnackBar(ft.Text('bar'), duration=2000, on_dismiss=lambda: note('dismissed')))
          page.run_task(later, 1.9, 'before')
          page.run_task(later, 2.1, 'after')
      page.add(ft.Button('show', on_click=show))
`);
    await withClock(app, async (host, clock) => {
      await press(host, 'show');
      await clock.runFor(1999, unlimited);
      expect(log(host)).toEqual(['before@1.900']);
      expect(texts(host)).toContain('bar');
      await clock.runFor(HOUR, unlimited);
      expect(log(host)).toEqual(['before@1.900', 'dismissed@2.000', 'after@2.100']);
      expect(texts(host)).not.toContain('bar');
    });
  });

  test("ends with the signal's reason, and the clock can be moved again", async () => {
    await withClock(ticking, async (host, clock) => {
      const reason = new Error('enough');
      await expect(clock.runFor(HOUR, AbortSignal.abort(reason))).rejects.toBe(reason);
      await clock.runFor(1000, unlimited);
      expect(log(host)).toEqual(['tick@1.000']);
    });
  });
});

describe('fastForward', () => {
  test('fires each due timer once, after the jump', async () => {
    await withClock(ticking, async (host, clock) => {
      await clock.fastForward(10_000, unlimited);
      expect(log(host)).toEqual(['tick@10.000']);
      await clock.runFor(1000, unlimited);
      expect(log(host)).toEqual(['tick@10.000', 'tick@11.000']);
    });
  });

  test('keeps the order of the times, and includes the deadline', async () => {
    const app = logging(`
      loop = asyncio.get_running_loop()
      for seconds in (3, 1, 2, 5, 5.001):
          loop.call_later(seconds, note, seconds)
`);
    await withClock(app, async (host, clock) => {
      await clock.fastForward(5000, unlimited);
      expect(log(host)).toEqual(['1@5.000', '2@5.000', '3@5.000', '5@5.000']);
      await clock.runFor(1, unlimited);
      expect(log(host)).toHaveLength(5);
    });
  });
});

describe('while the clock stands still', () => {
  test('gestures, threads and what needs no time go on', async () => {
    const app = logging(`
      async def go():
          await asyncio.sleep(0)
          await asyncio.to_thread(time.sleep, 0.01)
          asyncio.get_running_loop().call_later(0, note, 'at once')
          note('handled')
      page.add(ft.Button('go', on_click=go))
`);
    await withClock(app, async (host) => {
      await press(host, 'go');
      expect(log(host)).toEqual(['handled@0.000', 'at once@0.000']);
    });
  });

  test('the clock on the wall is real', async () => {
    const app = logging('      page.add(ft.Text(str(time.time())))');
    const before = Date.now() / 1000 - 1;
    await withClock(app, async (host) => expect(Number(texts(host)[1])).toBeGreaterThan(before));
  });

  test('an app can be closed, and cleans up in its own time', async () => {
    const app = logging(`
      async def work():
          try:
              await asyncio.sleep(3600)
          finally:
              await asyncio.sleep(0.01)
              print('cleaned up')
      page.run_task(work)
`);
    const host = await withClock(app, async (_, clock) => clock.runFor(HOUR / 2, unlimited));
    expect(host.output.stdout).toEqual(['cleaned up']);
  });

  test('there is no clock to move unless the app was launched with one', async () => {
    await withApp(ticking, async (host) => expect(host.clock).toBeUndefined());
  });
});

test('setTime sets the clock on the wall, which then goes with virtual time, until the app ends', async () => {
  const app = appOf(`
    shown = ft.Text('')
    def show(e):
        shown.value = str(time.time())
    page.add(shown, ft.Button('show', on_click=show))
`);
  const shownBy = async (host: LaunchedHost): Promise<number> => {
    await press(host, 'show');
    return Number(texts(host)[0]);
  };
  const then = new Date('2030-01-02T03:04:05Z');
  await withClock(app, async (host, clock) => {
    await clock.setTime(then, unlimited);
    expect(await shownBy(host)).toBe(then.getTime() / 1000);
    await clock.runFor(1500, unlimited);
    expect(await shownBy(host)).toBe(then.getTime() / 1000 + 1.5);
  });
  await withClock(app, async (host) => {
    expect(Math.abs((await shownBy(host)) - Date.now() / 1000)).toBeLessThan(60);
  });
});

test("setTime says how to get time-machine where the app's Python has none", async () => {
  const app = appOf("page.add(ft.Text('x'))", "import sys; sys.modules['time_machine'] = None");
  await withClock(app, async (_, clock) => {
    await expect(clock.setTime(new Date(0), unlimited)).rejects.toMatchObject({
      code: 'ERR_EMBED_LAUNCH_NO_TIME_MACHINE',
      message: expect.stringMatching(
        /^setTime\(\) needs Python's package time-machine.*\S+ -m pip install time-machine$/,
      ),
    });
  });
});
