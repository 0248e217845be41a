/** A control tree as text: one line per control, for people and for comparisons in tests. */

import { Control } from './control.js';
import { ownText } from './own-text.js';
import { DateTime, TimeOfDay, type Value } from './values.js';

export interface PrintTreeOptions {
  /** Show ids too. They differ from run to run. Default false. */
  ids?: boolean;
}

/** What is shown beside type and text, in this order, where it differs from the default. */
const SHOWN = [
  'key',
  'route',
  'value',
  'start_value',
  'end_value',
  'selected',
  'selected_index',
  'expanded',
  'open',
  'modal',
  'icon',
  'src',
  'url',
  'tooltip',
  'hint_text',
  'error',
  'read_only',
  'disabled',
  'visible',
] as const;

/** Shown only when there is something in them. */
const CONTAINERS_OF_THE_PAGE = new Set(['Overlay', 'Dialogs', 'ServiceRegistry']);

/**
 * Prints a control and all below it.
 *
 * @example
 * printTree(client.page);
 * // Page route="/"
 * //   View route="/"
 * //     Text "0"
 * //     Button "+" (click)
 */
export function printTree(control: Control, options: PrintTreeOptions = {}): string {
  const lines: string[] = [];
  const pending: { control: Control; depth: number }[] = [{ control, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    lines.push('  '.repeat(next.depth) + printControl(next.control, options));
    const children = next.control.children().filter(isWorthShowing).reverse();
    for (const child of children) pending.push({ control: child, depth: next.depth + 1 });
  }
  return lines.join('\n');
}

/** The line of one control: `TextField "Name" value="Ada" (change, submit)`. */
export function printControl(control: Control, options: PrintTreeOptions = {}): string {
  const parts = [control.type];
  if (options.ids === true) parts.push(`#${control.id}`);
  const text = ownText(control);
  if (text !== '') parts.push(JSON.stringify(text));
  for (const name of SHOWN) {
    const value = control.properties.get(name);
    if (value === undefined || value === null || (name === 'value' && control.type === 'Text')) continue;
    const shown = name === 'value' && control.flag('password') ? '"•••"' : printValue(value);
    if (shown !== undefined) parts.push(`${name}=${shown}`);
  }
  const events = [...control.properties.keys()].filter((name) => name.startsWith('on_')).map((name) => name.slice(3));
  const handled = events.filter((event) => control.handles(event)).sort();
  if (handled.length > 0) parts.push(`(${handled.join(', ')})`);
  return parts.join(' ');
}

function isWorthShowing(control: Control): boolean {
  if (control.type === 'Window') return false;
  return !CONTAINERS_OF_THE_PAGE.has(control.type) || control.children().length > 0;
}

/** Undefined for what has no short form. */
function printValue(value: Value): string | undefined {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof DateTime) return value.iso;
  if (value instanceof TimeOfDay) return `${value.hour}:${String(value.minute).padStart(2, '0')}`;
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (value instanceof Control || value === null) return undefined;
  if (Array.isArray(value)) return `[${value.map((item) => printValue(item) ?? '…').join(', ')}]`;
  return typeof value === 'object' ? undefined : String(value);
}
