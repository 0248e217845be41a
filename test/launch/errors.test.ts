/** Whatever goes wrong in an app comes to light, with Python's traceback. */

import { describe, expect, test } from 'vitest';
import type { AppError } from '../../lib/launch/app-host.js';
import type { LaunchedHost } from '../../lib/launch/host.js';
import { appOf, button, press, texts, unlimited, withApp } from './launched.js';

const FAIL = `
  def fail():
      raise ValueError('broken')
  async def fail_later():
      raise ValueError('broken')
`;

/** What pressing a button with this handler brings to light. */
async function errorsOf(
  handler: string,
  more: (host: LaunchedHost) => Promise<void> = async () => {},
): Promise<AppError[]> {
  const app = appOf(`${handler}\n      page.add(ft.Text('there'), ft.Button('go', on_click=go))`, FAIL);
  const host = await withApp(app, async (launched) => {
    await press(launched, 'go');
    await more(launched);
  });
  return [...host.errors.all];
}

const broken = (kind: AppError['kind'], where: string): unknown => ({
  kind,
  message: 'ValueError: broken',
  traceback: expect.stringMatching(new RegExp(`^Traceback[^]*in ${where}\\n[^]*ValueError: broken`)),
});

describe('an error of the app is', () => {
  test('an exception in a handler', async () => {
    expect(await errorsOf('      go = fail')).toEqual([broken('session', 'fail')]);
  });

  test('a task that fails and that nobody awaits', async () => {
    const handler = `
      async def go():
          asyncio.create_task(fail_later())`;
    expect(await errorsOf(handler)).toEqual([broken('task', 'fail_later')]);
  });

  test('such a task also while the app keeps it', async () => {
    const handler = `
      kept = []
      async def go():
          kept.append(asyncio.create_task(fail_later()))`;
    expect(await errorsOf(handler)).toEqual([broken('task', 'fail_later')]);
  });

  test('what page.run_task runs', async () => {
    expect(await errorsOf('      go = lambda: page.run_task(fail_later)')).toEqual([broken('task', 'fail_later')]);
  });

  test('a callback of the loop', async () => {
    const handler = `
      async def go():
          asyncio.get_running_loop().call_soon(fail)`;
    expect(await errorsOf(handler)).toEqual([broken('loop', 'fail')]);
  });

  test('a thread', async () => {
    const handler = `
      def go():
          thread = threading.Thread(target=fail)
          thread.start()
          thread.join()`;
    expect(await errorsOf(handler)).toEqual([broken('thread', 'fail')]);
  });

  test('a job of page.run_thread, and of an executor that nobody awaits', async () => {
    expect(await errorsOf('      go = lambda: page.run_thread(fail)')).toEqual([broken('executor', 'fail')]);
    const handler = `
      async def go():
          asyncio.get_running_loop().run_in_executor(None, fail)`;
    expect(await errorsOf(handler)).toEqual([broken('executor', 'fail')]);
  });

  test('an unexpected end, with its exit code', async () => {
    const handler = `
      async def go():
          raise SystemExit(3)`;
    const errors = await errorsOf(handler, async (host) => expect(host.exit).toEqual({ code: 3 }));
    expect(errors).toEqual([{ kind: 'exit', message: 'The app ended by itself with exit code 3', traceback: '' }]);
  });
});

