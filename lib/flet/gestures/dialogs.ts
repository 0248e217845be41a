/** Dialogs and sheets: how they close. Opening is the app's doing and sends nothing. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { leave } from '../leaving.js';
import { type GestureTable, refused } from './gesture.js';

/** The packets of a dialog that has closed, whoever closed it. */
export function tellClosed(context: ClientContext, dialog: Control): void {
  context.update(dialog, { open: false });
  context.emit(dialog, 'dismiss');
}

/** Takes a dialog off the screen; then its packets go out. */
export function closeDialog(context: ClientContext, dialog: Control): void {
  leave(context, dialog, () => tellClosed(context, dialog));
}

export function expectOpen(dialog: Control): void {
  if (!dialog.flag('open')) throw refused(dialog, 'is not open');
}

/** @param mayDismiss Whether the user can close it without one of its buttons. */
const dialog = (mayDismiss: (dialog: Control) => boolean): GestureTable => ({
  dismiss: (context, control) => {
    expectOpen(control);
    if (!mayDismiss(control)) throw refused(control, 'can only be closed by the app or by one of its buttons');
    closeDialog(context, control);
  },
});

const isNotModal = (control: Control): boolean => !control.flag('modal');

/** A sheet that can be dragged is dragged away also when a press beside it does nothing. */
const bottomSheet: GestureTable = {
  ...dialog((sheet) => sheet.flag('dismissible') || sheet.flag('draggable')),
  swipe: (context, sheet, direction) => {
    expectOpen(sheet);
    if (direction !== 'down' || !sheet.flag('draggable')) throw refused(sheet, `cannot be dragged ${direction}`);
    closeDialog(context, sheet);
  },
};

export const DIALOG_GESTURES: Readonly<Record<string, GestureTable>> = {
  AlertDialog: dialog(isNotModal),
  BottomSheet: bottomSheet,
  CupertinoAlertDialog: dialog(isNotModal),
  CupertinoBottomSheet: dialog(isNotModal),
};
