/**
 * Which properties a page has ever had.
 *
 * A real client merges a new page into the one that it shows. What only the old one has would stay, so it is named in the new one
 * with nothing in it.
 */

import { Control } from '../flet/control.js';
import { isMap, setKey, type Value, type WireMap } from '../flet/values.js';

/** By name, and whether it was a list. */
type Keys = Map<string, boolean>;

export class KnownKeys {
  readonly #page: Keys = new Map();
  /** Of the controls that stand directly in a property of the page (dialogs, overlay, services), by that property. */
  readonly #below = new Map<string, Keys>();

  /** The page as it is now. */
  note(page: Control): void {
    for (const [name, value] of page.properties) {
      this.#page.set(name, Array.isArray(value));
      if (value instanceof Control) for (const [key, inner] of value.properties) this.#noteBelow(name, key, inner);
    }
  }

  /** A property is about to go, or has gone. */
  noteChange(page: Control, control: Control, property: string): void {
    if (control === page) {
      if (!this.#page.has(property)) this.#page.set(property, false);
    } else if (control.holder === page) {
      for (const [name, value] of page.properties) {
        if (value === control && this.#below.get(name)?.has(property) !== true) this.#noteBelow(name, property, null);
      }
    }
  }

  /** Adds to a page what it does not have any more. */
  complete(page: WireMap): void {
    addMissing(page, this.#page);
    for (const [name, keys] of this.#below) {
      const control = page[name];
      if (isMap(control) && Object.hasOwn(control, '_c')) addMissing(control as WireMap, keys);
    }
  }

  #noteBelow(name: string, key: string, value: Value): void {
    const keys = this.#below.get(name) ?? new Map<string, boolean>();
    this.#below.set(name, keys.set(key, Array.isArray(value)));
  }
}

function addMissing(map: WireMap, keys: Keys): void {
  for (const [key, isList] of keys) if (!Object.hasOwn(map, key)) setKey(map, key, isList ? [] : null);
}

/** The maps of a page that are no controls: a real client merges those too, key by key, and is given them once more. */
export function mapsOf(page: WireMap): WireMap {
  const entries = Object.entries(page).filter(([, value]) => isMap(value) && !Object.hasOwn(value, '_c'));
  return Object.fromEntries(entries);
}