describe('no error is', () => {
  test.each([
    ['an awaited task that fails and is dealt with', 'asyncio.create_task(fail_later())'],
    ['an awaited job that fails and is dealt with', 'asyncio.to_thread(fail)'],
    ['a gathered task', 'asyncio.gather(fail_later(), fail_later())'],
  ])('%s', async (_, awaited) => {
    const handler = `
      async def go():
          try:
              await ${awaited}
          except ValueError as error:
              print(error)`;
    expect(await errorsOf(handler)).toEqual([]);
  });

  test('a task that is cancelled, by the app or by its end', async () => {
    const handler = `
      async def go():
          asyncio.create_task(asyncio.sleep(3600))
          task = asyncio.create_task(asyncio.sleep(3600))
          await asyncio.sleep(0)
          task.cancel()`;
    expect(await errorsOf(handler)).toEqual([]);
  });

  test("what the app's own exception handler of the loop takes on itself", async () => {
    const handler = `
      async def go():
          loop = asyncio.get_running_loop()
          loop.set_exception_handler(lambda loop, context: print('handled', context['exception']))
          loop.call_soon(fail)`;
    const errors = await errorsOf(handler, async (host) => expect(host.output.stdout).toEqual(['handled broken']));
    expect(errors).toEqual([]);
  });

  test('a failing daemon thread that the end of the app interrupts', async () => {
    const handler = `
      def run():
          while True:
              time.sleep(0.001)
      def go():
          threading.Thread(target=run, daemon=True).start()`;
    expect(await errorsOf(handler)).toEqual([]);
  });
});

test('the app still prints what Python prints about a failure', async () => {
  const app = appOf(
    "page.add(ft.Button('go', on_click=lambda: threading.Thread(target=fail).run_it()))",
    `
    def fail(): raise ValueError('broken')
    def run_it(self):
        self.start()
        self.join()
    threading.Thread.run_it = run_it
  `,
  );
  const host = await withApp(app, (launched) => press(launched, 'go'));
  expect(host.output.stderr.join('\n')).toMatch(/Exception in thread [\s\S]*ValueError: broken/);
});

describe('errors are unexpected', () => {
  test('until they are taken, oldest first', async () => {
    const app = appOf("page.add(*[ft.Button(name, on_click=lambda e: {}[e.control.content]) for name in ('a', 'b')])");
    await withApp(app, async (host) => {
      const heard: string[] = [];
      const unlisten = host.errors.onadded((error) => heard.push(error.message));
      await press(host, 'a');
      unlisten();
      await press(host, 'b');
      expect(heard).toEqual(["KeyError: 'a'"]);
      expect(host.errors.unexpected).toMatchObject({ message: "KeyError: 'a'" });
      expect(host.errors.take((error) => error.message.includes('b'))).toMatchObject({ message: "KeyError: 'b'" });
      expect(host.errors.take(() => true)).toMatchObject({ message: "KeyError: 'a'" });
      expect(host.errors.unexpected).toBeUndefined();
      expect(host.errors.all).toHaveLength(2);
    });
  });

  test("never with errors: 'collect'", async () => {
    const app = appOf("page.add(ft.Text('there'), ft.Button('go', on_click=lambda: 1 / 0))\nraise ValueError('main')");
    await withApp(
      app,
      async (host) => {
        await press(host, 'go');
        expect(host.errors.all.map(({ message }) => message)).toEqual([
          'ValueError: main',
          'ZeroDivisionError: division by zero',
        ]);
        expect(host.errors.unexpected).toBeUndefined();
      },
      { errors: 'collect' },
    );
  });

  test('and do not stop the client: the app goes on', async () => {
    const app = appOf(`
      def add():
          text.value += 'x'
      text = ft.Text('')
      page.add(text, ft.Button('go', on_click=lambda: 1 / 0), ft.Button('add', on_click=add))
    `);
    await withApp(app, async (host) => {
      await press(host, 'go');
      await press(host, 'add');
      expect(texts(host)).toEqual(['x']);
      await host.client.until(() => host.client.find((control) => control.get('value') === 'x'));
    });
  });
});

test('a failure that happens between two gestures is known after the next settle', async () => {
  const app = appOf(`
      failing = []
      async def later():
          await asyncio.sleep(0.01)
          failing.append(True)
          raise ValueError('broken')
      def start():
          page.run_task(later)
      async def wait():
          while not failing:
              await asyncio.sleep(0.001)
      page.add(ft.Button('start', on_click=start), ft.Button('wait', on_click=wait))
  `);
  await withApp(app, async (host) => {
    await press(host, 'start');
    const added = new Promise<AppError>((resolve) => host.errors.onadded(resolve));
    await host.client.click(button(host.client, 'wait'));
    expect(await added).toMatchObject({ kind: 'task', message: 'ValueError: broken' });
    await host.settle(unlimited);
  });
});
