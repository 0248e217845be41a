/** The controls in what a message says: maps with a type. */

import { isMap, type WireMap, type WireValue } from '../flet/values.js';

/** All of them, nested ones too. A loop, not a recursion: a message can nest deeper than a stack. */
export function* describedControls(value: WireValue): Generator<WireMap, void, undefined> {
  const pending: WireValue[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    let inner: readonly WireValue[] = [];
    if (Array.isArray(next)) {
      inner = next;
    } else if (isMap(next)) {
      if (Object.hasOwn(next, '_c')) yield next;
      inner = Object.values(next) as WireValue[];
    }
    for (const item of inner) if (typeof item === 'object' && item !== null) pending.push(item);
  }
}
