/** Whether a user could reach a control, and what is in the way. */

import type { Control } from './control.js';
import type { ControlTree } from './control-tree.js';
import { FletError } from './flet-error.js';
import { printControl } from './print-tree.js';

/** Open dialogs of these types cover everything below them. Snack bars and banners do not. */
const COVERING = new Set([
  'AlertDialog',
  'CupertinoAlertDialog',
  'BottomSheet',
  'CupertinoBottomSheet',
  'DatePicker',
  'DateRangePicker',
  'TimePicker',
]);

/** The open dialogs, sheets, bars and pickers of a page, the topmost last. */
export function openDialogs(tree: ControlTree): Control[] {
  const { page } = tree;
  const holders = [...page.children('_overlay'), ...page.children('_dialogs')];
  return holders.flatMap((holder) => holder.children('controls')).filter((control) => control.flag('open'));
}

/** Why a user cannot see or touch a control; undefined when nothing is in the way. */
export function obstacle(tree: ControlTree, control: Control): string | undefined {
  if (!tree.has(control)) return 'it is not on the page any more';
  const hidden = control.closest((ancestor) => !ancestor.flag('visible'));
  if (hidden !== undefined) return `${name(hidden, control)} is not visible`;
  const view = control.closest((ancestor) => ancestor.type === 'View');
  const top = tree.page.children('views').at(-1);
  if (view !== undefined && top !== undefined && view !== top) {
    return `it is on the view '${view.string('route') ?? ''}' below the view '${top.string('route') ?? ''}'`;
  }
  const cover = openDialogs(tree).findLast((dialog) => COVERING.has(dialog.type));
  if (cover !== undefined && control.closest((ancestor) => ancestor === cover) === undefined) {
    if (!isAbove(tree, control, cover)) return `${printControl(cover)} covers it`;
  }
  const disabled = control.closest((ancestor) => ancestor.flag('disabled'));
  return disabled === undefined ? undefined : `${name(disabled, control)} is disabled`;
}

/** Throws a `FletError` when a user could not perform the gesture. */
export function expectReachable(tree: ControlTree, control: Control, gesture: string): void {
  const reason = obstacle(tree, control);
  if (reason === undefined) return;
  const code = tree.has(control) ? 'ERR_EMBED_FLET_BLOCKED' : 'ERR_EMBED_FLET_NO_CONTROL';
  throw new FletError(code, `Cannot ${gesture} ${printControl(control)}: ${reason}`);
}

/** Bars that are open beside a dialog stay reachable. */
function isAbove(tree: ControlTree, control: Control, cover: Control): boolean {
  const own = openDialogs(tree).find((dialog) => control.closest((ancestor) => ancestor === dialog) !== undefined);
  return own !== undefined && own !== cover && !COVERING.has(own.type);
}

function name(culprit: Control, control: Control): string {
  return culprit === control ? 'it' : `${printControl(culprit)} around it`;
}
