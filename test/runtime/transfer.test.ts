import { expect, test } from 'vitest';
import { allocate } from '../../lib/allocate.js';
import type { Channel } from '../../lib/channel.js';
import type { Runtime } from '../../lib/runtime.js';
import { python, withRuntime } from './with-runtime.js';

/** Says of each message what kind it is, and sends it back: transferred where it was. */
const MIRROR = python`
  import asyncio, flet_embed

  async def main():
      kinds = flet_embed.channel("kinds")
      async with flet_embed.channel("mirror") as channel:
          async for message in channel:
              await kinds.send(type(message).__name__.encode())
              await channel.send(message, transfer=isinstance(message, memoryview))
      await kinds.close()

  asyncio.run(main())
`;

async function withMirror(
  use: (mirror: Channel, kindOfNext: () => Promise<string>, runtime: Runtime) => Promise<void>,
): Promise<void> {
  await withRuntime({}, async (runtime) => {
    const mirror = runtime.channel('mirror');
    const kinds = runtime.channel('kinds');
    runtime.run({ code: MIRROR });
    await use(mirror, async () => Buffer.from((await kinds.receive())!).toString(), runtime);
    await mirror.close();
    await kinds.close();
  });
}

const LARGE = 8 << 20;

test('allocated memory is detached by a transfer, reaches Python as a memoryview and comes back whole', async () => {
  await withMirror(async (mirror, kindOfNext) => {
    const sent = allocate(LARGE);
    for (let i = 0; i < LARGE; i += 4096) sent[i] = i >> 12;
    const { buffer } = sent;
    await mirror.send(sent, { transfer: true });
    expect([sent.byteLength, buffer.byteLength]).toEqual([0, 0]);
    expect(await kindOfNext()).toBe('memoryview');
    const received = (await mirror.receive())!;
    expect([received.byteOffset, received.byteLength, received.buffer.byteLength]).toEqual([0, LARGE, LARGE]);
    for (let i = 0; i < LARGE; i += 4096) if (received[i] !== ((i >> 12) & 255)) expect.fail(`byte ${i} has changed`);
  });
});

test('a received block goes back and forth without end', async () => {
  await withMirror(async (mirror, kindOfNext) => {
    let block: Uint8Array = allocate(LARGE);
    for (let round = 0; round < 50; round++) {
      block[round] = round + 1;
      await mirror.send(block, { transfer: true });
      expect(await kindOfNext()).toBe('memoryview');
      block = (await mirror.receive())!;
    }
    expect([...block.subarray(0, 50)]).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  });
});

