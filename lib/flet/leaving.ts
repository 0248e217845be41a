/**
 * Dialogs on their way off the screen. Closing one starts its exit transition; only at the end of that the app is told. Until then
 * its content can still be found, but it takes no press: that reaches what lies below.
 */

import type { ClientContext } from './context.js';
import type { Control } from './control.js';
import type { ControlTree } from './control-tree.js';
import { milliseconds } from './duration.js';
import { isMap } from './values.js';

/**
 * What is a route of its own, which covers everything below it, and how long Flutter lets it take to leave: milliseconds, unless
 * the control says otherwise. Snack bars and banners are none; they go at once.
 */
const EXITS: Readonly<Record<string, number>> = {
  AlertDialog: 150,
  BottomSheet: 200,
  CupertinoAlertDialog: 150,
  CupertinoBottomSheet: 335,
  DatePicker: 150,
  DateRangePicker: 150,
  TimePicker: 150,
};

/** Known to the client only; Python neither sets nor sees it. */
const LEAVING = '_leaving';

export function isLeaving(dialog: Control): boolean {
  return dialog.properties.has(LEAVING);
}

/** Whether a dialog, while it is open, covers everything below it. */
export function isCovering({ type }: Control): boolean {
  return Object.hasOwn(EXITS, type);
}

/** Everything of the page that is shown above its views, the topmost last, open or not. */
export function dialogsOf({ page }: ControlTree): Control[] {
  const holders = [...page.children('_overlay'), ...page.children('_dialogs')];
  return holders.flatMap((holder) => holder.children('controls'));
}

/** Takes a dialog off the screen, and calls back when it is gone, unless the app has taken it off the page before. */
export function leave(context: ClientContext, dialog: Control, gone: () => void): void {
  if (isLeaving(dialog)) return;
  dialog.properties.set(LEAVING, true);
  context.frames.run(exitOf(context.tree, dialog), () => {
    dialog.properties.delete(LEAVING);
    if (context.tree.has(dialog)) gone();
  });
}

function exitOf(tree: ControlTree, dialog: Control): number {
  if (isCovered(tree, dialog)) return 0;
  const style = dialog.get('animation_style');
  const told = isMap(style) ? milliseconds(style['reverse_duration']) : undefined;
  return told ?? EXITS[dialog.type] ?? 0;
}

/** What closes below another open dialog is taken away without a transition. */
function isCovered(tree: ControlTree, dialog: Control): boolean {
  const all = dialogsOf(tree);
  const above = all.slice(all.indexOf(dialog) + 1);
  return above.some((other) => isCovering(other) && other.flag('open') && !isLeaving(other));
}
