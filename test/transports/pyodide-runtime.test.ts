import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type PyodideProgramOptions, type PyodideRuntime, startPyodide } from '../../lib/transports/pyodide.js';
import { bytesOf, texts } from '../conformance/message.js';
import { rejection, thrown, watched } from '../conformance/watched.js';

const lines: string[] = [];
let printed: () => void = () => {};
let folder: string;
let runtime: PyodideRuntime;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flet-embed-pyodide-'));
  runtime = await startPyodide({
    env: { FROM_START: 'yes' },
    files: [{ path: '/placed/here.txt', bytes: bytesOf('placed') }],
    output: onoutput,
  });
});
afterEach(() => {
  lines.length = 0;
});
afterAll(async () => {
  await runtime.stop();
  await rm(folder, { recursive: true, force: true });
});

function onoutput(line: string, stream: 'stdout' | 'stderr'): void {
  lines.push(`${stream}: ${line}`);
  printed();
}

/** Resolves with the next line that is printed. */
function line(): Promise<void> {
  return new Promise((resolve) => {
    printed = resolve;
  });
}

const exitOf = (program: PyodideProgramOptions) => runtime.run(program).exit;

describe('a program in Pyodide', () => {
  test('tells its exit code as a process does', async () => {
    expect(await exitOf({ code: 'pass' })).toEqual({ code: 0, stopped: false });
    expect(await exitOf({ code: 'import sys; sys.exit(3)' })).toEqual({ code: 3, stopped: false });
    expect(await exitOf({ code: 'import sys; sys.exit("no more")' })).toEqual({ code: 1, stopped: false });
    expect(lines).toEqual(['stderr: no more']);
  });

  test('that fails ends with its error, and its traceback begins in its own code', async () => {
    const { code, error } = await exitOf({ code: 'def f():\n    raise KeyError("gone")\nf()' });
    expect(code).toBe(1);
    expect(error).toMatchObject({ code: 'ERR_EMBED_PROGRAM_FAILED', type: 'KeyError', message: "KeyError: 'gone'" });
    expect(error!.traceback.split('\n').slice(0, 2)).toEqual([
      'Traceback (most recent call last):',
      '  File "<string>", line 3, in <module>',
    ]);
    expect(lines.at(-1)).toBe("stderr: KeyError: 'gone'");
  });

  test('goes on until what it gave to asyncio.run is done, and fails with it', async () => {
    const later = 'import asyncio\nasync def main():\n    await asyncio.sleep(0.01)\n    print("later")\n';
    expect((await exitOf({ code: `${later}asyncio.run(main())\nprint("first")` })).code).toBe(0);
    expect(lines).toEqual(['stdout: first', 'stdout: later']);
    expect((await exitOf({ code: `${later}    raise OSError("late")\nasyncio.run(main())` })).error).toMatchObject({
      type: 'OSError',
    });
    expect((await exitOf({ code: `${later}    exit(4)\nasyncio.run(main())` })).code).toBe(4);
  });

  test('has its arguments, its environment and the files that were placed', async () => {
    const code =
      'import os, sys\nprint(sys.argv, os.environ.get("FROM_START"), os.environ.get("OWN"), open("/placed/here.txt").read())';
    await exitOf({ code, args: ['x', 'é'], env: { OWN: 'mine', FROM_START: undefined } });
    await exitOf({ code });
    expect(lines).toEqual(["stdout: ['-c', 'x', 'é'] None mine placed", "stdout: ['-c'] yes None placed"]);
  });

  test('sees mounted folders under their own paths, imports its modules anew, and may write there', async () => {
    const script = join(folder, 'main.py');
    await writeFile(script, 'import beside\nopen(__file__ + ".out", "w").write(beside.WORD)\nprint(beside.WORD)');
    for (const word of ['one', 'two']) {
      await writeFile(join(folder, 'beside.py'), `WORD = ${JSON.stringify(word)}`);
      expect(await exitOf({ script, mounts: [folder] })).toEqual({ code: 0, stopped: false });
    }
    expect(lines).toEqual(['stdout: one', 'stdout: two']);
    expect((await exitOf({ code: `import os; exit(os.path.exists(${JSON.stringify(script)}))` })).code).toBe(0);
  });

  test('that cannot be found is an error with its path', async () => {
    const { code, error } = await exitOf({ script: '/nowhere/main.py' });
    expect([code, error?.type]).toEqual([2, 'FileNotFoundError']);
    expect(error?.message).toContain('/nowhere/main.py');
    expect((await exitOf({ code: 'pass', mounts: ['/no such folder'] })).code).toBe(1);
  });

  test('prints whole lines, of any characters, also without an end', async () => {
    await exitOf({ code: 'import sys\nprint("zwölf 🐍")\nsys.stdout.write("a")\nsys.stdout.write("b\\nno end")' });
    expect(lines).toEqual(['stdout: zwölf 🐍', 'stdout: ab', 'stdout: no end']);
  });

  test('leaves no timers, tasks or handlers to the next one', async () => {
    const leaves = `
import asyncio
loop = asyncio.get_running_loop()
loop.call_later(0.02, print, 'from before')
loop.set_task_factory(lambda loop, coro, **options: 1 / 0)
async def on():
    while True:
        await asyncio.sleep(0.005)
        print('still here')
task = asyncio.Task(on(), loop=loop)`;
    expect((await exitOf({ code: leaves })).code).toBe(0);
    const waits = 'import asyncio\nasync def main():\n    await asyncio.sleep(0.05)\nasyncio.run(main())';
    expect((await exitOf({ code: waits })).code).toBe(0);
    expect(lines).toEqual([]);
  });

  test('runs alone: a second one is refused meanwhile', async () => {
    const program = runtime.run({ code: 'import asyncio\nasyncio.run(asyncio.sleep(3600))' });
    expect(thrown(() => runtime.run({ code: 'pass' })).code).toBe('ERR_EMBED_BUSY');
    expect(await program.stop()).toEqual({ code: 0, stopped: true });
    expect(await program.exit).toEqual({ code: 0, stopped: true });
    expect(await program.stop()).toEqual({ code: 0, stopped: true });
  });

  test('that computes without end is interrupted', async () => {
    const program = runtime.run({ code: 'print("on")\nwhile True: pass' });
    await line();
    expect(await program.stop({ timeout: 4000 })).toEqual({ code: 0, stopped: true });
    expect(lines).toEqual(['stdout: on']);
    expect((await exitOf({ code: 'print("next")' })).code).toBe(0);
  });

  test('that is stopped before it has begun does nothing', async () => {
    expect(await runtime.run({ code: 'print("on")' }).stop()).toEqual({ code: 0, stopped: true });
    expect(lines).toEqual([]);
  });

  test('cannot block: what would have to wait says so, and what need not wait works', async () => {
    const channel = runtime.channel('blocking', { capacity: 1 });
    await channel.send(bytesOf('there'));
    const { error } = await exitOf({
      code: `
import asyncio, flet_embed
channel = flet_embed.channel('blocking')
async def main():
    while (await channel.receive()) != b'there': pass
    channel.send_sync(b'one')
    channel.receive_sync()
asyncio.run(main())`,
    });
    expect(error?.message).toMatch(/^RuntimeError: receive_sync\(\) on channel 'blocking' would have to wait/);
    expect(error?.message).toContain('await receive() instead');
  });

  test('sends at once, also when it does not return to its loop', async () => {
    const channel = runtime.channel('progress');
    await channel.send(bytesOf('go'));
    const program = runtime.run({
      code: `
import asyncio, flet_embed
async def main():
    channel = flet_embed.channel('progress')
    await channel.receive()
    await channel.send(b'working')
    while True: pass
asyncio.run(main())`,
    });
    expect(texts([(await channel.receive())!])).toEqual(['working']);
    expect(await program.stop({ timeout: 4000 })).toEqual({ code: 0, stopped: true });
  });

  test.each<[unknown, RegExp]>([
    [{}, /exactly one of script, module and code/],
    [{ code: 'pass', script: 'x' }, /exactly one/],
    [{ code: 1 }, /^Expected a string/],
    [{ code: 'pass', arg: [] }, /args/],
  ])('%j is refused by name', (options, message) => {
    const error = thrown(() => runtime.run(options as PyodideProgramOptions));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(message);
  });
});

