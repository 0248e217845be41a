import { describe, expect, test } from 'vitest';
import { python, textOf, withRuntime } from './with-runtime.js';

const ECHO = python`
  import asyncio, flet_embed

  async def main():
      async with flet_embed.channel("echo") as channel:
          async for message in channel:
              await channel.send(message)

  asyncio.run(main())
`;

test('what is sent to a program comes back, and its end is exit code 0', async () => {
  await withRuntime({}, async (runtime) => {
    const echo = runtime.channel('echo');
    const program = runtime.run({ code: ECHO });
    await echo.send(Buffer.from('hello'));
    expect(textOf(await echo.receive())).toBe('hello');
    await echo.close();
    expect(await program.exit).toEqual({ code: 0, stopped: false });
  });
});

test('messages sent before the program starts arrive in order', async () => {
  await withRuntime({}, async (runtime) => {
    const echo = runtime.channel('echo');
    for (const text of ['one', 'two', 'three']) await echo.send(Buffer.from(text));
    runtime.run({ code: ECHO });
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push(textOf(await echo.receive()));
    expect(answers).toEqual(['one', 'two', 'three']);
    await echo.close();
  });
});

test('messages of a program that opens first are kept until the host opens', async () => {
  await withRuntime({}, async (runtime) => {
    const ready = runtime.channel('ready');
    const program = runtime.run({
      code: python`
        import flet_embed
        greetings = flet_embed.channel("greetings")
        for number in range(3):
            greetings.send_sync(b"greeting %d" % number)
        flet_embed.channel("ready").close_sync()
      `,
    });
    const closing = ready.close();
    await closing;
    await program.exit;
    const received = [];
    for await (const message of runtime.channel('greetings')) received.push(textOf(message));
    expect(received).toEqual(['greeting 0', 'greeting 1', 'greeting 2']);
  });
});

test('a plain thread of Python answers as asyncio does', async () => {
  await withRuntime({}, async (runtime) => {
    const channel = runtime.channel('thread');
    const program = runtime.run({
      code: python`
        import flet_embed, threading

        def answer():
            with flet_embed.channel("thread") as channel:
                while (message := channel.receive_sync()) is not None:
                    channel.send_sync(message.upper())

        threading.Thread(target=answer).start()
      `,
    });
    await channel.send(Buffer.from('shout'));
    expect(textOf(await channel.receive())).toBe('SHOUT');
    await channel.close();
    expect((await program.exit).code).toBe(0);
  });
});

test('ten thousand messages of many sizes come back unchanged, with both directions full', async () => {
  await withRuntime({}, async (runtime) => {
    const echo = runtime.channel('echo', { capacity: 16, highWaterMark: 1 << 20 });
    runtime.run({ code: ECHO });
    const count = 10_000;
    const sizeOf = (index: number): number => (index * 7919) % (index % 100 === 0 ? 100_000 : 600);
    const sending = (async () => {
      for (let index = 0; index < count; index++) await echo.send(new Uint8Array(sizeOf(index)).fill(index));
      void echo.close();
    })();
    let index = 0;
    for await (const message of echo) {
      const size = sizeOf(index);
      if (
        message.length !== size ||
        (size > 0 && (message[0] !== (index & 255) || message[size - 1] !== (index & 255)))
      ) {
        expect.fail(`message ${index} came back changed`);
      }
      index++;
    }
    expect(index).toBe(count);
    await sending;
  });
});

describe('batches', () => {
  const COUNT = 5_000;

  test.each([
    [
      'asyncio',
      python`
        import asyncio, flet_embed

        async def main():
            async with flet_embed.channel("batches") as channel:
                async for batch in channel.batches(100):
                    await channel.send(b"".join(batch))

        asyncio.run(main())
      `,
    ],
    [
      'a thread',
      python`
        import flet_embed

        with flet_embed.channel("batches") as channel:
            while batch := channel.receive_batch_sync(100):
                channel.send_sync(b"".join(batch))
      `,
    ],
  ])('%s takes what is there at once: everything, in order', async (_, code) => {
    await withRuntime({}, async (runtime) => {
      const channel = runtime.channel('batches', { capacity: COUNT });
      for (let number = 0; number < COUNT; number++) await channel.send(Uint8Array.of(number >> 8, number));
      const program = runtime.run({ code });
      const pieces: Uint8Array[] = [];
      void channel.close();
      for await (const message of channel) pieces.push(message.slice());
      expect(pieces.length).toBe(COUNT / 100);
      const received = Buffer.concat(pieces);
      expect(received.length).toBe(2 * COUNT);
      for (let number = 0; number < COUNT; number++) {
        if (received.readUInt16BE(2 * number) !== number) expect.fail(`message ${number} is at another place`);
      }
      expect(await program.exit).toEqual({ code: 0, stopped: false });
    });
  });
});
