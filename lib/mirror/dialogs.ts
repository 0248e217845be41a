/** What a viewer shows above its page, and how it comes off the screen. */

import type { Control } from '../flet/control.js';
import type { ControlTree } from '../flet/control-tree.js';
import { isCovering } from '../flet/leaving.js';
import { openDialogs } from '../flet/reachability.js';
import { BARS } from './doings.js';

/** Pickers stay open in a real client when the app closes them. */
const STUBBORN: ReadonlySet<string> = new Set(['DatePicker', 'DateRangePicker', 'TimePicker']);

/** The dialogs and bars that are open, by id, the topmost first: a real client that is told to close one takes the topmost away. */
export function shownDialogs(tree: ControlTree): number[] {
  const closable = openDialogs(tree).filter(({ type }) => !STUBBORN.has(type));
  return closable.map(({ id }) => id).reverse();
}

/** Whether a control has been told to close, and a real client has to draw for that. */
export function isClosing(control: Control): boolean {
  return !control.flag('open') && !STUBBORN.has(control.type) && (isCovering(control) || BARS.has(control.type));
}
