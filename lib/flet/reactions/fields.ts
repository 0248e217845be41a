/** Fields: what they show and tell when Python gives them a text, a mark or the focus. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { showLabel } from '../gestures/dropdowns.js';
import { mark, showInitialCaret } from '../gestures/text-input.js';
import { isMap } from '../values.js';
import type { Reaction } from './reaction.js';

/** Only a field that has the focus shows a mark that Python sets. */
function markAsTold(context: ClientContext, field: Control): void {
  const selection = field.get('selection');
  if (context.focus.current !== field || !isMap(selection)) return;
  const length = (field.string('value') ?? '').length;
  const offset = (name: string): number => Math.min(Math.max(Number(selection[name] ?? 0) || 0, 0), length);
  mark(context, field, offset('base_offset'), offset('extent_offset'));
}

const textField: Reaction = {
  appeared: showInitialCaret,
  changed: {
    selection: markAsTold,
    focus: (context, field) => {
      if (field.get('focus') !== null && field.get('focus') !== false) context.focus.move(context, field);
    },
    blur: (context, field) => {
      const told = field.get('blur') !== null && field.get('blur') !== false;
      if (told && context.focus.current === field) context.focus.move(context, undefined);
    },
  },
};

const dropdown: Reaction = {
  appeared: (_context, control) => {
    if (control.get('text') === null) showLabel(control);
  },
  changed: { value: (_context, control) => showLabel(control) },
};

export const FIELD_REACTIONS: Readonly<Record<string, Reaction>> = {
  CupertinoTextField: textField,
  Dropdown: dropdown,
  TextField: textField,
};
