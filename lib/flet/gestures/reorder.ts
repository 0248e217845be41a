/** `ReorderableListView`: an item is dragged to another place. The list itself is the app's to reorder. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { type GestureTable, refused } from './gesture.js';

/** What the user sees of a list, which is what the indices of its events count. */
function items(list: Control): Control[] {
  return list.children('controls').filter((item) => item.flag('visible'));
}

function hasHandle(item: Control): boolean {
  for (const control of item.walk()) if (control.type === 'ReorderableDragHandle') return true;
  return false;
}

function reorder(context: ClientContext, list: Control, [from, to]: readonly [number, number]): void {
  const shown = items(list);
  for (const place of [from, to]) {
    if (shown[place] === undefined) throw refused(list, `has no item ${place}; it has ${shown.length} items`);
  }
  if (list.get('show_default_drag_handles') === false && !hasHandle(shown[from]!)) {
    throw refused(list, `has an item ${from} without a ReorderableDragHandle, and shows no handles itself`);
  }
  context.emit(list, 'reorder_start', { old_index: from });
  // At the drop the place is counted with the item still in its old one.
  context.emit(list, 'reorder_end', { new_index: to > from ? to + 1 : to });
  if (from !== to) context.emit(list, 'reorder', { old_index: from, new_index: to });
}

/** The item of a list that a control belongs to. */
function placeOf(list: Control, inside: Control): number {
  return items(list).findIndex((item) => inside.closest((ancestor) => ancestor === item) !== undefined);
}

/** A handle takes the item that it belongs to along. */
function dropHandle(context: ClientContext, handle: Control, target: Control): void {
  const list = handle.closest((ancestor) => ancestor.type === 'ReorderableListView');
  if (list === undefined) throw refused(handle, 'stands in no ReorderableListView');
  const to = placeOf(list, target);
  if (to < 0) throw refused(handle, 'can only be dropped on an item of its own list');
  reorder(context, list, [placeOf(list, handle), to]);
}

export const REORDER_GESTURES: Readonly<Record<string, GestureTable>> = {
  ReorderableDragHandle: { dropOn: dropHandle },
  ReorderableListView: { reorder },
};
