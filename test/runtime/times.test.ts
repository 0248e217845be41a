import { expect, test } from 'vitest';
import type { Channel, MessageTimes, Runtime } from '../../lib/index.js';
import { memoryPair } from '../../lib/transports/memory.js';
import { python, withRuntime } from './with-runtime.js';

const LOOP = python`
  import asyncio, flet_embed

  async def main():
      async with flet_embed.channel("echo") as channel:
          async for message in channel:
              await channel.send(message)

  asyncio.run(main())
`;

const THREAD = python`
  import flet_embed

  with flet_embed.channel("echo") as channel:
      while (message := channel.receive_sync()) is not None:
          channel.send_sync(message)
`;

async function trip(channel: Channel): Promise<void> {
  await channel.send(Buffer.from('x'));
  await channel.receive();
}

/** An echo program, whose first trip is over. */
async function withEcho(code: string, use: (runtime: Runtime, channel: Channel) => Promise<void>): Promise<void> {
  await withRuntime({}, async (runtime) => {
    const channel = runtime.channel('echo');
    runtime.run({ code });
    await trip(channel);
    await use(runtime, channel);
    await channel.close();
  });
}

const numbers = (times: readonly MessageTimes[], direction: MessageTimes['direction']): number[] =>
  times.filter((each) => each.direction === direction).map(({ message }) => message);

test.each([
  ['an event loop', LOOP],
  ['a thread', THREAD],
])('the times of a trip through %s follow each other, within the call', async (_, code) => {
  await withEcho(code, async (runtime, channel) => {
    const recorder = runtime.recordTimes(channel);
    const from = performance.now();
    await trip(channel);
    const to = performance.now();
    const [there, back, ...rest] = recorder.read();
    expect(rest).toEqual([]);
    expect([there?.direction, there?.message]).toEqual(['to-python', 1]);
    expect([back?.direction, back?.message]).toEqual(['to-host', 1]);
    // Two clocks are compared, one of which shows microseconds.
    const inaccuracy = 0.1;
    const order = [from - inaccuracy, there!.pushed, there!.taken, back!.pushed, back!.taken, to + inaccuracy];
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(there!.ready).toBeGreaterThanOrEqual(there!.woken);
    expect(there!.ready).toBeLessThanOrEqual(there!.taken);
    expect(back!.ready).toBe(back!.woken);
  });
});

test('each message is told once; a recording knows nothing of what was before it or after its end', async () => {
  await withEcho(LOOP, async (runtime, channel) => {
    const recorder = runtime.recordTimes(channel);
    for (let i = 0; i < 150; i++) await trip(channel);
    const first = recorder.read();
    const expected = Array.from({ length: 150 }, (_, i) => i + 1);
    expect(numbers(first, 'to-python')).toEqual(expected);
    expect(numbers(first, 'to-host')).toEqual(expected);
    await trip(channel);
    expect(numbers(recorder.read(), 'to-host')).toEqual([151]);
    recorder.stop();
    await trip(channel);
    expect(recorder.read()).toEqual([]);
    const later = runtime.recordTimes(channel);
    await trip(channel);
    expect(numbers(later.read(), 'to-python')).toEqual([153]);
  });
});

test('a second recording of a channel ends the first', async () => {
  await withEcho(LOOP, async (runtime, channel) => {
    const first = runtime.recordTimes(channel);
    const second = runtime.recordTimes(channel);
    await trip(channel);
    expect(first.read()).toEqual([]);
    first.stop();
    expect(second.read()).toHaveLength(2);
  });
});

test('a recording ends with its channel', async () => {
  await withRuntime({}, async (runtime) => {
    const channel = runtime.channel('short');
    const recorder = runtime.recordTimes(channel);
    channel.destroy();
    await channel.closed.catch(() => {});
    expect(recorder.read()).toEqual([]);
    recorder.stop();
  });
});

test('a channel of another transport is refused', async () => {
  await withRuntime({}, async (runtime) => {
    const [channel] = memoryPair();
    expect(() => runtime.recordTimes(channel)).toThrow(
      'Expected an open channel of this runtime for the channel of recordTimes but received ',
    );
  });
});
