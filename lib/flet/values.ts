/** The values that travel between a client and a Flet app, beside JavaScript's own. */

import type { Control } from './control.js';

/** A number that Python shall see as a `float`, also when it has no fraction. Decoding gives plain numbers. */
export class Double {
  constructor(readonly value: number) {}
}

/** A date, or a date and time, as ISO 8601 text. */
export class DateTime {
  constructor(readonly iso: string) {}

  /** The form in which Flet's own client sends a moment: UTC with milliseconds and `+00:00`. */
  static from(date: Date): DateTime {
    return new DateTime(date.toISOString().replace('Z', '+00:00'));
  }

  toDate(): Date {
    return new Date(this.iso);
  }
}

/** A time of day. */
export class TimeOfDay {
  constructor(
    readonly hour: number,
    readonly minute: number,
  ) {}
}

/** A span of time. */
export class Duration {
  constructor(readonly microseconds: number) {}

  get milliseconds(): number {
    return this.microseconds / 1000;
  }
}

/** A JavaScript value that has no counterpart in Python, as text; Python sees a `str`. */
export class JsText {
  constructor(readonly text: string) {}
}

/** An extension value without a meaning here: type 0, which stands for «could not be encoded», or an unknown type. */
export class Extension {
  constructor(
    readonly type: number,
    readonly data: Uint8Array,
  ) {}
}

export type Scalar =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Double
  | DateTime
  | TimeOfDay
  | Duration
  | JsText
  | Extension;

/** What a packet holds. `undefined` is sent as nil. */
export type WireValue = Scalar | undefined | WireValue[] | WireMap;
export interface WireMap {
  [key: string]: WireValue;
}

/** What a control's property holds: the same, with controls in the place of the maps that describe them. */
export type Value = Scalar | Control | Value[] | ValueMap;
export interface ValueMap {
  [key: string]: Value;
}

/** True for maps: objects that are nothing more special. */
export function isMap(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A value as the tree holds it: doubles as numbers. */
export function plain(value: WireValue): WireValue {
  if (value instanceof Double) return value.value;
  if (Array.isArray(value)) return value.map(plain);
  if (!isMap(value)) return value;
  const map: WireMap = {};
  for (const key of Object.keys(value)) setKey(map, key, plain(value[key] as WireValue));
  return map;
}

/** Sets a key that came from the other side; `__proto__` is a key like any other. */
export function setKey<T>(map: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__') {
    Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    map[key] = value;
  }
}