test('memory that went to Python is freed once Python lets go of it', async () => {
  await withRuntime({}, async (runtime) => {
    const channel = runtime.channel('sink');
    const program = runtime.run({
      code: python`
        import flet_embed
        with flet_embed.channel("sink") as channel:
            while (message := channel.receive_sync()) is not None:
                message.release()
                del message
                channel.send_sync(b"done")
      `,
    });
    const size = 16 << 20;
    const count = 40;
    const before = process.memoryUsage.rss();
    for (let i = 0; i < count; i++) {
      await channel.send(allocate(size).fill(1), { transfer: true });
      await channel.receive();
    }
    await channel.close();
    await program.exit;
    // A thread of its own frees it; that ends, or the test's time does.
    while (process.memoryUsage.rss() - before > (count / 4) * size) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
});

test("any other whole ArrayBuffer is copied once, detached, and Python's memoryview as well", async () => {
  await withMirror(async (mirror, kindOfNext) => {
    for (const size of [1, 100, 100_000]) {
      const sent = new Uint8Array(size).fill(7);
      await mirror.send(sent, { transfer: true });
      expect(sent.byteLength).toBe(0);
      expect(await kindOfNext()).toBe('memoryview');
      const received = (await mirror.receive())!;
      expect(received.byteLength).toBe(size);
      expect(received.every((byte) => byte === 7)).toBe(true);
    }
  });
});

test('without transfer a message is copied, stays whole here and is bytes in Python', async () => {
  await withMirror(async (mirror, kindOfNext) => {
    for (const sent of [allocate(100_000).fill(3), new Uint8Array(100_000).fill(3), new Uint8Array(10).fill(3)]) {
      await mirror.send(sent);
      expect(await kindOfNext()).toBe('bytes');
      expect(Buffer.compare((await mirror.receive())!, sent)).toBe(0);
    }
  });
});

test('what cannot be transferred is refused with nothing detached and nothing sent', async () => {
  await withMirror(async (mirror, kindOfNext) => {
    const whole = new Uint8Array(100);
    const pooled = Buffer.from('pooled');
    const refused: Record<string, Uint8Array> = {
      'a partial view': whole.subarray(1),
      'a view of a part of allocated memory': allocate(100_000).subarray(0, 50_000),
      'shared memory': new Uint8Array(new SharedArrayBuffer(100)),
      'WebAssembly memory': new Uint8Array(new WebAssembly.Memory({ initial: 1 }).buffer),
      'a pooled Buffer': pooled,
      "the whole of Node's pool": new Uint8Array(pooled.buffer),
      'resizable memory': new Uint8Array(resizable(100)),
    };
    for (const [what, data] of Object.entries(refused)) {
      const { byteLength } = data;
      expect(() => mirror.trySend(data, { transfer: true }), what).toThrow(
        expect.objectContaining({ code: 'ERR_EMBED_NOT_TRANSFERABLE' }),
      );
      await expect(mirror.send(data, { transfer: true }), what).rejects.toMatchObject({
        code: 'ERR_EMBED_NOT_TRANSFERABLE',
      });
      expect(data.byteLength, what).toBe(byteLength);
    }
    expect(pooled.toString()).toBe('pooled');
    await mirror.send(Buffer.from('the next message'));
    await kindOfNext();
    expect(Buffer.from((await mirror.receive())!).toString()).toBe('the next message');
  });
});

test('a transfer that finds no space leaves the memory alone, and one that waits takes it at the call', async () => {
  await withRuntime({}, async (runtime) => {
    const channel = runtime.channel('full', { capacity: 1 });
    await channel.send(Buffer.from('in the way'));
    for (const data of [allocate(100_000).fill(5), new Uint8Array(100_000).fill(5)]) {
      expect(channel.trySend(data, { transfer: true })).toBe(false);
      expect(data.byteLength).toBe(100_000);
      const controller = new AbortController();
      const sending = channel.send(data, { transfer: true, signal: controller.signal });
      expect(data.byteLength).toBe(0);
      controller.abort();
      await expect(sending).rejects.toThrow('aborted');
    }
    const last = allocate(100_000).fill(9);
    const sending = channel.send(last, { transfer: true });
    runtime.run({
      code: python`
        import flet_embed
        with flet_embed.channel("full") as channel:
            assert channel.receive_sync() == b"in the way"
            message = channel.receive_sync()
            channel.send_sync(f"{type(message).__name__} {len(message)} {message[-1]}".encode())
      `,
    });
    await sending;
    expect(Buffer.from((await channel.receive())!).toString()).toBe('memoryview 100000 9');
    await channel.close();
  });
});

test('an array that Python hands over is read here, and stays readable after the program has ended', async () => {
  await withRuntime({}, async (runtime) => {
    const channel = runtime.channel('array');
    const program = runtime.run({
      code: python`
        import array, flet_embed
        with flet_embed.channel("array") as channel:
            numbers = array.array("d", range(100_000))
            channel.send_sync(numbers, transfer=True)
            assert channel.receive_sync() == b"read"
      `,
    });
    const message = (await channel.receive())!;
    const numbers = new Float64Array(message.buffer, message.byteOffset, message.byteLength / 8);
    expect([numbers.length, numbers[0], numbers[99_999]]).toEqual([100_000, 0, 99_999]);
    await channel.send(Buffer.from('read'));
    await channel.close();
    expect((await program.exit).code).toBe(0);
    // The memory belongs to this side now, whatever became of the program.
    expect(numbers[99_999]).toBe(99_999);
  });
});

test('allocate refuses what is not a size', () => {
  expect(() => allocate(-1)).toThrow(RangeError);
  expect(() => allocate(1.5)).toThrow(RangeError);
  expect(() => allocate('1' as unknown as number)).toThrow(TypeError);
  expect(allocate(0).byteLength).toBe(0);
});

test('a size that no machine has is an error and not a crash', () => {
  expect(() => allocate(2 ** 46)).toThrow(/ERR_EMBED_OUT_OF_MEMORY|allocat/);
});

function resizable(bytes: number): ArrayBuffer {
  return new (ArrayBuffer as unknown as new (length: number, options: object) => ArrayBuffer)(bytes, {
    maxByteLength: 2 * bytes,
  });
}

test('small messages, which may share memory, are not lost when one of them is given away', async () => {
  await withMirror(async (mirror) => {
    const received: Uint8Array[] = [];
    for (let i = 0; i < 3; i++) {
      await mirror.send(Uint8Array.of(i, i + 1));
      received.push((await mirror.receive())!);
    }
    try {
      structuredClone(received[1], { transfer: [received[1]!.buffer as ArrayBuffer] });
    } catch (error) {
      expect((error as Error).name).toBe('DataCloneError'); // Node 20 copies instead
    }
    expect(received.map((message) => [...message])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });
});
