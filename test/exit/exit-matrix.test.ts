/**
 * The process ends promptly, with the right exit code and without a crash, from whatever state Python is in. Cleanup hooks of
 * Node do not run in every way, CPython cannot be finalised in every state, and native libraries have clean-ups of their own:
 * each cell is a process that crashed, hung or lost its exit code in some arrangement of those.
 *
 * FLET_EMBED_REPEAT=20 runs every cell that often.
 */

import { describe, expect, test } from 'vitest';
import { STATES } from '../fixtures/exit/states.mjs';
import { type EndedProcess, endOf, startNode } from './ended-process.js';

interface Way {
  title: string;
  /** What `host.mjs` calls it. */
  name: string;
  /** What it gets from outside when it is ready. */
  sends?: NodeJS.Signals;
  ended: Pick<EndedProcess, 'code' | 'signal'>;
  says?: string;
  stderr?: RegExp;
}

const byCode = (code: number): Way['ended'] => ({ code, signal: null });
const bySignal = (signal: NodeJS.Signals): Way['ended'] => ({ code: null, signal });

const WAYS: Way[] = [
  { title: 'the natural end of the script: code 0', name: 'end', ended: byCode(0) },
  { title: 'process.exit(3): code 3', name: 'exit', ended: byCode(3) },
  {
    title: 'an uncaught exception: code 1, and its text',
    name: 'throw',
    ended: byCode(1),
    stderr: /Error: thrown by the host\n {4}at /,
  },
  { title: 'SIGTERM: killed by it', name: 'signal', sends: 'SIGTERM', ended: bySignal('SIGTERM') },
  { title: 'SIGINT: killed by it', name: 'signal', sends: 'SIGINT', ended: bySignal('SIGINT') },
  {
    title: 'SIGINT with a listener: it is called and decides',
    name: 'handled signal',
    sends: 'SIGINT',
    ended: byCode(5),
    says: 'the listener was called\n',
  },
  {
    title: 'the end of a worker that owns the runtime, by terminate(): code 0',
    name: 'terminate',
    ended: byCode(0),
    says: 'terminated\n',
  },
];

const repeats = Number(process.env['FLET_EMBED_REPEAT'] ?? 1) - 1;

for (const state of Object.keys(STATES)) {
  describe(state, () => {
    for (const way of WAYS) {
      test(way.title, { repeats, timeout: 60_000 * (repeats + 1) }, async () => {
        const child = startNode('exit/host.mjs', [state, way.name]);
        const { said, stdout, stderr, ...ended } = await endOf(child, () => {
          if (way.sends !== undefined) child.kill(way.sends);
        });
        expect({ ...ended, stderr }).toEqual({
          ...way.ended,
          stderr: way.stderr === undefined ? '' : expect.stringMatching(way.stderr),
        });
        expect(said).toBe(`ready\n${way.says ?? ''}`);
        expect(stdout).toBe('');
      });
    }
  });
}