describe('hostile packets to an app in Pyodide', () => {
  test('are lost one by one, are told in the log, and the app goes on', async () => {
    const { Random } = await import('../flet/random.js');
    const { FletClient } = await import('../../lib/flet/index.js');
    const random = new Random(7);
    const python = await startPyodide({
      wheels: '.pyodide-wheels',
      output: onoutput,
    });
    const channel = python.channel('flet', { capacity: 100 });
    const code = 'import flet as ft\ndef main(page):\n    page.add(ft.Text("well"))\nft.run(main)';
    python.run({ code }).unref();
    for (let packet = 0; packet < 500; packet++) {
      const bytes = random.bytes(random.below(40));
      // Mostly protocol packets, some of which begin as a real one does.
      if (bytes.length > 2 && random.below(4) > 0) bytes[0] = 0;
      if (bytes.length > 3 && random.below(2) > 0) bytes.set([0x92, random.below(8)], 1);
      await channel.send(bytes);
    }
    const client = await FletClient.connect(channel, {});
    await client.until(() => client.find((control) => control.type === 'Text') !== undefined);
    expect(lines.some((line) => line.includes('Error dispatching a packet in Pyodide'))).toBe(true);
    await python.stop();
  });
});

describe('a worker', () => {
  test('that is stopped ends its program and its channels, whatever Python does', async () => {
    const python = await startPyodide({ output: onoutput });
    const channel = python.channel('never');
    const program = python.run({
      code: 'print("on")\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass',
    });
    await line();
    const waiting = watched(channel.receive());
    const error = await rejection(program.stop({ timeout: 200 }));
    expect(error.code).toBe('ERR_EMBED_STOP_TIMEOUT');
    expect(error.message).toContain('does not return to its event loop');
    await python.stop();
    expect(await program.exit).toEqual({ code: 1, stopped: true });
    expect((await rejection(waiting.promise)).code).toBe('ERR_EMBED_RUNTIME_STOPPED');
    expect(thrown(() => python.run({ code: 'pass' })).code).toBe('ERR_EMBED_RUNTIME_STOPPED');
    expect(thrown(() => python.channel('x')).code).toBe('ERR_EMBED_RUNTIME_STOPPED');
    await python.stop();
  });

  test('that ends by itself is an error, not a hang', async () => {
    const python = await startPyodide({ output: 'ignore' });
    const channel = python.channel('never');
    const waiting = watched(channel.receive());
    const { code, error } = await python.run({ code: 'from js import process\nprocess.exit(7)' }).exit;
    expect(code).toBe(1);
    expect(error?.message).toContain('The worker that runs Pyodide broke down');
    expect((await rejection(waiting.promise)).code).toBe('ERR_EMBED_CHANNEL_DESTROYED');
    expect(python.failure?.code).toBe('ERR_EMBED_PYODIDE_FAILED');
    expect(thrown(() => python.channel('x')).code).toBe('ERR_EMBED_PYODIDE_FAILED');
    await python.stop();
  });

  test('that cannot start says why', async () => {
    const missing = await rejection(startPyodide({ wheels: join(folder, 'no wheels') }));
    expect(missing.code).toBe('ERR_EMBED_PYODIDE_WHEELS');
    expect(missing.message).toContain('no wheels');
    const wrong = await rejection(startPyodide({ indexURL: join(folder, 'no pyodide/') }));
    expect(wrong.code).toBe('ERR_EMBED_PYODIDE_FAILED');
    expect(wrong.message).toContain('no pyodide');
    await writeFile(join(folder, 'broken-1.0-py3-none-any.whl'), 'not a wheel at all');
    const broken = await rejection(startPyodide({ wheels: folder }));
    expect(broken.code).toBe('ERR_EMBED_PYODIDE_WHEELS');
    expect(broken.message).toContain('broken-1.0-py3-none-any.whl');
    const reason = new Error('no patience');
    expect(await rejection(startPyodide({ signal: AbortSignal.abort(reason) }))).toBe(reason);
    const controller = new AbortController();
    const starting = startPyodide({ signal: controller.signal });
    setImmediate(() => controller.abort(reason));
    expect(await rejection(starting)).toBe(reason);
  });

  test.each<[unknown, RegExp]>([
    [{ wheel: 'x' }, /wheels/],
    [{ wheels: 7 }, /^Expected a folder, or an array of paths or addresses for wheels/],
    [{ files: [{ path: 'relative', bytes: new Uint8Array(1) }] }, /with absolute paths/],
    [{ output: 'loud' }, /'inherit', 'ignore' or a function/],
  ])('the options %j are refused by name', async (options, message) => {
    const error = await rejection(startPyodide(options as object));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(message);
  });
});

test('messages of a program that has ended wait for the host', async () => {
  await exitOf({
    code: `
import asyncio, flet_embed
async def main():
    channel = flet_embed.channel('results')
    for text in (b'one', b'two'):
        await channel.send(text)
asyncio.run(main())`,
  });
  const received: Uint8Array[] = [];
  const channel = runtime.channel('results');
  for await (const data of channel) received.push(data);
  expect(texts(received)).toEqual(['one', 'two']);
  await channel.close();
});
