/**
 * The controls of one session, by place and by id.
 *
 * The page is the root. A map from Python that holds `_c` becomes a control when it is put into the tree; its id is indexed
 * then and forgotten when it leaves. All walks are loops, not recursions: an app can nest deeper than a stack.
 */

import { describe } from '../errors.js';
import { Control } from './control.js';
import { protocolError } from './flet-error.js';
import { isMap, setKey, type Value, type ValueMap, type WireMap, type WireValue } from './values.js';

export const PAGE_ID = 1;
export const WINDOW_ID = 2;

export class ControlTree {
  readonly page = new Control(PAGE_ID, 'Page');
  readonly #index = new Map<number, Control>([[PAGE_ID, this.page]]);

  /** A control of the page by its id. */
  get(id: number): Control | undefined {
    const indexed = this.#index.get(id);
    if (indexed !== undefined) return indexed;
    // An app may hold one object in two places; when one of them goes, its id leaves the index though the other stays.
    for (const control of this.all()) {
      if (control.id === id) {
        this.#index.set(id, control);
        return control;
      }
    }
    return undefined;
  }

  /** How many ids are known. */
  get size(): number {
    return this.#index.size;
  }

  /** True while the control is on the page. */
  has(control: Control): boolean {
    let top = control;
    while (top.holder !== undefined) top = top.holder;
    return top === this.page;
  }

  /** Every control, components included, in no particular order; `page.walk()` gives the reading order. */
  *all(): Generator<Control, void, undefined> {
    yield* controlsBelow(this.page);
  }

  /** Turns what Python sent into what a property holds: maps with `_c` become controls below `holder`. */
  adopt(value: WireValue, holder: Control): Value {
    if (Array.isArray(value)) return value.map((item) => this.adopt(item, holder));
    if (!isMap(value)) return value ?? null;
    if (!Object.hasOwn(value, '_c')) {
      const map: ValueMap = {};
      for (const key of Object.keys(value)) setKey(map, key, this.adopt(value[key] as WireValue, holder));
      return map;
    }
    const { _c: type, _i: id } = value;
    if (typeof type !== 'string' || !Number.isSafeInteger(id) || id === PAGE_ID) {
      throw protocolError(`Expected a control with a type and an id but received ${describe(type)}, ${describe(id)}`);
    }
    const control = new Control(id as number, type);
    control.holder = holder;
    this.#setProperties(control, value as WireMap);
    this.#index.set(control.id, control);
    return control;
  }

  /** Forgets the controls in a value that has left the tree. */
  release(value: Value | undefined): void {
    for (const control of controlsIn(value)) control.holder = undefined;
    for (const control of controlsBelow(value)) {
      if (this.#index.get(control.id) === control) this.#index.delete(control.id);
    }
  }

  /** Tells the controls in a value that has moved who holds them now. */
  settle(value: Value | undefined, holder: Control): void {
    for (const control of controlsIn(value)) control.holder = holder;
  }

  /**
   * Merges the whole page that the answer to a registration carries into the page: map into map, a control into a control of
   * the same id, anything else replaced.
   */
  mergePage(patch: WireMap): void {
    this.#mergeControl(this.page, patch);
  }

  #mergeControl(control: Control, patch: WireMap): void {
    for (const key of Object.keys(patch)) {
      if (key === '_c' || key === '_i') continue;
      const before = control.properties.get(key);
      control.properties.set(key, this.#merge(before, patch[key], control));
    }
  }

  #merge(before: Value | undefined, patch: WireValue, holder: Control): Value {
    if (isMap(patch)) {
      const isControl = Object.hasOwn(patch, '_c');
      if (isControl && before instanceof Control && before.id === patch['_i']) {
        this.#mergeControl(before, patch as WireMap);
        return before;
      }
      if (!isControl && isMap(before)) {
        const map = before as ValueMap;
        for (const key of Object.keys(patch)) {
          const old = Object.hasOwn(map, key) ? map[key] : undefined;
          setKey(map, key, this.#merge(old, patch[key] as WireValue, holder));
        }
        return map;
      }
    }
    this.release(before);
    return this.adopt(patch, holder);
  }

  #setProperties(control: Control, map: WireMap): void {
    for (const key of Object.keys(map)) {
      if (key !== '_c' && key !== '_i') control.properties.set(key, this.adopt(map[key], control));
    }
  }
}

/** The controls that a value holds directly, components not looked through. */
function controlsIn(value: unknown): Control[] {
  const found: Control[] = [];
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (next instanceof Control) {
      found.push(next);
    } else if (Array.isArray(next)) {
      for (let i = next.length - 1; i >= 0; i--) pending.push(next[i]);
    } else if (isMap(next)) {
      for (const item of Object.values(next).reverse()) pending.push(item);
    }
  }
  return found;
}

/** All controls in and below a value, components included. */
function* controlsBelow(value: unknown): Generator<Control, void, undefined> {
  const pending = value instanceof Control ? [value] : controlsIn(value).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    for (const property of next.properties.values()) {
      if (typeof property !== 'object') continue;
      for (const control of controlsIn(property)) pending.push(control);
    }
  }
}
