/** The page as it is now, in the form in which the answer to a registration carries it. */

import { Control } from './control.js';
import type { ControlTree } from './control-tree.js';
import { isMap, setKey, type Value, type WireMap, type WireValue } from './values.js';

/** What only this client knows: what is unfolded in it, and what is on its way off the screen. */
const LOCAL: ReadonlySet<string> = new Set(['_leaving', '_open']);

/** Properties of a control that lie too deep for one message, and so come as a patch of that control. */
export interface SnapshotPart {
  id: number;
  properties: WireMap;
}

export interface Snapshot {
  page: WireMap;
  /** In the order in which they have to follow the page. */
  parts: SnapshotPart[];
}

/** The whole page with all its controls, components included, and with what the user has set in them. */
export function snapshot(tree: ControlTree): WireMap {
  return snapshotInParts(tree, Number.POSITIVE_INFINITY).page;
}

/**
 * The same, for messages that nest at most so many lists and maps above a control: what lies in deeper controls follows in
 * parts.
 */
export function snapshotInParts(tree: ControlTree, depth: number): Snapshot {
  const deep: Control[] = [];
  const page = new Description(depth, deep).of(tree.page) as WireMap;
  const parts: SnapshotPart[] = [];
  for (const control of deep) {
    const properties: WireMap = {};
    for (const [name, value] of described(control)) {
      if (isDeep(value)) setKey(properties, name, new Description(depth, deep).of(value));
    }
    parts.push({ id: control.id, properties });
  }
  return { page, parts };
}

/** A value of the tree as it goes over the wire. */
export function wireOf(value: Value): WireValue {
  return new Description(Number.POSITIVE_INFINITY, []).of(value);
}

interface Step {
  value: Value;
  depth: number;
  put: (wire: WireValue) => void;
}

/** A loop, not a recursion: an app can nest deeper than a stack. */
class Description {
  readonly #limit: number;
  readonly #deep: Control[];
  readonly #steps: Step[] = [];

  /** @param deep Takes the controls whose properties are left out. */
  constructor(limit: number, deep: Control[]) {
    this.#limit = limit;
    this.#deep = deep;
  }

  of(value: Value): WireValue {
    let result: WireValue;
    this.#steps.push({ value, depth: 0, put: (wire) => (result = wire) });
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) this.#take(step);
    return result;
  }

  #take({ value, depth, put }: Step): void {
    if (value instanceof Control) {
      put(this.#control(value, depth));
    } else if (Array.isArray(value)) {
      const list: WireValue[] = new Array(value.length).fill(null);
      put(list);
      for (const [index, item] of value.entries()) this.#below(item, depth, (wire) => (list[index] = wire));
    } else if (isMap(value)) {
      const map: WireMap = {};
      put(map);
      for (const key of Object.keys(value)) this.#entry(map, key, value[key] as Value, depth);
    } else {
      put(value);
    }
  }

  #control(control: Control, depth: number): WireMap {
    const map: WireMap = { _c: control.type, _i: control.id };
    const isTooDeep = depth > this.#limit;
    if (isTooDeep) this.#deep.push(control);
    for (const [name, value] of described(control)) {
      if (!isTooDeep || !isDeep(value)) this.#entry(map, name, value, depth);
    }
    return map;
  }

  #entry(map: WireMap, key: string, value: Value, depth: number): void {
    // At its place now, so that the order of the keys stays.
    setKey(map, key, null);
    this.#below(value, depth, (wire) => setKey(map, key, wire));
  }

  #below(value: Value, depth: number, put: (wire: WireValue) => void): void {
    if (isDeep(value)) this.#steps.push({ value, depth: depth + 1, put });
    else put(value as WireValue);
  }
}

function* described(control: Control): Generator<[string, Value], void, undefined> {
  for (const entry of control.properties) if (!LOCAL.has(entry[0])) yield entry;
}

/** Whether a value can hold others. */
function isDeep(value: Value): boolean {
  return value instanceof Control || Array.isArray(value) || isMap(value);
}
