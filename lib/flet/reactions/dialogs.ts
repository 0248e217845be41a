/** Dialogs that Python closes answer with the packets of a dialog that the user has closed. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { closeBar, closeDialog, closePicker } from '../gestures/dialogs.js';
import { openDialogs } from '../reachability.js';
import { Duration, isMap } from '../values.js';
import type { Reaction } from './reaction.js';

function onClose(close: (context: ClientContext, control: Control) => void): Reaction {
  return {
    changed: {
      open: (context, control, previous) => {
        if (previous === true && !control.flag('open')) close(context, control);
      },
    },
  };
}

const dialog = onClose(closeDialog);
const picker = onClose((context, control) => closePicker(context, control));

/** A bar that opens takes the place of an open one, tells that it is visible, and leaves after its time. */
function showBar(context: ClientContext, bar: Control): void {
  if (!bar.flag('open')) return;
  for (const other of openDialogs(context.tree)) {
    if (other !== bar && other.type === bar.type) closeBar(context, other);
  }
  context.emit(bar, 'visible');
  if (bar.type !== 'SnackBar' || staysOpen(bar)) return;
  context.timers.after(milliseconds(bar.get('duration')), () => {
    if (context.tree.has(bar) && bar.flag('open')) closeBar(context, bar);
  });
}

/** A bar with something to press waits for it, unless the app says otherwise. */
function staysOpen(bar: Control): boolean {
  const persist = bar.get('persist');
  return persist === null ? bar.get('action') !== null : persist === true;
}

const DEFAULT_DURATION = 4000;

const UNITS: Readonly<Record<string, number>> = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
  microseconds: 0.001,
};

function milliseconds(duration: unknown): number {
  if (typeof duration === 'number') return duration;
  if (duration instanceof Duration) return duration.milliseconds;
  if (!isMap(duration)) return DEFAULT_DURATION;
  return Object.entries(duration).reduce((sum, [unit, count]) => sum + (UNITS[unit] ?? 0) * Number(count), 0);
}

const bar: Reaction = {
  appeared: showBar,
  changed: {
    open: (context, control, previous) => {
      if (previous === true && !control.flag('open')) closeBar(context, control);
      else if (previous !== true) showBar(context, control);
    },
  },
};

export const DIALOG_REACTIONS: Readonly<Record<string, Reaction>> = {
  AlertDialog: dialog,
  Banner: bar,
  BottomSheet: dialog,
  CupertinoAlertDialog: dialog,
  CupertinoBottomSheet: dialog,
  DatePicker: picker,
  DateRangePicker: picker,
  SnackBar: bar,
  TimePicker: picker,
};
