import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { Runtime } from '../../lib/runtime.js';
import { textOf, withRuntime } from './with-runtime.js';

const script = new URL('../fixtures/runtime/worker.mjs', import.meta.url);

/** Starts a worker that does a deed of the fixture; resolves with the worker and its first message. */
async function worker(
  deed: string,
  data: object = {},
): Promise<{ thread: Worker; message: unknown; exited: Promise<number> }> {
  const thread = new Worker(script, { workerData: { do: deed, ...data } });
  const exited = once(thread, 'exit').then(([code]) => code as number);
  const [message] = await once(thread, 'message');
  return { thread, message, exited };
}

/** The interpreter works, for this thread. */
async function expectUsable(): Promise<void> {
  await withRuntime({}, async (runtime) => {
    const channel = runtime.channel('echo');
    const program = runtime.run({
      code: 'import flet_embed; c = flet_embed.channel("echo"); c.send_sync(c.receive_sync())',
    });
    await channel.send(Buffer.from('usable'));
    expect(textOf(await channel.receive())).toBe('usable');
    expect((await program.exit).code).toBe(0);
  });
}

test('a worker has a runtime of its own, and ends', async () => {
  const { message, exited } = await worker('echo');
  expect(message).toEqual({ answer: 'from a worker', code: 0 });
  expect(await exited).toBe(0);
});

test('the main thread and workers take the interpreter up in turn', async () => {
  await expectUsable();
  expect((await worker('echo')).message).toEqual({ answer: 'from a worker', code: 0 });
  await expectUsable();
  expect((await worker('echo')).message).toEqual({ answer: 'from a worker', code: 0 });
});

test('a start is refused while another thread owns the runtime', async () => {
  await withRuntime({}, async () => {
    expect((await worker('refused')).message).toBe('ERR_EMBED_RUNTIME_EXISTS');
  });
  const { thread, exited } = await worker('start', { stay: true });
  await expect(Runtime.start()).rejects.toMatchObject({ code: 'ERR_EMBED_RUNTIME_EXISTS' });
  expect((await worker('refused')).message).toBe('ERR_EMBED_RUNTIME_EXISTS');
  thread.postMessage('end');
  await exited;
});

test('a worker that ends without stop() gives the runtime back', async () => {
  const { exited } = await worker('start');
  await exited;
  await expectUsable();
});

test.each([1, 2, 3, 4, 5])(
  'a worker is terminated with messages of every kind in flight both ways (%i)',
  async (round) => {
    const { thread, message } = await worker('flood', { inFlight: 150 * round });
    expect(message).toBe('in flight');
    await thread.terminate();
    await expectUsable();
  },
);

test('a worker is terminated while Python holds the GIL, and the next start waits for Python', async () => {
  const { thread } = await worker('holdTheGil');
  await thread.terminate();
  await expectUsable();
});

test('workers come and go with the addon loaded, used and unused, at the same time', async () => {
  const messages = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const { thread, message, exited } = await worker('refused', { stay: true });
      return { thread, message, exited };
    }),
  );
  const owners = messages.filter(({ message }) => message === 'started');
  expect(owners).toHaveLength(1);
  await Promise.all(messages.map(({ thread }) => thread.terminate()));
  await Promise.all(messages.map(({ exited }) => exited));
  await expectUsable();
});
