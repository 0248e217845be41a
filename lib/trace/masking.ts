/** What is typed into password fields does not go into traces. */

import { Action, Control, type ControlTree, type WireMap, type WireValue } from '../flet/index.js';
import { isMap } from '../flet/values.js';

export const MASK = '•••';

/** The properties that hold the text of a field. */
const TEXTS: ReadonlySet<string> = new Set(['value', 'text']);

const REPLACE = 0;
const ADD = 1;

/** A message as a trace may show it. Nothing is checked: what is not understood stays as it is. */
export function masked(tree: ControlTree, message: WireValue): WireValue {
  const [action, body] = Array.isArray(message) ? message : [];
  if (!isMap(body)) return message;
  switch (action) {
    case Action.UPDATE_CONTROL_PROPS:
      return isSecret(tree, body['id']) && isMap(body['props'])
        ? [action, { ...body, props: withoutTexts(body['props']) }]
        : message;
    case Action.CONTROL_EVENT:
      return isSecret(tree, body['target']) && (body['data'] ?? null) !== null
        ? [action, { ...body, data: MASK }]
        : message;
    case Action.PATCH_CONTROL:
      return [action, { ...body, patch: maskedPatch(tree, body['id'], body['patch']) }];
    case Action.REGISTER_CLIENT:
      return [action, maskedControls(body)];
    default:
      return message;
  }
}

function isSecret(tree: ControlTree, id: WireValue): boolean {
  return typeof id === 'number' && tree.get(id)?.flag('password') === true;
}

function withoutTexts(properties: WireMap): WireMap {
  const entries = Object.entries(properties);
  return Object.fromEntries(entries.map(([name, value]) => [name, TEXTS.has(name) ? MASK : value]));
}

/** Controls that come in, with all below them. A loop would be safer than it is readable: what nests too deep is cut anyway. */
function maskedControls(value: WireValue, depth = 0): WireValue {
  if (depth > 64) return value;
  if (Array.isArray(value)) return value.map((item) => maskedControls(item, depth + 1));
  if (!isMap(value)) return value;
  const own = value['password'] === true ? withoutTexts(value) : value;
  return Object.fromEntries(
    Object.entries(own).map(([name, item]) => [name, maskedControls(item as WireValue, depth + 1)]),
  );
}

function maskedPatch(tree: ControlTree, id: WireValue, patch: WireValue): WireValue {
  if (!Array.isArray(patch)) return patch;
  const root = typeof id === 'number' ? tree.get(id) : undefined;
  const [paths, ...operations] = patch;
  const places = placesIn(paths, root);
  // Paths are resolved one operation after the other: once something has moved, a place may be another one than before.
  let isCertain = true;
  return [
    paths,
    ...operations.map((operation): WireValue => {
      if (!Array.isArray(operation)) return operation;
      const [kind, node, key, value] = operation;
      const place = places.get(node as number);
      const isText = TEXTS.has(String(key));
      const isSecretText =
        isText && (isCertain && place instanceof Control ? place.flag('password') : hasSecrets(tree));
      if (kind !== REPLACE || typeof key !== 'string' || isMap(value) || Array.isArray(value)) isCertain = false;
      if (kind !== REPLACE && kind !== ADD) return operation;
      return [kind, node, key, isSecretText ? MASK : maskedControls(value)];
    }),
  ];
}

function hasSecrets(tree: ControlTree): boolean {
  for (const control of tree.all()) if (control.flag('password')) return true;
  return false;
}

/** What the nodes of a patch's tree stand for, before the patch. */
function placesIn(paths: WireValue, root: Control | undefined): Map<number, unknown> {
  const places = new Map<number, unknown>();
  const pending: [WireValue, unknown][] = [[paths, root]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, place] = next;
    if (!Array.isArray(node)) continue;
    places.set(node[0] as number, place);
    const below: unknown = node[1];
    if (typeof below !== 'object' || below === null) continue;
    for (const [key, child] of Object.entries(below)) pending.push([child as WireValue, inside(place, key)]);
  }
  return places;
}

function inside(place: unknown, key: string): unknown {
  if (place instanceof Control) return place.properties.get(key);
  if (Array.isArray(place)) return place[Number(key)];
  return typeof place === 'object' && place !== null ? (place as Record<string, unknown>)[key] : undefined;
}
