/** The content of messages as text: JSON, with short forms for what JSON has not. */

import { DateTime, Double, Duration, Extension, JsText, TimeOfDay, type WireValue } from '../flet/index.js';

/** Longer texts are cut: UTF-16 units. */
export const CONTENT_LIMIT = 65_536;

/** An app may nest deeper than a stack. */
const DEPTH_LIMIT = 64;
const SHOWN_BYTES = 32;

export interface Content {
  text: string;
  /** How many units were cut off at the end. */
  cut: number;
}

/** A text, cut to the limit. */
export function limited(text: string): Content {
  if (text.length <= CONTENT_LIMIT) return { text, cut: 0 };
  return { text: text.slice(0, CONTENT_LIMIT), cut: text.length - CONTENT_LIMIT };
}

export function contentOf(value: unknown): Content {
  return limited(JSON.stringify(plain(value as WireValue, 0)) ?? '');
}

function plain(value: WireValue, depth: number): unknown {
  if (typeof value === 'bigint') return `‹${value}›`;
  if (typeof value === 'number') return Number.isFinite(value) ? value : `‹${value}›`;
  if (typeof value !== 'object' || value === null) return value;
  const special = shortForm(value);
  if (special !== undefined) return special;
  if (depth >= DEPTH_LIMIT) return '‹deeper›';
  if (Array.isArray(value)) return value.map((item) => plain(item ?? null, depth + 1));
  return Object.fromEntries(
    Object.entries(value as Record<string, WireValue>).map(([key, item]) => [key, plain(item, depth + 1)]),
  );
}

function shortForm(value: object): unknown {
  if (value instanceof Uint8Array) return bytes(value);
  if (value instanceof Double) return plain(value.value, 0);
  if (value instanceof DateTime) return `‹${value.iso}›`;
  if (value instanceof TimeOfDay) return `‹${value.hour}:${String(value.minute).padStart(2, '0')}›`;
  if (value instanceof Duration) return `‹${value.microseconds} µs›`;
  if (value instanceof JsText) return value.text;
  if (value instanceof Extension) return `‹extension ${value.type}: ${bytes(value.data)}›`;
  return undefined;
}

/** `‹3 bytes: 010203›` */
export function bytes(data: Uint8Array): string {
  const start = [...data.subarray(0, SHOWN_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `‹${data.length} bytes: ${start}${data.length > SHOWN_BYTES ? '…' : ''}›`;
}
