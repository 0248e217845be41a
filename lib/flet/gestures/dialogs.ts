/** Dialogs, sheets, bars and pickers: how they close. Opening is the app's doing and sends next to nothing. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { DateTime, TimeOfDay, type WireMap, type WireValue } from '../values.js';
import { activate } from './activation.js';
import { type GestureTable, refused } from './gesture.js';

/** The packets of a dialog that has closed, whoever closed it. */
export function closeDialog(context: ClientContext, dialog: Control): void {
  context.update(dialog, { open: false });
  context.emit(dialog, 'dismiss');
}

/** The same for the bars, which mark themselves first. */
export function closeBar(context: ClientContext, bar: Control): void {
  context.update(bar, { _dismissed: true });
  closeDialog(context, bar);
}

function expectOpen(dialog: Control): void {
  if (!dialog.flag('open')) throw refused(dialog, 'is not open');
}

/** @param mayDismiss Whether the user can close it without one of its buttons. */
const dialog: (mayDismiss: (dialog: Control) => boolean) => GestureTable = (mayDismiss) => ({
  dismiss: (context, control) => {
    expectOpen(control);
    if (!mayDismiss(control)) throw refused(control, 'can only be closed by the app or by one of its buttons');
    closeDialog(context, control);
  },
});

const isNotModal = (control: Control): boolean => !control.flag('modal');

const snackBar: GestureTable = {
  dismiss: (context, control) => {
    expectOpen(control);
    closeBar(context, control);
  },
  /** Presses the action when it is a text. */
  click: (context, control) => {
    expectOpen(control);
    if (control.string('action') === undefined) throw refused(control, 'has no action to press');
    context.emit(control, 'action');
    closeBar(context, control);
  },
};

const snackBarAction: GestureTable = {
  click: (context, control) => {
    activate(context, control);
    const bar = control.closest((ancestor) => ancestor.type === 'SnackBar');
    if (bar?.flag('open') === true) closeBar(context, bar);
  },
};

/** A picker ends with its value: the chosen one, or on cancelling the one it had. */
export function closePicker(context: ClientContext, picker: Control, chosen?: WireValue): void {
  const cancelled = chosen === undefined;
  const value = cancelled ? (picker.get('value') as WireValue) : chosen;
  const properties: WireMap = picker.type === 'DateRangePicker' ? { open: false } : { value, open: false };
  context.update(picker, properties);
  if (!cancelled) context.emit(picker, 'change', value);
  context.emit(picker, 'dismiss', cancelled);
}

const picker: (fits: (value: unknown) => boolean, what: string, now: () => WireValue) => GestureTable = (
  fits,
  what,
  now,
) => ({
  dismiss: (context, control) => {
    expectOpen(control);
    closePicker(context, control);
  },
  pick: (context, control, chosen) => {
    expectOpen(control);
    const value = chosen ?? control.get('value') ?? now();
    if (!fits(value)) throw refused(control, `takes a ${what}`);
    closePicker(context, control, value as WireValue);
  },
});

const currentTime = (): TimeOfDay => new TimeOfDay(new Date().getHours(), new Date().getMinutes());

export const DIALOG_GESTURES: Readonly<Record<string, GestureTable>> = {
  AlertDialog: dialog(isNotModal),
  BottomSheet: dialog((sheet) => sheet.flag('dismissible')),
  CupertinoAlertDialog: dialog(isNotModal),
  CupertinoBottomSheet: dialog(isNotModal),
  DatePicker: picker(
    (value) => value instanceof DateTime,
    'DateTime',
    () => DateTime.from(new Date()),
  ),
  SnackBar: snackBar,
  SnackBarAction: snackBarAction,
  TimePicker: picker((value) => value instanceof TimeOfDay, 'TimeOfDay', currentTime),
};
