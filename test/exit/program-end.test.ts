import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { startNode } from './ended-process.js';

/** Runs a program that ends in a way, and another one after it; what was printed, line by line. */
async function ends(way: string) {
  const child = startNode('exit/program_end.mjs', [way]);
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]!.setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, lines: printed.stdout.trimEnd().split('\n'), stderr: printed.stderr };
}

/** Node has lived on, and the program after it ran in the same interpreter. */
const livedOn = (first: number) => ({ code: 0, signal: null, last: { first, second: 1 } });

async function report(way: string) {
  const { lines, code, signal, stderr } = await ends(way);
  return { end: { code, signal, last: JSON.parse(lines.pop()!) }, lines, stderr };
}

describe('a program ends alone', () => {
  test('through sys.exit(7)', async () => {
    expect(await report('sys.exit')).toEqual({ end: livedOn(7), lines: [], stderr: '' });
  });

  test('through sys.exit with a text, which goes to stderr', async () => {
    expect(await report('sys.exit with a text')).toEqual({ end: livedOn(1), lines: [], stderr: 'no more\n' });
  });
});

test('os._exit ends the whole process, as its name says', async () => {
  expect(await ends('os._exit')).toEqual({ code: 9, signal: null, lines: [''], stderr: '' });
});

describe.skipIf(process.platform === 'win32')('a forked child is a process of its own, and ends like one', () => {
  const cases: [way: string, code: number, ...lines: string[]][] = [
    ['fork and sys.exit', 8],
    ['fork and os._exit', 9],
    ['fork and the end of the program', 0],
    ['fork and an exception', 1],
    ['fork and a thread', 0, 'in a thread of the child'],
    ['fork and a signal', -15],
  ];
  test.each(cases)('%s: code %d', async (way, code, ...lines) => {
    const { end, lines: printed, stderr } = await report(way);
    expect(end).toEqual(livedOn(0));
    expect(printed).toEqual(['in the child', ...lines, `child: ${code}`]);
    // CPython 3.12 and later warn of forks in processes with threads.
    expect(stderr.replaceAll(/.*DeprecationWarning: This process .* is multi-threaded.*\n.*\n/g, '')).toBe('');
  });
});
