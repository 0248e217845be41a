import { expect, test } from 'vitest';
import type { EmbedError } from '../../lib/errors.js';
import { Runtime } from '../../lib/runtime.js';
import { python, withRuntime } from './with-runtime.js';

/** Runs code that sends one message on the channel `ready` when it is where the test wants it. */
async function whenReady(code: string, use: (runtime: Runtime, program: ReturnType<Runtime['run']>) => Promise<void>) {
  await withRuntime({ output: 'ignore' }, async (runtime) => {
    const ready = runtime.channel('ready');
    const program = runtime.run({ code });
    await ready.receive();
    await use(runtime, program);
  });
}

const READY = 'import flet_embed; ready = flet_embed.channel("ready"); ready.send_sync(b"ready")';

test.each([
  [
    'an asyncio program is cancelled and may clean up',
    python`
      import asyncio, flet_embed
      async def main():
          ready = flet_embed.channel("ready")
          await ready.send(b"ready")
          try:
              await asyncio.sleep(3600)
          finally:
              await ready.send(b"cleaned up")
      asyncio.run(main())
    `,
  ],
  ['a busy loop is interrupted', `${READY}\nwhile True: pass`],
  ['a wait for a message is interrupted', `${READY}\nready.receive_sync()`],
  ['a wait for a lock that short waits make up is interrupted', `${READY}\nimport time\nwhile True: time.sleep(0.01)`],
])('stop: %s', async (_, code) => {
  await whenReady(code, async (_runtime, program) => {
    expect(await program.stop()).toEqual({ code: 0, stopped: true });
    expect(await program.exit).toEqual({ code: 0, stopped: true });
  });
});

test('what the program does on being stopped reaches the host', async () => {
  await withRuntime({}, async (runtime) => {
    const ready = runtime.channel('ready');
    const program = runtime.run({
      code: python`
        import flet_embed
        ready = flet_embed.channel("ready")
        try:
            ready.send_sync(b"ready")
            ready.receive_sync()
        except KeyboardInterrupt:
            ready.send_sync(b"interrupted")
      `,
    });
    await ready.receive();
    await program.stop();
    expect(Buffer.from((await ready.receive())!).toString()).toBe('interrupted');
  });
});

test('a program that ignores every request is reported with its threads, and the runtime stays busy', async () => {
  await whenReady(
    python`
      import flet_embed, threading
      enough = flet_embed.channel("enough")
      flet_embed.channel("ready").send_sync(b"ready")
      def stubborn_loop():
          while True:
              try:
                  enough.receive_sync()
                  return
              except BaseException:
                  pass
      while True:
          try:
              stubborn_loop()
              break
          except BaseException:
              pass
    `,
    async (runtime, program) => {
      const enough = runtime.channel('enough');
      const error = await program.stop({ timeout: 300 }).then(
        () => undefined,
        (reason: EmbedError) => reason,
      );
      expect(error).toMatchObject({ code: 'ERR_EMBED_STOP_TIMEOUT' });
      expect(error!.message).toMatch(/within 300 ms but these threads still run:\n.*MainThread/);
      expect(error!.message).toContain('stubborn_loop');
      expect(error!.stack).toContain('stop.test.ts');
      expect(() => runtime.run({ code: 'pass' })).toThrow(expect.objectContaining({ code: 'ERR_EMBED_BUSY' }));
      await expect(runtime.stop({ timeout: 100 })).rejects.toMatchObject({ code: 'ERR_EMBED_STOP_TIMEOUT' });
      await enough.send(new Uint8Array(0));
      await program.exit;
    },
  );
});

test('a program that holds the GIL in native code is reported as that', async () => {
  await whenReady(
    python`
      import ctypes, flet_embed
      flet_embed.channel("ready").send_sync(b"ready")
      ctypes.PyDLL(None).usleep(1_500_000)
    `,
    async (_runtime, program) => {
      await expect(program.stop({ timeout: 200 })).rejects.toMatchObject({
        code: 'ERR_EMBED_STOP_TIMEOUT',
        message: expect.stringContaining('native code holds its lock (GIL)'),
      });
      await program.exit;
    },
  );
});

