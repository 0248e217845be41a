import { describe, expect, test } from 'vitest';
import { endOf, startHost } from './host-process.js';
import { PYTHON } from './pythons.js';

/** Interrupts a host whose program wants SIGINT for itself. */
async function interrupt(listener: 'before' | 'after' | 'never') {
  const child = startHost('signals.mjs', [PYTHON, listener]);
  child.stdout!.once('data', () => child.kill('SIGINT'));
  return endOf(child);
}

describe('Ctrl-C belongs to the host, whatever the program does', () => {
  const handled = { code: 5, signal: null, stdout: 'ready\nthe host was interrupted\n', stderr: '' };

  test('a listener from before the start of Python is called', async () => {
    expect(await interrupt('before')).toEqual(handled);
  });

  test('a listener that comes while the program runs is called', async () => {
    expect(await interrupt('after')).toEqual(handled);
  });

  test('without a listener it ends the process', async () => {
    expect(await interrupt('never')).toEqual({ code: null, signal: 'SIGINT', stdout: 'ready\n', stderr: '' });
  });
});
