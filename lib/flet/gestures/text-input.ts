/** Fields that take text. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import type { WireMap } from '../values.js';
import { type GestureTable, refused } from './gesture.js';
import { accepted, keysOf } from './text-rules.js';

function setText(context: ClientContext, field: Control, text: string): void {
  const before = field.string('value') ?? '';
  const value = accepted(field, text);
  if (value === before && text !== before) return;
  moveCaret(context, field, value, value.length, value.length);
  context.update(field, { value });
  context.emit(field, 'change', value);
}

/** Tells where the caret is, or what is marked, if somebody listens to that. Offsets count UTF-16 units, as in Dart. */
function moveCaret(context: ClientContext, field: Control, text: string, base: number, extent: number): void {
  if (!field.handles('selection_change')) return;
  const selection: WireMap = {
    base_offset: base,
    extent_offset: extent,
    affinity: 'downstream',
    directional: false,
  };
  context.update(field, { selection });
  const marked = text.slice(Math.min(base, extent), Math.max(base, extent));
  context.emit(field, 'selection_change', { selected_text: marked, selection });
}

/** A field that has text from the start tells its caret once. */
export function showInitialCaret(context: ClientContext, field: Control): void {
  const text = field.string('value') ?? '';
  if (text !== '') moveCaret(context, field, text, text.length, text.length);
}

/** Marks text in a field, as a user or Python does. */
export function mark(context: ClientContext, field: Control, base: number, extent: number): void {
  const text = field.string('value') ?? '';
  for (const offset of [base, extent]) {
    if (!Number.isInteger(offset) || offset < 0 || offset > text.length) {
      throw refused(field, `has a text of ${text.length} characters, none at ${offset}`);
    }
  }
  moveCaret(context, field, text, base, extent);
}

function expectWritable(field: Control): void {
  if (field.flag('read_only')) throw refused(field, 'is read-only');
}

function enter(context: ClientContext, field: Control): void {
  if (field.flag('shift_enter')) {
    context.emit(field, 'submit');
  } else if (field.flag('multiline')) {
    breakLine(context, field);
  } else {
    context.emit(field, 'submit', field.string('value') ?? '');
    context.focus.move(context, undefined);
  }
}

function breakLine(context: ClientContext, field: Control): void {
  expectWritable(field);
  setText(context, field, `${field.string('value') ?? ''}\n`);
}

const field: GestureTable = {
  click: (context, control) => {
    context.focus.move(context, control);
    context.emit(control, 'click');
  },
  fill: (context, control, text) => {
    expectWritable(control);
    context.focus.move(context, control);
    setText(context, control, text);
  },
  type: (context, control, text) => {
    expectWritable(control);
    context.focus.move(context, control);
    for (const key of keysOf(text)) {
      if (key === '\n' || key === '\r\n') enter(context, control);
      else setText(context, control, (control.string('value') ?? '') + key);
    }
  },
  submit: (context, control) => {
    context.focus.move(context, control);
    enter(context, control);
  },
  newline: (context, control) => {
    if (!control.flag('multiline') && !control.flag('shift_enter')) throw refused(control, 'has only one line');
    context.focus.move(context, control);
    breakLine(context, control);
  },
  selectText: (context, control, [base, extent]) => {
    if (control.get('enable_interactive_selection') === false) throw refused(control, 'does not let text be marked');
    context.focus.move(context, control);
    mark(context, control, base, extent);
  },
  pasteFiles: (context, control, files) => {
    expectWritable(control);
    context.focus.move(context, control);
    const pasted = files.map(({ name, mimeType, bytes }) => ({ name, mime_type: mimeType, bytes }));
    context.emit(control, 'paste_files', { files: pasted });
  },
  reveal: (_context, control) => {
    if (!control.flag('password') || !control.flag('can_reveal_password'))
      throw refused(control, 'has no eye to press');
  },
};

export const TEXT_INPUT_GESTURES: Readonly<Record<string, GestureTable>> = {
  CupertinoTextField: field,
  TextField: field,
};
