/**
 * Option objects: validated once, declaratively, where they enter the library. An unknown key is a mistake, never
 * ignored.
 *
 * @example
 * const rules = { timeout: milliseconds, signal: abortSignal };
 * validateOptions(options, rules, 'close');   // TypeError: Expected one of timeout, signal for the options of close …
 */

import { describe, expected, outOfRange } from './errors.js';

/** What a rule says of a value: fine, of the wrong type, or of the right type but outside its range. */
export type Verdict = 'valid' | 'wrong type' | 'out of range';

export interface OptionRule {
  /** Continues «Expected … for <name>»: `an integer from 1 to 10`. */
  readonly expects: string;
  check(value: unknown): Verdict;
}

export type OptionRules = Readonly<Record<string, OptionRule>>;

/**
 * Checks an options argument. `undefined` stands for no options, and an `undefined` member for an absent one.
 *
 * @param subject Whose options they are, as the user wrote it: `channel.send`.
 * @throws TypeError for an unknown key (with the key that was probably meant) or a wrong type, RangeError for a bad
 * value.
 */
export function validateOptions(options: unknown, rules: OptionRules, subject: string): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw expected('an object', `the options of ${subject}`, options);
  }
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) throw unknownOption(name, Object.keys(rules), subject);
    if (value !== undefined) validateValue(value, rule, `${name} of ${subject}`);
  }
}

/** Checks one value; `name` continues «for …» in the message. */
export function validateValue(value: unknown, rule: OptionRule, name: string): void {
  const verdict = rule.check(value);
  if (verdict === 'wrong type') throw expected(rule.expects, name, value);
  if (verdict === 'out of range') throw outOfRange(rule.expects, name, value);
}

/** A string that C can take: one without a zero character. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0');
}

/** A whole number between two bounds, both included. */
export function integer(min: number, max: number): OptionRule {
  return {
    expects: `an integer from ${min} to ${max}`,
    check: (value) => {
      if (typeof value !== 'number') return 'wrong type';
      return Number.isInteger(value) && value >= min && value <= max ? 'valid' : 'out of range';
    },
  };
}

/** Milliseconds as timers take them; fractions are fine. */
export const milliseconds: OptionRule = {
  expects: 'milliseconds from 0 to 2147483647',
  check: (value) => {
    if (typeof value !== 'number') return 'wrong type';
    return value >= 0 && value <= 2_147_483_647 ? 'valid' : 'out of range';
  },
};

/** true or false, nothing that merely looks like it. */
export const flag: OptionRule = rule('true or false', (value) => typeof value === 'boolean');

/** Text that is not empty. */
export const text: OptionRule = {
  expects: 'a non-empty string',
  check: (value) => (typeof value !== 'string' ? 'wrong type' : value === '' ? 'out of range' : 'valid'),
};

/** An `AbortSignal`, also one of another realm. */
export const abortSignal: OptionRule = rule(
  'an AbortSignal',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'aborted' in value &&
    'addEventListener' in value &&
    'reason' in value,
);

/** An array of strings. */
export const texts: OptionRule = rule(
  'an array of strings',
  (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
);

/** One of a few words. */
export function oneOf(...words: readonly string[]): OptionRule {
  return {
    expects: `one of ${words.map((word) => `'${word}'`).join(', ')}`,
    check: (value) => (typeof value !== 'string' ? 'wrong type' : words.includes(value) ? 'valid' : 'out of range'),
  };
}

/** A rule that only tells right from wrong type. */
export function rule(expects: string, accepts: (value: unknown) => boolean): OptionRule {
  return { expects, check: (value) => (accepts(value) ? 'valid' : 'wrong type') };
}

function unknownOption(name: string, known: readonly string[], subject: string): TypeError {
  const meant = nearest(name, known);
  const hint = meant === undefined ? '' : `; did you mean '${meant}'?`;
  return new TypeError(
    `Expected one of ${known.join(', ')} for the options of ${subject} but received ${describe(name)}${hint}`,
  );
}

/** The known word that a misspelled one most likely stands for: at most a third of its letters wrong, or other case. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let distance = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        distance = Math.min(distance, beforeLast[column - 2]! + 1);
      }
      current.push(distance);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length]!;
}
