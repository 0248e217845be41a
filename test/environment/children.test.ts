import { describe, expect, test } from 'vitest';
import { embedded } from './host-process.js';
import { VENVS } from './pythons.js';

describe.each(VENVS.map(({ version, venv }) => [version, venv] as const))('CPython %s', (_, venv) => {
  test('multiprocessing, subprocess and os.system make children of the real python', async () => {
    const printed = await embedded('children.py', { options: { python: venv } });
    const [report, ...inherited] = printed.trimEnd().split('\n');
    const { expected, ...children } = JSON.parse(report!) as { expected: [string, string] };
    expect(expected[0]).toBe(venv);
    expect(children).toEqual({
      pool: [0, 1, 2, 3, 4].map((number) => [number * number, ...expected]),
      executor: [81, ...expected],
      process: ['child', 0],
      subprocess: `${venv} text`,
      popen: 'popen\n',
      system: 3,
    });
    // Node marks its standard streams as not to be inherited; children have them all the same.
    expect(inherited).toEqual(['from os.system', 'from a subprocess']);
  });
});
