import { expect, test } from 'vitest';
import { Runtime } from '../../lib/runtime.js';
import type { RuntimeOptions } from '../../lib/runtime-options.js';
import { withRuntime } from './with-runtime.js';

test.each<[string, unknown, RegExp]>([
  ['an unknown option', { pyton: 'x' }, /Expected one of python, .* but received 'pyton'.*did you mean 'python'/],
  [
    'a python that is no string',
    { python: 3 },
    /Expected a non-empty string .* for python of Runtime.start but received 3/,
  ],
  ['an empty python', { python: '' }, /for python/],
  ['a zero character', { python: 'a\0b' }, /without a zero character/],
  ['a path that is no array', { path: '/x' }, /Expected an array of strings .* for path/],
  ['a variable that is no string', { env: { A: 1 } }, /for env/],
  ['a variable whose name contains =', { env: { 'A=B': '1' } }, /for env/],
  ['an unknown output', { output: 'file' }, /Expected 'inherit', 'ignore' or a function for output/],
  ['a switch interval of 0', { switchInterval: 0 }, /for switchInterval/],
  ['a busyPoll that is no integer', { busyPoll: 0.5 }, /for busyPoll/],
  ['a deepBind that is no flag', { deepBind: 1 }, /for deepBind/],
  ['options that are no object', 'python3', /Expected an object for the options of Runtime.start/],
])('start refuses %s', async (_, options, message) => {
  await expect(Runtime.start(options as RuntimeOptions)).rejects.toThrow(message);
});

test('run refuses what it cannot run, and runs nothing', async () => {
  await withRuntime({}, async (runtime) => {
    const run = (options: unknown) => () => runtime.run(options as { code: string });
    expect(run({})).toThrow('Expected exactly one of script, module and code for run but received none of them');
    expect(run({ script: 'a', code: 'b' })).toThrow("but received 'script' and 'code'");
    expect(run({ code: 1 })).toThrow(/Expected a string .* for code of run but received 1/);
    expect(run({ code: 'a\0' })).toThrow(TypeError);
    expect(run({ script: new URL('https://example.org/a.py') })).toThrow(/Expected a path or a file: URL/);
    expect(run({ code: 'pass', args: [1] })).toThrow(/for args of run/);
    expect(run({ code: 'pass', argv: [] })).toThrow(/did you mean 'args'/);
    expect(run(undefined)).toThrow(TypeError);
    expect((await runtime.run({ code: 'pass' }).exit).code).toBe(0);
  });
});

test('channel refuses bad names and options', async () => {
  await withRuntime({}, async (runtime) => {
    expect(() => runtime.channel('')).toThrow(/the name of a channel/);
    expect(() => runtime.channel('a\0b')).toThrow(/the name of a channel/);
    expect(() => runtime.channel('a', { capacity: 0 })).toThrow(RangeError);
    expect(() => runtime.channel('a', { size: 1 } as object)).toThrow(TypeError);
    runtime.channel('a');
    expect(() => runtime.channel('a')).toThrow(expect.objectContaining({ code: 'ERR_EMBED_CHANNEL_EXISTS' }));
  });
});

test('path, env and switchInterval reach Python', async () => {
  const lines: string[] = [];
  const variable = 'FLET_EMBED_REMOVED';
  process.env[variable] = 'here';
  const options: RuntimeOptions = {
    path: ['/first', '/second'],
    env: { FLET_EMBED_SET: 'value = ü', [variable]: undefined },
    switchInterval: 0.25,
    output: (line) => lines.push(line),
  };
  await withRuntime(options, async (runtime) => {
    const code = `import os, sys
print(sys.path.index("/second") - sys.path.index("/first"), os.environ["FLET_EMBED_SET"])
print(os.environ.get("FLET_EMBED_REMOVED"), sys.getswitchinterval())`;
    await runtime.run({ code }).exit;
  });
  expect(lines).toEqual(['1 value = ü', 'None 0.25']);
  expect(process.env[variable]).toBe('here');
});
