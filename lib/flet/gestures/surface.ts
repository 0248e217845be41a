/** Gestures on what is neither pressed nor filled in: lists, tables, drawings, texts, windows, whatever is dragged. */

import { DATA_TABLE_GESTURES } from './data-table.js';
import { DISMISSIBLE_GESTURES } from './dismissible.js';
import { DRAG_DROP_GESTURES } from './drag-drop.js';
import type { GestureTable } from './gesture.js';
import { DETECTOR_GESTURES } from './gesture-detector.js';
import { REORDER_GESTURES } from './reorder.js';
import { VIEWER_GESTURES } from './scaling.js';
import { SCROLL_GESTURES } from './scrolling.js';
import { SELECTION_GESTURES } from './selection.js';
import { SEMANTICS_GESTURES } from './semantics.js';
import { WINDOW_DRAG_GESTURES } from './window-drag.js';

const LISTS = joined(SCROLL_GESTURES, REORDER_GESTURES);

export const SURFACE_GESTURES: Readonly<Record<string, GestureTable>> = {
  ...DATA_TABLE_GESTURES,
  ...DETECTOR_GESTURES,
  ...DISMISSIBLE_GESTURES,
  ...DRAG_DROP_GESTURES,
  ...LISTS,
  ...SELECTION_GESTURES,
  ...SEMANTICS_GESTURES,
  ...VIEWER_GESTURES,
  ...WINDOW_DRAG_GESTURES,
};

/** One table out of two that know different gestures of the same controls. */
function joined(
  one: Readonly<Record<string, GestureTable>>,
  other: Readonly<Record<string, GestureTable>>,
): Readonly<Record<string, GestureTable>> {
  const types = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...types].map((type) => [type, { ...one[type], ...other[type] }]));
}
