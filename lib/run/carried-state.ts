/**
 * What the user has done to an app, carried over a reload: the route, what was typed and chosen, how far lists were scrolled.
 *
 * A control is found again by its key, else by its place, type and label. Only what the user has set last is put back:
 * properties, never events.
 */

import type { Control, FletClient, WireMap } from '../flet/index.js';
import type { CarriedState, CarriedValue } from './run-options.js';
import type { UserChanges } from './user-changes.js';

/** Takes down what is to be carried. `scrolled`: how far controls were scrolled, by their id. */
export function carryFrom(
  client: FletClient,
  changes: UserChanges,
  scrolled: ReadonlyMap<number, number>,
): CarriedState {
  const values: CarriedValue[] = [];
  for (const { control, path } of walkWithPaths(client.page)) {
    const properties: WireMap = {};
    for (const name of changes.of(control)) {
      const value = control.properties.get(name);
      if (isPlain(value)) properties[name] = value as WireMap[string];
    }
    const pixels = scrolled.get(control.id) || undefined;
    if (Object.keys(properties).length === 0 && pixels === undefined) continue;
    values.push({
      key: keyOf(control),
      path,
      type: control.type,
      label: labelOf(control),
      properties,
      ...(pixels === undefined ? {} : { scrolled: pixels }),
    });
  }
  return { route: client.page.string('route') ?? '/', values };
}

/** A control of the fresh app that gets something back. */
export interface Restored {
  readonly control: Control;
  readonly properties: WireMap;
  readonly scrolled: number | undefined;
}

/** Finds the controls again, and what differs in them. */
export function findAgain(client: FletClient, carried: CarriedState): Restored[] {
  const byKey = new Map<string, Control>();
  const byPlace = new Map<string, Control>();
  for (const { control, path } of walkWithPaths(client.page)) {
    const key = keyOf(control);
    if (key !== '') byKey.set(`${control.type} ${key}`, control);
    byPlace.set(placeOf(control.type, path, labelOf(control)), control);
  }
  const found: Restored[] = [];
  for (const { key, path, type, label, properties, scrolled } of carried.values) {
    const control = key === '' ? byPlace.get(placeOf(type, path, label)) : byKey.get(`${type} ${key}`);
    if (control === undefined) continue;
    const changed: WireMap = {};
    for (const [name, value] of Object.entries(properties) as [string, WireMap[string]][]) {
      const now = control.properties.get(name) ?? null;
      if (JSON.stringify(now) !== JSON.stringify(value)) changed[name] = value;
    }
    if (Object.keys(changed).length > 0 || scrolled !== undefined)
      found.push({ control, properties: changed, scrolled });
  }
  return found;
}

function keyOf(control: Control): string {
  const key = control.get('key');
  if (typeof key === 'object' && key !== null && 'value' in key) return String(key['value']);
  return typeof key === 'string' || typeof key === 'number' || typeof key === 'boolean' ? String(key) : '';
}

/** What it is called on the screen, where that is not what the user has set. */
function labelOf(control: Control): string {
  const label = control.get('label') ?? control.get('hint_text');
  return typeof label === 'string' ? label : '';
}

function placeOf(type: string, path: string, label: string): string {
  return JSON.stringify([type, path, label]);
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlain);
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function* walkWithPaths(page: Control): Generator<{ control: Control; path: string }, void, undefined> {
  const pending = [{ control: page, path: '' }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    const { control, path } = next;
    for (const name of [...control.properties.keys()].reverse()) {
      const children = control.children(name);
      for (let i = children.length - 1; i >= 0; i--) {
        pending.push({ control: children[i]!, path: `${path}/${name}[${i}]` });
      }
    }
  }
}
