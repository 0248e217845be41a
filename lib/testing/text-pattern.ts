/** What a test gives to be compared with a text: the text itself, or a regular expression. */

import { expected } from '../errors.js';

export type TextPattern = string | RegExp;

export interface TextOptions {
  /** False: upper and lower case are the same, and a part of the text is enough. Default true. */
  exact?: boolean;
}

/** True when a text is the one that is meant. */
export function fitsText(text: string, pattern: TextPattern, exact = true): boolean {
  if (typeof pattern !== 'string') return fitsExpression(text, pattern);
  return exact ? text === pattern : text.toLowerCase().includes(pattern.toLowerCase());
}

/** Expressions with the flags `g` and `y` remember where they stopped; here they begin anew each time. */
export function fitsExpression(text: string, expression: RegExp): boolean {
  expression.lastIndex = 0;
  const found = expression.test(text);
  expression.lastIndex = 0;
  return found;
}

/** @throws TypeError for anything else. */
export function checkPattern(pattern: unknown, name: string): asserts pattern is TextPattern {
  if (typeof pattern !== 'string' && !(pattern instanceof RegExp)) {
    throw expected('a string or a regular expression', name, pattern);
  }
}

/** A string as JavaScript source, in single quotes. */
export function quote(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

/** A value as JavaScript source, short. */
export function source(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (value instanceof RegExp || typeof value === 'number' || typeof value === 'boolean' || value == null) {
    return String(value);
  }
  if (value instanceof Date) return `new Date(${quote(value.toISOString())})`;
  if (typeof value === 'function') return value.name === '' ? String(value).replace(/\s+/g, ' ') : value.name;
  if (Array.isArray(value)) return `[${value.map(source).join(', ')}]`;
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  const entries = Object.entries(value as object).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, item]) => `${/^[\w$]+$/.test(key) ? key : quote(key)}: ${source(item)}`).join(', ')} }`;
}

/** The arguments of a call as JavaScript source; what is missing at the end is left out. */
export function sourceOfArguments(...values: unknown[]): string {
  const isNothing = (value: unknown): boolean =>
    value === undefined ||
    (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
      ? Object.values(value).every((item) => item === undefined)
      : false);
  while (values.length > 0 && isNothing(values.at(-1))) values.pop();
  return values.map(source).join(', ');
}
