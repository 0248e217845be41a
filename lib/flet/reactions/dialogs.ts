/** Dialogs that Python closes answer with the packets of a dialog that the user has closed. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { errorBox } from '../error-box.js';
import { closeBar, showBar } from '../gestures/bars.js';
import { closeDialog } from '../gestures/dialogs.js';
import { closePicker } from '../gestures/pickers.js';
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

/** One that Flet draws as an error tells nothing. */
function show(context: ClientContext, bar: Control): void {
  if (bar.flag('open') && bar.flag('visible') && errorBox(bar) === undefined) showBar(context, bar);
}

const bar: Reaction = {
  appeared: show,
  changed: {
    open: (context, control, previous) => {
      if (previous === true && !control.flag('open')) closeBar(context, control);
      else if (previous !== true) show(context, control);
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
