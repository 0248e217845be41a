/**
 * What the user has unfolded: menus, drop-downs, drawers, the view of a search bar. Only the client knows; Python neither sets
 * nor sees it, and it is forgotten when Python sends the control again.
 */

import type { Control } from './control.js';
import type { ControlTree } from './control-tree.js';

/** Holds `true`, or the name of the property whose items are shown, where there are several lists. */
const OPEN = '_open';

/** In the order of their opening, by page. What has left the page in the meantime is passed over. */
const opened = new WeakMap<Control, Control[]>();

/** @param part The property whose items are shown, where a control has several lists. */
export function markOpen(tree: ControlTree, control: Control, part?: string): void {
  opened.set(tree.page, [...openMenus(tree).filter((other) => other !== control), control]);
  control.properties.set(OPEN, part ?? true);
}

/** Returns whether it was open. */
export function markClosed(tree: ControlTree, control: Control): boolean {
  const wasOpen = isOpen(control);
  control.properties.delete(OPEN);
  opened.set(
    tree.page,
    openMenus(tree).filter((other) => other !== control),
  );
  return wasOpen;
}

export function isOpen(control: Control): boolean {
  return control.properties.has(OPEN);
}

/** The property whose items are shown; undefined when the control is closed or has only one list. */
export function openPart(control: Control): string | undefined {
  return control.string(OPEN);
}

/** Everything that is unfolded, what was opened last at the end. */
export function openMenus(tree: ControlTree): Control[] {
  return (opened.get(tree.page) ?? []).filter((control) => tree.has(control) && isOpen(control));
}
