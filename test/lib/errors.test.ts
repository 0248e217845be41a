import { expect, describe as group, test } from 'vitest';
import {
  describe,
  EmbedError,
  ERROR_CODES,
  expected,
  isEmbedErrorCode,
  outOfRange,
  PythonError,
} from '../../lib/errors.js';

const TRACEBACK = [
  'Traceback (most recent call last):',
  '  File "app.py", line 3, in <module>',
  '    main()',
  'ValueError: no such luck',
  '',
].join('\n');

group('EmbedError', () => {
  test('has a stable code, a message and a name', () => {
    const error = new EmbedError('ERR_EMBED_FULL', 'the queue is full');
    expect(error).toBeInstanceOf(Error);
    expect({ ...error }).toEqual({ code: 'ERR_EMBED_FULL' });
    expect(String(error)).toBe('EmbedError: the queue is full');
  });

  test('says the sentence of its code when it is given none', () => {
    expect(new EmbedError('ERR_EMBED_TIMEOUT').message).toBe('The operation did not end in time');
  });

  test('keeps a cause', () => {
    const cause = new Error('deep down');
    expect(new EmbedError('ERR_EMBED_FULL', undefined, { cause }).cause).toBe(cause);
  });

  test('tells its codes from others', () => {
    for (const code of Object.keys(ERROR_CODES)) expect(isEmbedErrorCode(code)).toBe(true);
    for (const code of ['ENOENT', 'ERR_EMBED_', 'toString', undefined, 7]) expect(isEmbedErrorCode(code)).toBe(false);
  });
});

group('PythonError', () => {
  const failure = { type: 'ValueError', message: 'no such luck', traceback: TRACEBACK };

  test('carries what Python reports', () => {
    const error = new PythonError(failure);
    expect(error).toBeInstanceOf(EmbedError);
    expect(error).toMatchObject({ code: 'ERR_EMBED_PROGRAM_FAILED', type: 'ValueError', traceback: TRACEBACK });
    expect(error.message).toBe('ValueError: no such luck');
    expect(error.name).toBe('PythonError');
  });

  test('shows the Python traceback, then the JavaScript call that it belongs to', () => {
    const caller = callSite();
    const lines = (new PythonError(failure, { caller }).stack ?? '').split('\n');
    expect(lines[0]).toBe('PythonError: ValueError: no such luck');
    expect(lines.slice(1, 5)).toEqual([
      '    Traceback (most recent call last):',
      '      File "app.py", line 3, in <module>',
      '        main()',
      '    ValueError: no such luck',
    ]);
    expect(lines[5]).toMatch(/^ {4}at callSite .*errors\.test\.ts/);
  });

  test('points at its own creation without a caller', () => {
    expect(new PythonError(failure).stack).toMatch(/\n {4}at .*errors\.test\.ts/);
  });

  test('does without a traceback, and without a message', () => {
    const error = new PythonError({ type: 'KeyboardInterrupt', message: '', traceback: '' });
    expect(error.message).toBe('KeyboardInterrupt');
    expect(error.stack).toMatch(/^PythonError: KeyboardInterrupt\n {4}at /);
  });

  test('takes another code, and a cause', () => {
    const cause = new Error('why');
    const error = new PythonError(failure, { code: 'ERR_EMBED_START_FAILED', cause });
    expect(error.code).toBe('ERR_EMBED_START_FAILED');
    expect(error.cause).toBe(cause);
  });
});

group('misuse', () => {
  test('a wrong type is a TypeError in one sentence', () => {
    const error = expected('a string', 'name', 7);
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe('Expected a string for name but received 7 (number)');
  });

  test('a value outside its range is a RangeError in one sentence', () => {
    const error = outOfRange('an integer from 1 to 9', 'capacity', 0);
    expect(error).toBeInstanceOf(RangeError);
    expect(error.message).toBe('Expected an integer from 1 to 9 for capacity but received 0 (number)');
  });

  test.each<[unknown, string]>([
    ['', "'' (string)"],
    ['x'.repeat(100), `'${'x'.repeat(57)}...' (string)`],
    [Number.NaN, 'NaN (number)'],
    [12n, '12n (bigint)'],
    [false, 'false (boolean)'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
    [{}, 'an object'],
    [Object.create(null), 'an object'],
    [[], 'an Array'],
    [new Date(0), 'a Date'],
    [new Uint8Array(2), 'a Uint8Array'],
    [describe, 'function describe'],
    [() => {}, 'a function'],
  ])('%o is described as %s', (value, text) => {
    expect(describe(value)).toBe(text);
  });
});

function callSite(): Error {
  return new Error('where the program was started');
}
