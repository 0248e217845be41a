/** Which control takes which gesture, and how it is performed. */

import { effectiveType } from '../adaptive.js';
import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { FletError } from '../flet-error.js';
import { isOpen } from '../open-menus.js';
import { printControl } from '../print-tree.js';
import { expectReachable } from '../reachability.js';
import { ACTIVATION } from './activation.js';
import { AUTO_COMPLETE_GESTURES } from './auto-complete.js';
import { BAR_GESTURES, snackBarAction } from './bars.js';
import { CONTEXT_MENU_GESTURES } from './context-menu.js';
import { CUPERTINO_PICKER_GESTURES } from './cupertino-pickers.js';
import { DIALOG_GESTURES } from './dialogs.js';
import { DRAWER_GESTURES } from './drawers.js';
import { DROPDOWN_GESTURES } from './dropdowns.js';
import { EXPANSION_GESTURES } from './expansion.js';
import type { Gesture, GestureArguments, GestureName, GestureTable } from './gesture.js';
import { MENU_GESTURES } from './menus.js';
import { NAVIGATION_GESTURES } from './navigation.js';
import { PICKER_GESTURES } from './pickers.js';
import { SEARCH_BAR_GESTURES } from './search-bar.js';
import { cupertinoSegment, SEGMENT_GESTURES } from './segments.js';
import { SELECTABLE_TEXT } from './selection.js';
import { SLIDER_GESTURES } from './sliders.js';
import { SURFACE_GESTURES } from './surface.js';
import { TAB_GESTURES } from './tabs.js';
import { TEXT_INPUT_GESTURES } from './text-input.js';
import { TOGGLE_GESTURES } from './toggles.js';

const GESTURES: Readonly<Record<string, GestureTable>> = {
  ...ACTIVATION,
  ...TOGGLE_GESTURES,
  ...SEGMENT_GESTURES,
  ...TEXT_INPUT_GESTURES,
  ...SEARCH_BAR_GESTURES,
  ...AUTO_COMPLETE_GESTURES,
  ...DROPDOWN_GESTURES,
  ...MENU_GESTURES,
  ...CONTEXT_MENU_GESTURES,
  ...SLIDER_GESTURES,
  ...NAVIGATION_GESTURES,
  ...DRAWER_GESTURES,
  ...TAB_GESTURES,
  ...EXPANSION_GESTURES,
  ...DIALOG_GESTURES,
  ...BAR_GESTURES,
  ...PICKER_GESTURES,
  ...CUPERTINO_PICKER_GESTURES,
  ...SURFACE_GESTURES,
};

/** What any control takes by its place in these. */
const PLACES: Readonly<Record<string, { property: string; table: GestureTable }>> = {
  CupertinoSegmentedButton: { property: 'controls', table: cupertinoSegment },
  CupertinoSlidingSegmentedButton: { property: 'controls', table: cupertinoSegment },
  SnackBar: { property: 'action', table: snackBarAction },
};

/** Gestures for which no pointer goes down on the control. */
const WITHOUT_PRESS = new Set<GestureName>(['hover', 'pointAt', 'scroll', 'dismiss', 'assist', 'pasteFiles']);

/** Performs a gesture at once, or throws a `FletError` that says why a user could not. */
export function performGesture<Name extends GestureName>(
  context: ClientContext,
  control: Control,
  name: Name,
  argument: GestureArguments[Name],
): void {
  const table = gesturesOf(control);
  const gesture = table[name] as Gesture<Name> | undefined;
  if (gesture === undefined) {
    const known = Object.keys(table).join(', ');
    const takes = known === '' ? 'no gesture' : `only ${known}`;
    throw new FletError('ERR_EMBED_FLET_NO_GESTURE', `Cannot ${name} ${printControl(control)}: it takes ${takes}`);
  }
  expectReachable(context.tree, grip(control, name), name);
  if (!WITHOUT_PRESS.has(name)) context.focus.press(context, control);
  gesture(context, control, argument);
}

/** The gestures that a control takes; empty for what a user can only look at. */
export function gesturesOf(control: Control): GestureTable {
  const { parent } = control;
  const place = parent === undefined ? undefined : PLACES[parent.type];
  if (place !== undefined && parent!.children(place.property).includes(control)) return place.table;
  const type = effectiveType(control);
  if (type === 'Text') return control.flag('selectable') ? SELECTABLE_TEXT : {};
  return Object.hasOwn(GESTURES, type) ? GESTURES[type]! : {};
}

/** Where a user takes hold of a control: a closed drawer is pulled in from the edge of what it belongs to. */
function grip(control: Control, name: GestureName): Control {
  if (name !== 'open' || control.type !== 'NavigationDrawer' || isOpen(control)) return control;
  return control.parent ?? control;
}
