/**
 * Where things are on a page that nobody lays out: estimates, as if everything began at the left and at the top, each in a list
 * below or beside the one before it. Alignments are not looked at.
 */

import type { Control } from './control.js';
import type { Point } from './gestures/gesture.js';
import { isHorizontal, type Layout } from './layout.js';
import { isMap } from './values.js';

interface Insets {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** These stand their `controls` in a line. */
const LINES = new Set(['Column', 'ListView', 'ReorderableListView', 'Row', 'View']);

/** What a view leaves free at its edges. */
const VIEW_PADDING = 10;

/** How high a bar above a view's content is, unless it says otherwise. */
const BAR_HEIGHTS: Readonly<Record<string, number>> = { AppBar: 56, CupertinoAppBar: 44 };

/** The upper left corner of a control, in the page's coordinates. */
export function placeOf(layout: Layout, control: Control): Point {
  const parent = holderOf(control);
  if (parent === undefined) return { x: 0, y: 0 };
  const { x, y } = placeOf(layout, parent);
  const inside = paddingOf(parent);
  const around = insets(control.get('margin'));
  const along = LINES.has(parent.type) ? layout.offsetOf(parent, control) - layout.scrolled(parent) : 0;
  const isBeside = isHorizontal(parent);
  return {
    x: x + inside.left + around.left + (isBeside ? along : 0),
    y: y + inside.top + around.top + barHeight(parent, control) + (isBeside ? 0 : along),
  };
}

/** How wide a control can be: what its page, or a narrower control around it, has room for. */
export function roomFor(layout: Layout, control: Control): number {
  const parent = holderOf(control);
  if (parent === undefined) return layout.sizeOf(control).width;
  const inside = paddingOf(parent);
  const around = insets(control.get('margin'));
  const width = parent.number('width') ?? roomFor(layout, parent);
  return Math.max(0, width - inside.left - inside.right - around.left - around.right);
}

/** Components take no room of their own; above a view there is nothing but the page, which begins where the view does. */
function holderOf(control: Control): Control | undefined {
  const holder = control.parent?.closest(({ isComponent }) => !isComponent);
  return holder?.parent === undefined ? undefined : holder;
}

function paddingOf(control: Control): Insets {
  const padding = control.get('padding');
  return insets(padding === null && control.type === 'View' ? VIEW_PADDING : padding);
}

function barHeight(view: Control, child: Control): number {
  const bar = view.type === 'View' ? view.child('appbar') : undefined;
  if (bar === undefined || bar === child || !bar.flag('visible')) return 0;
  return bar.number('toolbar_height') ?? BAR_HEIGHTS[bar.type] ?? 0;
}

/** A number for all sides, or a map of sides. */
function insets(value: unknown): Insets {
  const side = (name: string): number => Number((isMap(value) ? value[name] : value) ?? 0) || 0;
  return { left: side('left'), top: side('top'), right: side('right'), bottom: side('bottom') };
}