test('stopping a program that has ended returns how it ended', async () => {
  await withRuntime({}, async (runtime) => {
    const program = runtime.run({ code: 'import sys; sys.exit(3)' });
    await program.exit;
    expect(await program.stop()).toEqual({ code: 3, stopped: false });
  });
});

test('runtime.stop stops the program, ends what waits, and may be called again', async () => {
  const runtime = await Runtime.start();
  const open = runtime.channel('open');
  const never = runtime.channel('never');
  const program = runtime.run({
    code: 'import flet_embed; c = flet_embed.channel("open"); c.send_sync(b"x"); c.receive_sync()',
  });
  await open.receive();
  const waiting = never.receive();
  const rejected = expect(waiting).rejects.toMatchObject({
    code: expect.stringMatching(/^ERR_EMBED_(RUNTIME_STOPPED|PROGRAM_EXITED)$/),
  });
  const [first, second] = [runtime.stop(), runtime.stop()];
  await Promise.all([first, second]);
  await rejected;
  expect(await program.exit).toMatchObject({ stopped: true });
  await runtime.stop();
  expect(() => runtime.run({ code: 'pass' })).toThrow(expect.objectContaining({ code: 'ERR_EMBED_RUNTIME_STOPPED' }));
  expect(() => runtime.channel('c')).toThrow(expect.objectContaining({ code: 'ERR_EMBED_RUNTIME_STOPPED' }));
  await expect(never.send(new Uint8Array(1))).rejects.toMatchObject({ code: 'ERR_EMBED_RUNTIME_STOPPED' });
});

test('a wait without any program rejects with ERR_EMBED_RUNTIME_STOPPED', async () => {
  const runtime = await Runtime.start();
  const waiting = runtime.channel('idle').receive();
  await runtime.stop();
  await expect(waiting).rejects.toMatchObject({ code: 'ERR_EMBED_RUNTIME_STOPPED' });
});

test('what a program sent before it ended can be read after runtime.stop', async () => {
  const runtime = await Runtime.start();
  const channel = runtime.channel('c');
  await runtime.run({ code: 'import flet_embed; flet_embed.channel("c").send_sync(b"late")' }).exit;
  await runtime.stop();
  expect(Buffer.from((await channel.receive())!).toString()).toBe('late');
  expect(await channel.receive()).toBeUndefined();
});

test('a later start takes the parked interpreter up, with its modules and with options of its own', async () => {
  const lines: string[] = [];
  const first = await Runtime.start({ env: { FLET_EMBED_TEST: 'first' } });
  const { executable } = first.python;
  await first.run({ code: 'import sys; sys.kept_between_runtimes = True' }).exit;
  await first.stop();
  const second = await Runtime.start({ env: { FLET_EMBED_TEST: 'second' }, output: (line) => lines.push(line) });
  expect(second.python.executable).toBe(executable);
  await second.run({ code: 'import os, sys; print(os.environ["FLET_EMBED_TEST"], sys.kept_between_runtimes)' }).exit;
  await second.stop();
  expect(lines).toEqual(['second True']);
});

test('a second runtime is refused while one is alive, and the first one goes on', async () => {
  await withRuntime({}, async (runtime) => {
    await expect(Runtime.start()).rejects.toMatchObject({ code: 'ERR_EMBED_RUNTIME_EXISTS' });
    expect((await runtime.run({ code: 'pass' }).exit).code).toBe(0);
  });
});

test('another configuration is refused for the parked interpreter', async () => {
  await withRuntime({}, async () => {});
  await expect(Runtime.start({ isolated: true })).rejects.toMatchObject({ code: 'ERR_EMBED_RUNTIME_CONFIG' });
  await expect(Runtime.start({ deepBind: false })).rejects.toMatchObject({ code: 'ERR_EMBED_RUNTIME_CONFIG' });
  await withRuntime({}, async (runtime) => {
    expect((await runtime.run({ code: 'pass' }).exit).code).toBe(0);
  });
});
