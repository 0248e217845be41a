/** A task that waits to receive: to asyncio it is one like any other, though it goes on without a turn of the loop. */

import { describe, expect, test } from 'vitest';
import { python, withRuntime } from './with-runtime.js';

const PRELUDE = python`
  import asyncio, contextvars, gc, sys, threading
  import flet_embed

  asked = flet_embed.channel("asked")
  a = flet_embed.channel("a")
  b = flet_embed.channel("b")

  def ask(*channels):
      """Has the host send a message to each."""
      for channel in channels:
          asked.send_sync(channel.name.encode())

  def arrived(channel):
      """Waits, without a turn of the loop, until a message is there."""
      before = channel.statistics["received"]["messages"]
      ask(channel)
      while channel.statistics["received"]["messages"] == before:
          pass

  async def receives(channel):
      return await channel.receive()
`;

/** Runs a program; resolves with its exit code, or rejects with what it raised. */
async function run(code: string): Promise<number> {
  return withRuntime({}, async (runtime) => {
    const asked = runtime.channel('asked');
    const channels = new Map(['a', 'b'].map((name) => [name, runtime.channel(name)]));
    asked.onmessages = async (names) => {
      for (const name of names) await channels.get(Buffer.from(name).toString())!.send(Buffer.from('x'));
    };
    const { code: exit, error } = await runtime.run({ code: PRELUDE + code }).exit;
    for (const channel of [asked, ...channels.values()]) channel.destroy();
    if (error !== undefined) throw error;
    return exit;
  });
}

