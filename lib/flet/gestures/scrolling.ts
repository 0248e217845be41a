/** What scrolls: lists, grids, and columns, rows and views that are told to. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { isHorizontal, scrolledChildren } from '../layout.js';
import { Double, isMap, type WireMap } from '../values.js';
import { type GestureTable, type Point, refused } from './gesture.js';

/** These scroll always; the others only when `scroll` says so. */
const ALWAYS = new Set(['GridView', 'ListView', 'ReorderableListView']);
const ON_DEMAND = new Set(['Column', 'ExpansionPanelList', 'ResponsiveRow', 'Row', 'View']);

/** Whether a user can scroll the control itself. */
export function isScrollable(control: Control): boolean {
  return scrolls(control.type, control.get('scroll'));
}

/** The same for a control of a type, with the value of its `scroll`. */
export function scrolls(type: string, scroll: unknown): boolean {
  if (ALWAYS.has(type)) return scroll !== 'none';
  return ON_DEMAND.has(type) && scroll !== null && scroll !== undefined && scroll !== 'none';
}

/** The nearest control, itself or around it, that scrolls. */
export function scrollableAround(control: Control): Control | undefined {
  return control.closest(isScrollable);
}

interface Target {
  /** A negative one counts from the end: -1 is the end. */
  offset?: number | undefined;
  delta?: number | undefined;
  /** The key of a control somewhere in the content. */
  key?: unknown;
}

/** Scrolls as the method `scroll_to` does. An unknown key, or a place that it is at already, does and tells nothing. */
export function scrollTo(context: ClientContext, control: Control, { offset, delta, key }: Target): void {
  const { layout } = context;
  const child = key === undefined || key === null ? undefined : childWith(control, key);
  if (child !== undefined) {
    scroll(context, control, layout.offsetOf(control, child));
  } else if (offset !== undefined) {
    const end = layout.scrollExtent(control) + 1;
    scroll(context, control, offset < 0 ? end + offset : offset);
  } else if (delta !== undefined) {
    scroll(context, control, layout.scrolled(control) + delta);
  }
}

/** Brings a control into view by scrolling everything around it that scrolls, the outermost last. */
export function scrollIntoView(context: ClientContext, control: Control): void {
  let inside = control;
  for (let around = control.parent; around !== undefined; around = around.parent) {
    if (isScrollable(around)) {
      const child = scrolledChildren(around).find((item) => inside.closest((ancestor) => ancestor === item));
      if (child !== undefined) reveal(context, around, child);
    }
    inside = around;
  }
}

/** Scrolls no further than is needed for a child to be in view. */
function reveal(context: ClientContext, control: Control, child: Control): void {
  const { layout } = context;
  const start = layout.offsetOf(control, child);
  const first = layout.scrolled(control);
  if (start < first || start >= first + layout.viewport(control)) scroll(context, control, start);
}

/** @param direction Where a user scrolls to; undefined for what is not a user's doing. */
function scroll(context: ClientContext, control: Control, to: number, direction?: 'forward' | 'reverse'): void {
  const { layout } = context;
  const before = layout.scrolled(control);
  const pixels = Math.min(Math.max(0, to), layout.scrollExtent(control));
  if (pixels === before) return;
  const tell = (type: string, at: number, more: WireMap = {}): void =>
    context.emit(control, 'scroll', {
      event_type: type,
      pixels: new Double(at),
      min_scroll_extent: new Double(0),
      max_scroll_extent: new Double(layout.scrollExtent(control)),
      viewport_dimension: new Double(layout.viewport(control)),
      ...more,
    });
  if (direction !== undefined) tell('user', before, { direction });
  layout.setScrolled(control, pixels);
  tell('start', pixels);
  tell('update', pixels, { scroll_delta: new Double(pixels - before) });
  tell('end', pixels);
}

/** With a wheel. At the end of the way nothing happens. */
function wheel(context: ClientContext, control: Control, by: Point): void {
  if (!isScrollable(control)) throw refused(control, 'does not scroll: its scroll is not set');
  const delta = isHorizontal(control) ? by.x : by.y;
  const direction = delta < 0 ? 'forward' : 'reverse';
  scroll(context, control, context.layout.scrolled(control) + delta, direction);
}

/** The scrolled child that is, or holds, the control with a key. */
function childWith(control: Control, key: unknown): Control | undefined {
  const wanted = keyText(key);
  const isMeant = (inner: Control): boolean => inner.get('key') !== null && keyText(inner.get('key')) === wanted;
  return scrolledChildren(control).find((child) => [...child.walk()].some(isMeant));
}

/** A key is a plain value, or a map around one. */
function keyText(key: unknown): string {
  return String(isMap(key) ? key['value'] : key);
}

const table: GestureTable = { scroll: wheel };

export const SCROLL_GESTURES: Readonly<Record<string, GestureTable>> = Object.fromEntries(
  [...ALWAYS, ...ON_DEMAND].map((type) => [type, table]),
);
