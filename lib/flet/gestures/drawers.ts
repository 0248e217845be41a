/** Drawers of a view: the app opens them, they tell when they close. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';

/** Which drawers are open is the client's own knowledge: Python does not see it. */
const OPEN = '_open';

type Side = 'drawer' | 'end_drawer';

export function openDrawer(_context: ClientContext, view: Control, side: Side): null {
  const drawer = view.child(side);
  if (drawer === undefined) throw new Error(`Exception: The view has no ${side}`);
  drawer.properties.set(OPEN, true);
  return null;
}

export function closeDrawer(context: ClientContext, view: Control, side: Side): null {
  const drawer = view.child(side);
  if (drawer?.flag(OPEN) === true) {
    drawer.properties.set(OPEN, false);
    context.emitAlways(drawer, 'dismiss');
  }
  return null;
}
