import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { PythonError } from '../../lib/errors.js';
import type { ExitStatus } from '../../lib/program.js';
import type { ProgramOptions } from '../../lib/program-options.js';
import { python, textOf, withRuntime } from './with-runtime.js';

const fixtures = new URL('../fixtures/runtime/', import.meta.url);

/** Runs one program and returns how it ended and what it printed. */
async function run(program: ProgramOptions, path: string[] = []): Promise<ExitStatus & { lines: string[] }> {
  const lines: string[] = [];
  return withRuntime(
    { path, output: (line, stream) => void (stream === 'stdout' && lines.push(line)) },
    async (runtime) => {
      const status = await runtime.run(program).exit;
      return { ...status, lines };
    },
  );
}

describe('what runs', () => {
  test('a script sees its path and arguments in sys.argv, and is __main__', async () => {
    const script = new URL('arguments.py', fixtures);
    const { lines } = await run({ script, args: ['one', 'two words', 'drei ü'] });
    const path = fileURLToPath(script);
    expect(JSON.parse(lines[0]!)).toEqual({ argv: [path, 'one', 'two words', 'drei ü'], name: '__main__', file: path });
  });

  test('a script may be given by its path', async () => {
    const { lines } = await run({ script: fileURLToPath(new URL('arguments.py', fixtures)) });
    expect(lines).toHaveLength(1);
  });

  test('a module is found on the path option and runs as __main__', async () => {
    const folder = fileURLToPath(new URL('modules/', fixtures));
    const { lines } = await run({ module: 'greeter', args: ['x'] }, [folder]);
    expect(JSON.parse(lines[0]!)).toEqual({ argv: ['x'], name: '__main__', package: '' });
  });

  test('code runs with -c as argv[0]', async () => {
    const { lines } = await run({ code: 'import sys; print(sys.argv)', args: ['a'] });
    expect(lines).toEqual(["['-c', 'a']"]);
  });

  test('each program has a fresh __main__', async () => {
    await run({ code: 'left_over = 1' });
    const { lines } = await run({ code: 'print("left_over" in globals())' });
    expect(lines).toEqual(['False']);
  });
});

