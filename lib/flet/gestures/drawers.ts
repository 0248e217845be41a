/** Drawers of a view: the app opens them, or the user pulls them in; they tell when they close. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { isOpen, markClosed, markOpen } from '../open-menus.js';
import { type GestureTable, refused } from './gesture.js';
import { DRAWER_DESTINATIONS } from './navigation.js';

type Side = 'drawer' | 'end_drawer';

/** Opening tells nobody. Throws what Flet's own client answers where there is no such drawer. */
export function openDrawer(context: ClientContext, view: Control, side: Side): null {
  const drawer = view.child(side);
  if (drawer === undefined) throw new Error(`Exception: The view has no ${side}`);
  if (!isOpen(drawer)) markOpen(context.tree, drawer);
  return null;
}

export function closeDrawer(context: ClientContext, view: Control, side: Side): null {
  const drawer = view.child(side);
  if (drawer !== undefined) close(context, drawer);
  return null;
}

/** Closes the drawer of a view that is open; false when none is. */
export function closeOpenDrawer(context: ClientContext, view: Control): boolean {
  const sides: readonly Side[] = ['drawer', 'end_drawer'];
  return sides.some((side) => {
    const drawer = view.child(side);
    return drawer !== undefined && close(context, drawer);
  });
}

/** Returns whether there was anything to close. */
function close(context: ClientContext, drawer: Control): boolean {
  const wasOpen = markClosed(context.tree, drawer);
  if (wasOpen) context.emitAlways(drawer, 'dismiss');
  return wasOpen;
}

const drawer: GestureTable = {
  ...DRAWER_DESTINATIONS,
  open: (context, control) => {
    if (isOpen(control)) throw refused(control, 'is open already');
    markOpen(context.tree, control);
  },
  dismiss: (context, control) => {
    if (!close(context, control)) throw refused(control, 'is not open');
  },
};

export const DRAWER_GESTURES: Readonly<Record<string, GestureTable>> = { NavigationDrawer: drawer };
