import { describe, expect, test } from 'vitest';
import {
  abortSignal,
  flag,
  integer,
  milliseconds,
  nearest,
  type OptionRule,
  oneOf,
  text,
  texts,
  validateOptions,
  validateValue,
} from '../../lib/options.js';

const RULES = { capacity: integer(1, 10), transfer: flag, signal: abortSignal };

describe('validateOptions', () => {
  test('accepts no options, empty ones, and every member of the right type', () => {
    validateOptions(undefined, RULES, 'send');
    validateOptions({}, RULES, 'send');
    validateOptions({ capacity: 3, transfer: true, signal: AbortSignal.abort() }, RULES, 'send');
  });

  test('takes an undefined member for an absent one', () => {
    validateOptions({ capacity: undefined }, RULES, 'send');
  });

  test.each([[null], ['capacity'], [[]], [7]])('refuses %j as options', (options) => {
    expect(() => validateOptions(options, RULES, 'send')).toThrow(TypeError);
    expect(() => validateOptions(options, RULES, 'send')).toThrow(/^Expected an object for the options of send but/);
  });

  test('refuses an unknown option and lists the known ones', () => {
    expect(() => validateOptions({ colour: 1 }, RULES, 'send')).toThrow(
      new TypeError(
        "Expected one of capacity, transfer, signal for the options of send but received 'colour' (string)",
      ),
    );
  });

  test('names the option that a misspelled one was meant to be', () => {
    expect(() => validateOptions({ capcity: 1 }, RULES, 'send')).toThrow(/; did you mean 'capacity'\?$/);
    expect(() => validateOptions({ Transfer: true }, RULES, 'send')).toThrow(/; did you mean 'transfer'\?$/);
  });

  test('refuses an unknown option even when its value is undefined', () => {
    expect(() => validateOptions({ colour: undefined }, RULES, 'send')).toThrow(TypeError);
  });

  test('is not deceived by names that every object has', () => {
    expect(() => validateOptions({ toString: 1 }, RULES, 'send')).toThrow(TypeError);
    expect(() => validateOptions(JSON.parse('{"__proto__": 1}'), RULES, 'send')).toThrow(TypeError);
  });

  test('says which option of what is wrong', () => {
    expect(() => validateOptions({ capacity: 'x' }, RULES, 'send')).toThrow(
      new TypeError("Expected an integer from 1 to 10 for capacity of send but received 'x' (string)"),
    );
    expect(() => validateOptions({ capacity: 11 }, RULES, 'send')).toThrow(
      new RangeError('Expected an integer from 1 to 10 for capacity of send but received 11 (number)'),
    );
  });
});

describe('rules', () => {
  test.each<[string, OptionRule, unknown[], unknown[], unknown[]]>([
    ['integer', integer(1, 10), [1, 10], [0, 11, 1.5, Number.NaN], ['1', 1n, null]],
    ['milliseconds', milliseconds, [0, 0.5, 2_147_483_647], [-1, Number.NaN, 2_147_483_648], ['5', null]],
    ['flag', flag, [true, false], [], [0, 'true', null]],
    ['text', text, ['x'], [''], [1, null]],
    ['texts', texts, [[], ['a', '']], [], ['a', [1], null]],
    ['oneOf', oneOf('inherit', 'ignore'), ['inherit', 'ignore'], ['Inherit', ''], [1, null]],
    ['abortSignal', abortSignal, [new AbortController().signal], [], [{}, new AbortController(), true, null]],
  ])('%s tells valid values, values outside the range and wrong types', (_, rule, valid, outside, wrong) => {
    for (const value of valid) expect(rule.check(value)).toBe('valid');
    for (const value of outside) expect(rule.check(value)).toBe('out of range');
    for (const value of wrong) expect(rule.check(value)).toBe('wrong type');
  });

  test('validateValue throws in the form of misuse', () => {
    expect(() => validateValue('', text, 'the name')).toThrow(
      new RangeError("Expected a non-empty string for the name but received '' (string)"),
    );
    validateValue('x', text, 'the name');
  });
});

describe('nearest', () => {
  test.each([
    ['timout', 'timeout'],
    ['tiemout', 'timeout'],
    ['TIMEOUT', 'timeout'],
    ['singal', 'signal'],
    ['sig', undefined],
    ['elephant', undefined],
    ['', undefined],
  ])('%j means %j', (word, meant) => {
    expect(nearest(word, ['timeout', 'signal'])).toBe(meant);
  });
});
