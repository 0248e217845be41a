import { expect, test } from 'vitest';
import { python, withRuntime } from './with-runtime.js';

/** Counts turns of the event loop until told to stop. */
function countTurns(): () => number {
  let turns = 0;
  let counting = true;
  const turn = (): void => {
    turns++;
    if (counting) setImmediate(turn);
  };
  setImmediate(turn);
  return () => {
    counting = false;
    return turns;
  };
}

/** Holds the GIL in a C call for two seconds, then answers every message. */
const HOLDS_THE_GIL = python`
  import ctypes, flet_embed
  with flet_embed.channel("numbers") as channel:
      channel.send_sync(b"about to hold the GIL")
      ctypes.PyDLL(None).usleep(2_000_000)
      channel.send_sync(b"let go")
      while (message := channel.receive_sync()) is not None:
          channel.send_sync(message)
`;

test('sends and the event loop go on while Python holds the GIL for two seconds', async () => {
  await withRuntime({}, async (runtime) => {
    const capacity = 100;
    const channel = runtime.channel('numbers', { capacity });
    runtime.run({ code: HOLDS_THE_GIL });
    await channel.receive();
    const turns = countTurns();
    const released = channel.receive();

    for (let i = 0; i < capacity; i++) expect(channel.trySend(Uint8Array.of(i))).toBe(true);
    expect(channel.trySend(Uint8Array.of(255))).toBe(false);
    const waiting = [];
    for (let i = capacity; i < 2 * capacity; i++) waiting.push(channel.send(Uint8Array.of(i)));
    let settled = false;
    void Promise.race(waiting).then(() => {
      settled = true;
    });
    for (let i = 0; i < 100; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(settled).toBe(false);

    expect(Buffer.from((await released)!).toString()).toBe('let go');
    // In two seconds a loop that turns makes many thousand turns; one that waits for Python makes none.
    expect(turns()).toBeGreaterThan(1000);
    for (let i = 0; i < 2 * capacity; i++) expect((await channel.receive())![0]).toBe(i);
    await Promise.all(waiting);
    await channel.close();
  });
});

test('close, destroy and the opening of channels do not wait for a Python that holds the GIL', async () => {
  await withRuntime({}, async (runtime) => {
    const channel = runtime.channel('numbers');
    runtime.run({ code: HOLDS_THE_GIL });
    await channel.receive();
    const order: string[] = [];
    const released = channel.receive().then(() => order.push('Python'));
    const other = runtime.channel('other');
    await other.send(new Uint8Array(100_000));
    other.destroy();
    const closed = channel.close();
    order.push('host');
    await released;
    expect(order).toEqual(['host', 'Python']);
    await closed;
  });
});

test("Python's send waits while the host is slow, and nothing is lost or reordered", async () => {
  await withRuntime({}, async (runtime) => {
    const channel = runtime.channel('numbers', { capacity: 8 });
    const progress = runtime.channel('progress');
    runtime.run({
      code: python`
        import asyncio, flet_embed

        async def main():
            channel = flet_embed.channel("numbers")
            progress = flet_embed.channel("progress")
            sent = 0
            while channel.try_send(sent.to_bytes(4, "little")):
                sent += 1
            await progress.send(sent.to_bytes(4, "little"))
            for number in range(sent, 1000):
                await channel.send(number.to_bytes(4, "little"))
            await channel.close()

        asyncio.run(main())
      `,
    });
    expect(Buffer.from((await progress.receive())!).readUInt32LE()).toBe(8);
    let expected = 0;
    for await (const message of channel) {
      expect(Buffer.from(message).readUInt32LE()).toBe(expected);
      expected++;
    }
    expect(expected).toBe(1000);
    await channel.close();
  });
});

test('a wait of Python for space ends with an error when the host destroys the channel', async () => {
  await withRuntime({}, async (runtime) => {
    const channel = runtime.channel('numbers', { capacity: 1 });
    const result = runtime.channel('result');
    runtime.run({
      code: python`
        import asyncio, flet_embed

        async def main():
            channel = flet_embed.channel("numbers")
            result = flet_embed.channel("result")
            await channel.send(b"1")
            waiting = asyncio.create_task(channel.send(b"2"))
            await asyncio.sleep(0)
            await result.send(b"waiting")
            try:
                await waiting
            except flet_embed.ChannelError as error:
                await result.send(error.code.encode())
            await result.close()

        asyncio.run(main())
      `,
    });
    expect(Buffer.from((await result.receive())!).toString()).toBe('waiting');
    channel.destroy();
    expect(Buffer.from((await result.receive())!).toString()).toBe('ERR_EMBED_CHANNEL_DESTROYED');
    await result.close();
  });
});
