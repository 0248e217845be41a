/** Lists that fold out: a choice among options. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { isOpen, markClosed, markOpen } from '../open-menus.js';
import { ownText } from '../own-text.js';
import { type Choice, type GestureTable, refused } from './gesture.js';
import { accepted, keysOf } from './text-rules.js';

/** An option by its key, else by its text, else by its place. */
function optionOf(dropdown: Control, choice: Choice): Control {
  const options = dropdown.children('options').filter((item) => item.flag('visible'));
  const found =
    options.find((item) => item.get('key') === choice) ??
    options.find((item) => item.get('text') === choice) ??
    (typeof choice === 'number' ? options[choice] : undefined);
  if (found === undefined) {
    const known = options.map((item) => JSON.stringify(ownText(item))).join(', ');
    throw refused(dropdown, `has no option ${JSON.stringify(choice)}; it has ${known === '' ? 'none' : known}`);
  }
  if (found.flag('disabled')) throw refused(dropdown, `has disabled the option ${JSON.stringify(choice)}`);
  return found;
}

/** The first of these properties that is set, as text. */
function first(item: Control, ...names: string[]): string {
  for (const name of names) {
    const value = item.get(name);
    if (value !== null) return String(value);
  }
  return '';
}

function dropdownOf(option: Control): Control {
  const { parent } = option;
  if (parent === undefined) throw refused(option, 'stands in no drop-down');
  return parent;
}

function expectClosed(dropdown: Control): void {
  if (isOpen(dropdown)) throw refused(dropdown, 'is open already');
}

function choose(context: ClientContext, dropdown: Control, option: Control): void {
  markClosed(context.tree, dropdown);
  setText(context, dropdown, first(option, 'text', 'key'));
  const key = first(option, 'key', 'text');
  context.update(dropdown, { value: key });
  context.emit(dropdown, 'select', key);
}

function setText(context: ClientContext, dropdown: Control, label: string): void {
  if (dropdown.get('text') === label) return;
  context.update(dropdown, { text: label });
  context.emit(dropdown, 'text_change', label);
}

/** The field shows the label of the value that Python has set; this is the client's own doing, and Python is not told. */
export function showLabel(dropdown: Control): void {
  const value = dropdown.get('value');
  const option = dropdown.children('options').find((item) => first(item, 'key', 'text') === value);
  if (option !== undefined) dropdown.properties.set('text', first(option, 'text', 'key'));
}

function expectEditable(dropdown: Control): void {
  if (!dropdown.flag('editable')) throw refused(dropdown, 'is not editable');
}

function open(context: ClientContext, dropdown: Control): void {
  expectClosed(dropdown);
  markOpen(context.tree, dropdown);
}

/** The caret comes into the field. One that has had no text so far finds that it is empty, and tells that first. */
function enterField(context: ClientContext, dropdown: Control): void {
  if (dropdown.get('text') === null) setText(context, dropdown, '');
  context.focus.move(context, dropdown);
}

const dropdown: GestureTable = {
  click: (context, control) => {
    if (control.flag('editable')) enterField(context, control);
    open(context, control);
  },
  open,
  select: (context, control, choice) => choose(context, control, optionOf(control, choice)),
  dismiss: (context, control) => {
    if (!markClosed(context.tree, control)) throw refused(control, 'is not open');
  },
  fill: (context, control, text) => {
    expectEditable(control);
    enterField(context, control);
    setText(context, control, accepted(control, text));
  },
  type: (context, control, text) => {
    expectEditable(control);
    enterField(context, control);
    for (const key of keysOf(text)) {
      setText(context, control, accepted(control, (control.string('text') ?? '') + key));
    }
  },
};

/** The older drop-down takes the focus to its menu and back. */
function openM2(context: ClientContext, control: Control): void {
  expectClosed(control);
  markOpen(context.tree, control);
  context.emit(control, 'click');
  context.focus.move(context, control);
  context.focus.move(context, undefined);
}

function chooseM2(context: ClientContext, control: Control, option: Control): void {
  context.emit(option, 'click');
  markClosed(context.tree, control);
  const value = first(option, 'key', 'text') || String(option.id);
  context.update(control, { value });
  context.emit(control, 'change', value);
  context.focus.move(context, control);
}

const dropdownM2: GestureTable = {
  click: openM2,
  open: openM2,
  select: (context, control, choice) => {
    const option = optionOf(control, choice);
    if (!isOpen(control)) openM2(context, control);
    chooseM2(context, control, option);
  },
  dismiss: (context, control) => {
    if (!markClosed(context.tree, control)) throw refused(control, 'is not open');
    context.focus.move(context, control);
  },
};

export const DROPDOWN_GESTURES: Readonly<Record<string, GestureTable>> = {
  Dropdown: dropdown,
  DropdownM2: dropdownM2,
  DropdownOption: { click: (context, option) => choose(context, dropdownOf(option), option) },
  Option: { click: (context, option) => chooseM2(context, dropdownOf(option), option) },
};
