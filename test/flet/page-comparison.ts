/** Compares a client's control tree with the page that Python holds. */

import { ExtData } from '@msgpack/msgpack';
import { Control } from '../../lib/flet/control.js';
import type { ControlTree } from '../../lib/flet/control-tree.js';
import { DateTime, Duration, TimeOfDay } from '../../lib/flet/values.js';
import type { FletClass } from './object-patches.js';

const CLASS = '~class';

/**
 * What differs, one line each, as `path: expected …, found …`; empty when nothing does.
 *
 * Flet sends a property or not, depending on how it came to its value: at first only what is not the default, later also the
 * default itself, nil, and empty lists. So both sides are compared by what they mean.
 */
export function differences(
  tree: ControlTree,
  page: Record<string, unknown>,
  classes: Record<string, FletClass>,
): string[] {
  const comparison = new Comparison(classes);
  comparison.compare('page', page, tree.page);
  comparison.compareIndex(tree);
  return comparison.found;
}

class Comparison {
  readonly found: string[] = [];
  readonly #classes: Record<string, FletClass>;
  readonly #ids = new Set<number>();

  constructor(classes: Record<string, FletClass>) {
    this.#classes = classes;
  }

  compare(path: string, expected: unknown, actual: unknown): void {
    if (isPlainMap(expected)) {
      if (CLASS in expected && '_i' in expected) this.#compareControl(path, expected, actual);
      else if (isPlainMap(actual)) this.#compareMaps(path, expected, actual);
      else this.#differ(path, expected, actual);
    } else if (Array.isArray(expected)) {
      if (!Array.isArray(actual) || actual.length !== expected.length) this.#differ(path, expected, actual);
      else expected.forEach((item, i) => void this.compare(`${path}[${i}]`, item, actual[i]));
    } else if (show(plainValue(expected)) !== show(plainValue(actual))) {
      this.#differ(path, expected, actual);
    }
  }

  /** Every control of the page is found by its id, and no other. */
  compareIndex(tree: ControlTree): void {
    for (const id of this.#ids) {
      const control = tree.get(id);
      if (control === undefined) this.found.push(`index: control ${id} is on the page but is not found`);
      else if (!tree.has(control)) this.found.push(`index: control ${id} is found but not on the page`);
    }
    if (tree.size !== this.#ids.size) {
      this.found.push(`index: expected ${this.#ids.size} controls, found ${tree.size}`);
    }
  }

  #compareControl(path: string, expected: Record<string, unknown>, actual: unknown): void {
    if (!(actual instanceof Control) || actual.id !== expected['_i'] || actual.type !== expected['_c']) {
      this.#differ(path, expected, actual);
      return;
    }
    this.#ids.add(actual.id);
    const { _i, _c, ...properties } = expected;
    this.#compareMaps(`${path}/${actual.type}#${actual.id}`, properties, Object.fromEntries(actual.properties));
    for (const value of actual.properties.values()) this.#compareHolders(path, value, actual);
  }

  #compareMaps(path: string, expected: Record<string, unknown>, actual: Record<string, unknown>): void {
    const fletClass = this.#classes[String(expected[CLASS])];
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      if (key === CLASS) continue;
      const where = `${path}.${key}`;
      if (fletClass !== undefined && !isObject(expected[key])) {
        this.compare(where, meaning(fletClass, key, expected[key]), meaning(fletClass, key, actual[key]));
      } else if (isObject(expected[key]) || (key in expected && key in actual)) {
        this.compare(where, expected[key], actual[key]);
      } else {
        this.found.push(`${where}: ${key in expected ? 'is missing' : 'is not in Python’s map'}`);
      }
    }
  }

  #compareHolders(path: string, value: unknown, holder: Control): void {
    if (value instanceof Control) {
      if (value.holder !== holder) this.found.push(`${path}: ${value.type} ${value.id} does not know what holds it`);
    } else if (Array.isArray(value) || isPlainMap(value)) {
      for (const item of Object.values(value)) this.#compareHolders(path, item, holder);
    }
  }

  #differ(path: string, expected: unknown, actual: unknown): void {
    this.found.push(`${path}: expected ${show(plainValue(expected))}, found ${show(plainValue(actual))}`);
  }
}

function meaning(fletClass: FletClass, key: string, value: unknown): unknown {
  if (value === undefined || value === null) return fletClass.defaults[key] ?? null;
  const isEmpty = (Array.isArray(value) || isPlainMap(value)) && Object.keys(value).length === 0;
  return isEmpty && fletClass.sparse.includes(key) ? null : value;
}

function isObject(value: unknown): boolean {
  return isPlainMap(value) && CLASS in value;
}

function isPlainMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Extension values in the one form that both decoders can be brought to. */
function plainValue(value: unknown): unknown {
  if (value instanceof Control) return `control ${value.type} ${value.id}`;
  if (value instanceof DateTime) return `ext 1 ${value.iso}`;
  if (value instanceof TimeOfDay)
    return `ext 2 ${String(value.hour).padStart(2, '0')}:${String(value.minute).padStart(2, '0')}`;
  if (value instanceof Duration) return `ext 3 ${value.microseconds}`;
  if (value instanceof ExtData) {
    const { data } = value;
    return `ext ${value.type} ${Buffer.from(data as Uint8Array).toString()}`;
  }
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  return value;
}

function show(value: unknown): string {
  return value === undefined
    ? 'nothing'
    : JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? String(item) : plainValue(item)));
}
