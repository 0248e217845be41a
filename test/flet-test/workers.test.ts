import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { workerOptions } from '../../lib/flet-test/workers.js';

const ALONE = { options: [], workers: 1 };

describe('how many processes run the tests', () => {
  test('two for each core, the tests of a file together, where pytest-xdist is installed', () => {
    const workers = 2 * availableParallelism();
    expect(workerOptions(['tests', '-k', 'login', '-q'], true)).toEqual({
      options: ['-n', String(workers), '--dist', 'loadfile'],
      workers,
    });
  });

  test('one where it is not', () => {
    expect(workerOptions(['tests'], false)).toEqual(ALONE);
  });

  test.each([['-n', '3'], ['-n3'], ['--numprocesses=3'], ['--dist', 'load'], ['-p', 'no:xdist'], ['-pno:xdist']])(
    'who says it has said it: %s %s',
    (...args) => {
      expect(workerOptions(args, true)).toEqual(ALONE);
    },
  );

  test.each(['--pdb', '--trace', '-s', '--capture=no', '--collect-only', '--help'])(
    'who looks into a run, or runs nothing, has one process: %s',
    (arg) => {
      expect(workerOptions(['tests', arg], true)).toEqual(ALONE);
    },
  );

  test('a test that is called as an option is no option', () => {
    expect(workerOptions(['tests/network.py', '-k', 'not pdb'], true).workers).toBeGreaterThan(1);
  });
});
