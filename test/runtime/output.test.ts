import { expect, test } from 'vitest';
import type { OutputStream } from '../../lib/output-lines.js';
import { python, withRuntime } from './with-runtime.js';

/** Runs code and returns the lines that the callback got, with their streams. */
async function printed(code: string): Promise<[string, OutputStream][]> {
  const lines: [string, OutputStream][] = [];
  await withRuntime(
    { output: (line, stream) => void lines.push([line, stream]) },
    (runtime) => runtime.run({ code }).exit,
  );
  return lines;
}

test('every printed line reaches the callback before exit resolves, without its line break', async () => {
  const lines = await printed('for i in range(5000): print("line", i)');
  expect(lines).toHaveLength(5000);
  expect(lines.every(([line, stream], i) => line === `line ${i}` && stream === 'stdout')).toBe(true);
});

test('stdout and stderr keep their common order', async () => {
  const lines = await printed(python`
    import sys
    for i in range(100):
        print("out", i)
        print("err", i, file=sys.stderr)
  `);
  const expected = Array.from({ length: 100 }, (_, i) => [
    [`out ${i}`, 'stdout'],
    [`err ${i}`, 'stderr'],
  ]).flat();
  expect(lines).toEqual(expected);
});

test('a line that is printed in parts arrives whole, and empty lines are lines', async () => {
  expect(await printed('print("a", end=""); print("b", end=""); print(); print(); print("c")')).toEqual([
    ['ab', 'stdout'],
    ['', 'stdout'],
    ['c', 'stdout'],
  ]);
});

test('text without a line break at the end is a line when the program ends', async () => {
  expect(await printed('print("unfinished", end="")')).toEqual([['unfinished', 'stdout']]);
});

test('broken UTF-8 becomes replacement characters, and whole characters survive every cut', async () => {
  const lines = await printed(python`
    import sys
    sys.stdout.buffer.write(b"ab\xff\xfecd\n")
    sys.stdout.buffer.flush()
    sys.stdout.buffer.write("ü€😀".encode()[:5])
    sys.stdout.buffer.flush()
    sys.stdout.buffer.write("ü€😀".encode()[5:] + b"\n")
    sys.stdout.buffer.flush()
  `);
  expect(lines.map(([line]) => line)).toEqual(['ab\ufffd\ufffdcd', 'ü€😀']);
});

test('a line of 3 MiB loses nothing', async () => {
  const lines = await printed('print("x" * (3 << 20) + "end"); print("after")');
  expect(lines.at(-1)).toEqual(['after', 'stdout']);
  const long = lines.slice(0, -1).map(([line]) => line);
  expect(long.join('')).toHaveLength((3 << 20) + 3);
  expect(long.at(-1)!.endsWith('end')).toBe(true);
});

test('a traceback reaches the callback when the program dies', async () => {
  const lines = await printed('print("before"); raise ValueError("gone")');
  expect(lines[0]).toEqual(['before', 'stdout']);
  expect(lines.at(-1)).toEqual(['ValueError: gone', 'stderr']);
});

test('a callback that throws loses no line and is an uncaught exception', async () => {
  const caught: string[] = [];
  const listener = (error: Error): void => void caught.push(error.message);
  const others = process.rawListeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', listener);
  try {
    const lines: string[] = [];
    const output = (line: string): void => {
      lines.push(line);
      if (line === '1') throw new Error('callback failed');
    };
    await withRuntime({ output }, (runtime) => runtime.run({ code: 'for i in range(3): print(i)' }).exit);
    expect(lines).toEqual(['0', '1', '2']);
    expect(caught).toEqual(['callback failed']);
  } finally {
    process.off('uncaughtException', listener);
    for (const other of others) process.on('uncaughtException', other as NodeJS.UncaughtExceptionListener);
  }
});

test('100 MB of output pass through while memory stays bounded', async () => {
  let bytes = 0;
  let peak = 0;
  const output = (line: string): void => {
    bytes += line.length + 1;
    if (bytes % (1 << 20) < 100) peak = Math.max(peak, process.memoryUsage.rss());
  };
  const before = process.memoryUsage.rss();
  await withRuntime({ output }, async (runtime) => {
    const { code } = await runtime.run({ code: 'line = "x" * 99\nfor _ in range(1_000_000): print(line)' }).exit;
    expect(code).toBe(0);
  });
  expect(bytes).toBe(100_000_000);
  expect(peak - before).toBeLessThan(100_000_000);
});

test("'ignore' drops what is printed", async () => {
  await withRuntime({ output: 'ignore' }, async (runtime) => {
    expect((await runtime.run({ code: 'print("x" * 1000)' }).exit).code).toBe(0);
  });
});