describe('how it ends', () => {
  test.each([
    ['the end of the code', 'pass', 0],
    ['sys.exit()', 'import sys; sys.exit()', 0],
    ['sys.exit(7)', 'import sys; sys.exit(7)', 7],
    ['sys.exit(text)', 'import sys; sys.exit("text")', 1],
    ['raise SystemExit(300), of which a process keeps a byte', 'raise SystemExit(300)', 44],
  ])('%s is the exit code, and no error', async (_, code, expected) => {
    const { lines: _lines, ...status } = await run({ code });
    expect(status).toEqual({ code: expected, stopped: false });
  });

  test('an unhandled exception is exit code 1 and a PythonError with type, message and traceback', async () => {
    const { code, error } = await run({ script: new URL('failing.py', fixtures) });
    expect(code).toBe(1);
    expect(error).toMatchObject({
      code: 'ERR_EMBED_PROGRAM_FAILED',
      type: 'ValueError',
      message: 'ValueError: broken: ünïcode',
    });
    expect(error!.traceback).toContain('LookupError: no such thing');
    expect(error!.traceback).toContain('The above exception was the direct cause');
    expect(error!.traceback).toMatch(/failing\.py", line 15, in <module>\n {4}outer\(\)/);
  });

  test('no frames of flet-embed stand in the traceback', async () => {
    const { error } = await run({ code: 'def f():\n    1 / 0\nf()' });
    expect(error!.traceback.match(/File "/g)).toHaveLength(2);
    expect(error!.traceback).toContain('1 / 0');
  });

  test('the JavaScript stack of a PythonError points at the call of run', async () => {
    await withRuntime({ output: 'ignore' }, async (runtime) => {
      const { error } = await runtime.run({ code: 'raise KeyError("k")' }).exit;
      expect(error!.stack).toMatch(/^PythonError: KeyError: 'k'\n/);
      expect(error!.stack).toMatch(/\n {4}at .*program\.test\.ts/);
      expect(error!.stack).not.toMatch(/lib\/runtime\.ts/);
    });
  });

  test('a syntax error is a PythonError as well', async () => {
    const { error } = await run({ code: 'def' });
    expect(error!.type).toBe('SyntaxError');
  });

  test('exit waits for non-daemon threads and atexit callbacks', async () => {
    const { lines } = await run({
      code: python`
        import atexit, threading, time
        atexit.register(print, "atexit")
        started = threading.Event()
        def later():
            started.wait()
            print("thread")
        threading.Thread(target=later).start()
        started.set()
        print("main")
      `,
    });
    expect([...lines].sort()).toEqual(['atexit', 'main', 'thread']);
    expect(lines.at(-1)).toBe('atexit');
  });

  test('Node lives on, and the next program runs in the same interpreter', async () => {
    await withRuntime({ output: 'ignore' }, async (runtime) => {
      const codes = [];
      for (const code of ['import sys; sys.exit(7)', 'raise ValueError', 'pass']) {
        codes.push((await runtime.run({ code }).exit).code);
      }
      expect(codes).toEqual([7, 1, 0]);
    });
  });

  test('a second program is refused while one runs', async () => {
    await withRuntime({}, async (runtime) => {
      const gate = runtime.channel('gate');
      const program = runtime.run({ code: 'import flet_embed; flet_embed.channel("gate").receive_sync()' });
      expect(() => runtime.run({ code: 'pass' })).toThrow(expect.objectContaining({ code: 'ERR_EMBED_BUSY' }));
      await gate.send(new Uint8Array(1));
      expect((await program.exit).code).toBe(0);
    });
  });
});

describe('what its end means for channels', () => {
  test('a wait on a channel that it had opened ends normally after exit code 0', async () => {
    await withRuntime({}, async (runtime) => {
      const channel = runtime.channel('c');
      const received = channel.receive();
      runtime.run({ code: 'import flet_embed; flet_embed.channel("c")' });
      expect(await received).toBeUndefined();
      await channel.close();
    });
  });

  test('a wait rejects with the exception that ended the program', async () => {
    await withRuntime({ output: 'ignore' }, async (runtime) => {
      const channel = runtime.channel('c');
      const received = channel.receive();
      const program = runtime.run({ code: 'import flet_embed; flet_embed.channel("c"); raise ValueError("why")' });
      const error = await received.then(
        () => undefined,
        (reason: PythonError) => reason,
      );
      expect(error).toMatchObject({ code: 'ERR_EMBED_PROGRAM_FAILED', type: 'ValueError' });
      expect(error!.traceback).toContain('ValueError: why');
      expect((await program.exit).error).toBe(error);
    });
  });

  test('a wait rejects with the exit code where there is no exception', async () => {
    await withRuntime({}, async (runtime) => {
      const channel = runtime.channel('c');
      const received = channel.receive();
      runtime.run({ code: 'import flet_embed, sys; flet_embed.channel("c"); sys.exit(3)' });
      await expect(received).rejects.toMatchObject({
        code: 'ERR_EMBED_PROGRAM_FAILED',
        message: expect.stringContaining('exit code 3'),
      });
    });
  });

  test('a wait on a channel that it never opened rejects, and the channel serves the next program', async () => {
    await withRuntime({}, async (runtime) => {
      const channel = runtime.channel('c');
      await channel.send(Buffer.from('kept'));
      const received = channel.receive();
      const program = runtime.run({ code: 'pass' });
      await expect(received).rejects.toMatchObject({ code: 'ERR_EMBED_PROGRAM_EXITED' });
      await program.exit;
      await expect(channel.receive()).rejects.toMatchObject({ code: 'ERR_EMBED_PROGRAM_EXITED' });
      runtime.run({ code: 'import flet_embed; c = flet_embed.channel("c"); c.send_sync(c.receive_sync())' });
      expect(textOf(await channel.receive())).toBe('kept');
    });
  });
});
