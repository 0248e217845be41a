/** What Python prints to the process's own descriptors: nothing is lost, nothing blocks the host, nothing grows. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { endOf, fixture, startEmbedded, startHost } from './host-process.js';
import { PYTHON } from './pythons.js';

const LINES = 100_000;
const CHARACTERS = 999; // and a line break: 100 MB

/** How many chunks wait for a sign of life of the host before they are taken; the rest comes as fast as it can. */
const SLOW_CHUNKS = 50;

interface Report {
  tick?: true;
  code?: number;
  grownKilobytes?: number;
}

/** Lets a host print 100 MB into a pipe that is read slowly at first. */
async function printIntoSlowPipe(touch: 'touch' | 'leave') {
  const args = [PYTHON, String(LINES), String(CHARACTERS), touch];
  const child = startHost('print_host.mjs', args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let report: Report = {};
  child.on('message', (message: Report) => {
    if (message.tick === undefined) report = message;
  });
  let stderr = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exited = once(child, 'exit');

  // Numbers with leading zeros, one a line, after the line of the warm-up: any loss or disorder shows at once.
  let next = 0;
  let rest: Buffer = Buffer.alloc(0);
  let isWarm = false;
  let chunks = 0;
  for await (const chunk of child.stdout!) {
    // The host's event loop turns while Python waits for this reader.
    if (++chunks <= SLOW_CHUNKS) await once(child, 'message');
    rest = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    if (!isWarm) {
      const end = rest.indexOf('\n');
      if (end < 0) continue;
      expect(rest.toString('latin1', 0, end)).toBe('warm');
      rest = rest.subarray(end + 1);
      isWarm = true;
    }
    let at = 0;
    for (; at + CHARACTERS < rest.length; at += CHARACTERS + 1) {
      const line = rest.toString('latin1', at + CHARACTERS - 8, at + CHARACTERS + 1);
      if (line !== `${String(next).padStart(8, '0')}\n`) expect.fail(`line ${next} came as ${JSON.stringify(line)}`);
      next++;
    }
    rest = rest.subarray(at);
  }
  expect(rest.length).toBe(0);
  expect(next).toBe(LINES);
  await exited;
  return { ...report, stderr };
}

describe('100 MB into a pipe that is read slowly', () => {
  test('arrive whole and in order while memory stays bounded and the event loop turns', async () => {
    const { code, grownKilobytes, stderr } = await printIntoSlowPipe('leave');
    expect({ code, stderr }).toEqual({ code: 0, stderr: `printed ${LINES} lines, blocking: True\n` });
    expect(grownKilobytes).toBeLessThan(30_000);
  });

  test('arrive as well when Node has made the pipe non-blocking', async () => {
    const { code, grownKilobytes, stderr } = await printIntoSlowPipe('touch');
    expect({ code, stderr }).toEqual({ code: 0, stderr: `printed ${LINES} lines, blocking: False\n` });
    expect(grownKilobytes).toBeLessThan(30_000);
  });
});

test('a reader that goes away after the first lines neither stops the program nor raises in it', async () => {
  const child = startEmbedded('print_lines.py', { args: ['10000', '999'] });
  child.stdout!.once('data', () => child.stdout!.destroy());
  const { code, signal, stderr } = await endOf(child);
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  expect(stderr).toMatch(/^printed 10000 lines, /);
});

test('in a shell, `| head -1` gets its line and the process ends with success', async () => {
  const host = [process.execPath, fixture('run.mjs'), JSON.stringify({ python: PYTHON }), fixture('print_lines.py')];
  const command = '("$@"; echo "code $?" >&2) | head -1';
  const child = spawn('sh', ['-c', command, 'sh', ...host, '10000', '999'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const { stdout, stderr } = await endOf(child);
  expect(stdout).toBe(`${'0'.repeat(999)}\n`);
  expect(stderr).toMatch(/^printed 10000 lines, .*\ncode 0\n$/);
});
