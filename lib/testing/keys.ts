/** Keys as tests write them: `'Enter'`, `'a'`, `'Control+Shift+A'`. */

import { expected } from '../errors.js';

/** What is held while the key is pressed. */
export interface HeldKeys {
  shift?: boolean;
  ctrl?: boolean;
  alt?: boolean;
  meta?: boolean;
}

const HELD: Readonly<Record<string, keyof HeldKeys>> = {
  Shift: 'shift',
  Control: 'ctrl',
  Ctrl: 'ctrl',
  Alt: 'alt',
  Meta: 'meta',
};

/** @throws TypeError unless there is exactly one key behind the modifiers. */
export function parseKeys(keys: string): { key: string; held: HeldKeys } {
  if (typeof keys !== 'string' || keys === '') throw expected("a key such as 'Enter' or 'Control+A'", 'press', keys);
  const held: HeldKeys = {};
  let key = keys;
  for (let plus = key.indexOf('+'); plus > 0 && plus < key.length - 1; plus = key.indexOf('+')) {
    const name = HELD[key.slice(0, plus)];
    if (name === undefined) {
      throw expected(`one of ${Object.keys(HELD).join(', ')} before the + of press`, 'press', keys);
    }
    held[name] = true;
    key = key.slice(plus + 1);
  }
  return { key, held };
}
