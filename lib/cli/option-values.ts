/** Values of options, checked. */

import { InvalidArgumentError } from 'commander';

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('Expected a whole number from 1 on.');
  return value;
}

/** The longest that a timer of Node's can wait is 24 days. */
export function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 2_000_000)) throw new InvalidArgumentError('Expected seconds above 0.');
  return value;
}

export function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) {
    throw new InvalidArgumentError('Expected a port from 0 to 65535.');
  }
  return value;
}
