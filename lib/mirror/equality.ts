/** Whether a value that a viewer sent is the one that the tree holds. */

import { DateTime, Double, Duration, isMap, JsText, TimeOfDay, type Value, type WireValue } from '../flet/values.js';

/** Controls equal nothing: no viewer sends them. Nil and «absent» are the same. */
export function equal(value: Value | undefined, wire: WireValue): boolean {
  if (value === null || value === undefined) return wire === null || wire === undefined;
  if (wire === null || wire === undefined) return false;
  if (wire instanceof Double) return value === wire.value;
  if (typeof value !== 'object' || typeof wire !== 'object') return Object.is(value, wire) || value === wire;
  if (Array.isArray(value)) {
    return (
      Array.isArray(wire) && value.length === wire.length && value.every((item, index) => equal(item, wire[index]))
    );
  }
  if (isMap(value)) return isMap(wire) && equalMaps(value as Record<string, Value>, wire as Record<string, WireValue>);
  if (value instanceof Uint8Array) {
    return wire instanceof Uint8Array && value.length === wire.length && value.every((byte, at) => byte === wire[at]);
  }
  if (value instanceof DateTime) return wire instanceof DateTime && sameMoment(value, wire);
  if (value instanceof TimeOfDay) {
    return wire instanceof TimeOfDay && value.hour === wire.hour && value.minute === wire.minute;
  }
  if (value instanceof Duration) return wire instanceof Duration && value.microseconds === wire.microseconds;
  if (value instanceof JsText) return wire instanceof JsText && value.text === wire.text;
  return false;
}

function equalMaps(map: Record<string, Value>, wire: Record<string, WireValue>): boolean {
  const names = new Set([...Object.keys(map), ...Object.keys(wire)]);
  return [...names].every((name) => {
    const own = Object.hasOwn(map, name) ? map[name] : undefined;
    return equal(own, Object.hasOwn(wire, name) ? wire[name] : undefined);
  });
}

/** `2026-03-04T00:00:00.000+00:00` and `2026-03-04T00:00:00+00:00` are the same. */
function sameMoment(a: DateTime, b: DateTime): boolean {
  return a.iso === b.iso || a.toDate().getTime() === b.toDate().getTime();
}