describe('a task that waits to receive', () => {
  test.each([
    [
      'goes on as the current task, in its own context',
      python`
        name = contextvars.ContextVar("name")
        async def main():
            name.set("mine")
            me = asyncio.current_task()
            for _ in range(3):
                ask(a)
                assert await a.receive() == b"x"
                assert asyncio.current_task() is me and name.get() == "mine"
        asyncio.run(main())
      `,
    ],
    [
      'is cancelled as with a future: with its message, and nothing taken',
      python`
        async def main():
            for waits in (receives(a), asyncio.get_running_loop().create_future()):
                task = asyncio.ensure_future(waits) if asyncio.iscoroutine(waits) else asyncio.create_task(awaits(waits))
                await asyncio.sleep(0)
                assert task.cancel("enough")
                try:
                    await task
                except asyncio.CancelledError as error:
                    assert error.args == ("enough",), error.args
                assert task.cancelled()
            ask(a)
            assert await a.receive() == b"x"
        async def awaits(future):
            await future
        asyncio.run(main())
      `,
    ],
    [
      'that is cancelled when its message is there already leaves it to the next one',
      python`
        async def main():
            task = asyncio.create_task(receives(a))
            await asyncio.sleep(0)
            arrived(a)
            task.cancel()
            assert isinstance((await asyncio.gather(task, return_exceptions=True))[0], asyncio.CancelledError)
            assert await a.receive() == b"x"
        asyncio.run(main())
      `,
    ],
    [
      'that has cancelled itself before it waits does not wait',
      python`
        async def main():
            task = asyncio.current_task()
            task.cancel("enough")
            try:
                await a.receive()
            except asyncio.CancelledError as error:
                assert error.args == ("enough",)
            else:
                raise AssertionError("it waited")
            task.uncancel()
            ask(a)
            assert await a.receive() == b"x"
        asyncio.run(main())
      `,
    ],
    [
      'may catch its cancellation and wait again',
      python`
        async def stubborn():
            try:
                await a.receive()
            except asyncio.CancelledError:
                return await a.receive()
        async def main():
            task = asyncio.create_task(stubborn())
            await asyncio.sleep(0)
            task.cancel()
            await asyncio.sleep(0)
            ask(a)
            assert await task == b"x"
        asyncio.run(main())
      `,
    ],
    [
      'ends with a time-out',
      python`
        async def main():
            try:
                async with asyncio.timeout(0.01):
                    await a.receive()
            except TimeoutError:
                ask(a)
                assert await asyncio.wait_for(a.receive(), 60) == b"x"
            else:
                raise AssertionError("no time-out")
        asyncio.run(main())
      `,
    ],
    [
      'hears of the end and of a destroy',
      python`
        async def main():
            waits = [asyncio.create_task(receives(channel)) for channel in (a, b)]
            await asyncio.sleep(0)
            a.destroy("no more")
            b.destroy("no more either")
            failures = await asyncio.gather(*waits, return_exceptions=True)
            assert [type(failure) for failure in failures] == [flet_embed.ChannelError] * 2, failures
        asyncio.run(main())
      `,
    ],
    [
      'lets the other tasks have their turns while messages come and go',
      python`
        async def main():
            turns = 0
            async def turn():
                nonlocal turns
                while True:
                    turns += 1
                    await asyncio.sleep(0)
            other = asyncio.create_task(turn())
            for _ in range(1024):
                ask(a)
                await a.receive()
            other.cancel()
            assert turns >= 1024 // 256 - 1, turns  # so many messages without a turn at most
        asyncio.run(main())
      `,
    ],
    [
      'may be a task of pure Python, in a loop in debug mode',
      python`
        async def main():
            def factory(loop, coroutine, **options):
                return asyncio.tasks._PyTask(coroutine, loop=loop, **options)
            asyncio.get_running_loop().set_task_factory(factory)
            task = asyncio.create_task(receives(a))
            await asyncio.sleep(0)
            ask(a)
            assert await task == b"x"
            task = asyncio.create_task(receives(a))
            await asyncio.sleep(0)
            task.cancel("enough")
            try:
                await task
            except asyncio.CancelledError as error:
                assert error.args == ("enough",)
        asyncio.run(main(), debug=True)
      `,
    ],
    [
      'may begin eagerly, where tasks can',
      python`
        async def main():
            if hasattr(asyncio, "eager_task_factory"):
                asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
            task = asyncio.create_task(receives(a))
            ask(a)
            assert await task == b"x"
        asyncio.run(main())
      `,
    ],
    [
      'of another loop is refused, and the channel stays with its own',
      python`
        async def main():
            ask(a)
            await a.receive()
            refused = []
            def elsewhere():
                try:
                    asyncio.run(receives(a))
                except RuntimeError as error:
                    refused.append(error)
            thread = threading.Thread(target=elsewhere)
            thread.start()
            await asyncio.to_thread(thread.join)
            assert len(refused) == 1 and "another one" in str(refused[0]), refused
            ask(a)
            assert await a.receive() == b"x"
        asyncio.run(main())
      `,
    ],
    [
      'that raises KeyboardInterrupt ends the loop; what came for others is not lost when it runs again',
      python`
        async def interrupts():
            await a.receive()
            raise KeyboardInterrupt
        with asyncio.Runner() as runner:
            loop = runner.get_loop()
            first = loop.create_task(interrupts())
            second = loop.create_task(receives(b))
            loop.call_soon(lambda: (arrived(a), arrived(b)))
            try:
                loop.run_until_complete(second)
            except KeyboardInterrupt:
                assert not second.done()
            else:
                raise AssertionError("the loop went on")
            assert loop.run_until_complete(second) == b"x"
            assert isinstance(first.exception(), KeyboardInterrupt)
      `,
    ],
    [
      'tells the loop of what its callback raises',
      python`
        async def main():
            loop = asyncio.get_running_loop()
            told = []
            loop.set_exception_handler(lambda loop, facts: told.append(facts["exception"]))
            ask(a)
            await a.receive()
            waiter = a._native.wait_readable(loop)
            waiter.add_done_callback(lambda waiter: 1 / 0)
            ask(a)
            while not told:
                await asyncio.sleep(0)
            assert isinstance(told[0], ZeroDivisionError) and waiter.done() and waiter.result() is None
            assert await a.receive() == b"x"
        asyncio.run(main())
      `,
    ],
  ])('%s', async (_, code) => {
    expect(await run(code)).toBe(0);
  });

  test('gives the loop its turn for all that it leaves there before it waits again', async () => {
    const code = python`
      import socket

      def by_thread(loop):
          threading.Thread(target=loop.call_soon_threadsafe, args=(ask, a)).start()

      def by_task(loop):
          async def asks():
              await asyncio.sleep(0)
              ask(a)
          tasks.append(loop.create_task(asks()))

      def by_reader(loop):
          ours, theirs = pair
          def readable():
              loop.remove_reader(ours)
              ask(a)
          loop.add_reader(ours, readable)
          theirs.send(b"x")

      pair = socket.socketpair()
      tasks = []
      WAYS = {
          "a callback": lambda loop: loop.call_soon(ask, a),
          "a timer": lambda loop: loop.call_later(0.001, ask, a),
          "a task": by_task,
          "a thread": by_thread,
          "an executor": lambda loop: loop.run_in_executor(None, ask, a),
          "a reader": by_reader,
      }

      async def main():
          loop = asyncio.get_running_loop()
          for name, leave in WAYS.items():
              ask(a)
              assert await a.receive() == b"x", name
              leave(loop)
              assert await a.receive() == b"x", name

      async def stops():
          ask(a)
          await a.receive()
          asyncio.get_running_loop().stop()
          await a.receive()

      with asyncio.Runner() as runner:
          runner.run(main())
          loop = runner.get_loop()
          task = loop.create_task(stops())
          loop.run_forever()
          assert not task.done()
          ask(a)
          loop.run_until_complete(task)
    `;
    expect(await run(code)).toBe(0);
  });

  test('is stopped in the midst of messages, though it ignores its cancellation', async () => {
    await withRuntime({}, async (runtime) => {
      const channel = runtime.channel('endless');
      const program = runtime.run({
        code: python`
          import asyncio, flet_embed
          async def main():
              channel = flet_embed.channel("endless")
              while True:
                  try:
                      async for message in channel:
                          await channel.send(message)
                  except asyncio.CancelledError:
                      pass
          asyncio.run(main())
        `,
      });
      /** False: the channel has ended. */
      const trip = async (): Promise<boolean> => {
        await channel.send(Buffer.from('x'));
        return (await channel.receive()) !== undefined;
      };
      for (let trips = 0; trips < 100; trips++) await trip();
      const untilTheEnd = (async () => {
        while (await trip());
      })().catch(() => {});
      expect((await program.stop({ timeout: 10_000 })).stopped).toBe(true);
      await untilTheEnd;
    });
  });

  test('may wait in a loop of uvloop', async ({ skip }) => {
    const code = python`
      try:
          import uvloop
      except ImportError:
          sys.exit(3)
      async def main():
          for _ in range(3):
              ask(a)
              assert await a.receive() == b"x"
          task = asyncio.create_task(receives(a))
          await asyncio.sleep(0)
          task.cancel()
          assert isinstance((await asyncio.gather(task, return_exceptions=True))[0], asyncio.CancelledError)
      with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
          runner.run(main())
    `;
    const exit = await run(code);
    skip(exit === 3 && process.env['FLET_EMBED_TEST_PYTHON'] !== undefined, 'uvloop is not installed in this Python');
    expect(exit).toBe(0);
  });

  test('that ends the program ends it with its exit code', async () => {
    const code = python`
      async def main():
          ask(a)
          await a.receive()
          sys.exit(7)
      asyncio.run(main())
    `;
    expect(await run(code)).toBe(7);
  });

  test('that is left behind with its loop is gone with its program', async () => {
    await run(python`
      async def left_waiting():
          await a.receive()
      loop = asyncio.new_event_loop()
      task = loop.create_task(left_waiting())
      loop.run_until_complete(asyncio.sleep(0))
      loop.close()
      del loop, task
    `);
    const count = python`
      gc.collect()
      left = [task for task in gc.get_objects() if isinstance(task, asyncio.Task)]
      assert not left, left
    `;
    expect(await run(count)).toBe(0);
  });
});
