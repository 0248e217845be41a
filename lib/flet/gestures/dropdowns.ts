/** Lists that fold out: a choice among options. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { type Choice, type GestureTable, refused } from './gesture.js';

/** An option by its key, else by its text, else by its place. */
function option(dropdown: Control, choice: Choice): Control {
  const options = dropdown.children('options').filter((item) => item.flag('visible'));
  const found =
    options.find((item) => item.get('key') === choice) ??
    options.find((item) => item.get('text') === choice) ??
    (typeof choice === 'number' ? options[choice] : undefined);
  if (found === undefined) {
    const known = options.map((item) => JSON.stringify(item.get('text') ?? item.get('key'))).join(', ');
    throw refused(dropdown, `has no option ${JSON.stringify(choice)}; it has ${known === '' ? 'none' : known}`);
  }
  if (found.flag('disabled')) throw refused(dropdown, `has disabled the option ${JSON.stringify(choice)}`);
  return found;
}

function text(item: Control, ...names: string[]): string {
  for (const name of names) {
    const value = item.get(name);
    if (value !== null) return String(value);
  }
  return '';
}

function select(context: ClientContext, dropdown: Control, choice: Choice): void {
  const item = option(dropdown, choice);
  setText(context, dropdown, text(item, 'text', 'key'));
  const key = text(item, 'key', 'text');
  context.update(dropdown, { value: key });
  context.emit(dropdown, 'select', key);
}

function setText(context: ClientContext, dropdown: Control, label: string): void {
  if (dropdown.get('text') === label) return;
  context.update(dropdown, { text: label });
  context.emit(dropdown, 'text_change', label);
}

function typeText(context: ClientContext, dropdown: Control, typed: string): void {
  if (!dropdown.flag('editable')) throw refused(dropdown, 'is not editable');
  context.focus.move(context, dropdown);
  setText(context, dropdown, typed);
}

/** The older drop-down takes the focus to its menu and back. */
function selectM2(context: ClientContext, dropdown: Control, choice: Choice): void {
  const item = option(dropdown, choice);
  context.emit(dropdown, 'click');
  context.emit(dropdown, 'focus');
  context.emit(dropdown, 'blur');
  context.emit(item, 'click');
  const value = item.get('key') ?? item.get('text') ?? item.id;
  context.update(dropdown, { value: String(value) });
  context.emit(dropdown, 'change', String(value));
  context.emit(dropdown, 'focus');
}

/** A menu button answers a choice with the item's click, then with its own event. */
function selectItem(context: ClientContext, button: Control, choice: Choice): void {
  const items = button.children('items');
  const item =
    typeof choice === 'number' ? items[choice] : items.find((candidate) => candidate.get('content') === choice);
  if (item === undefined) throw refused(button, `has no item ${JSON.stringify(choice)}`);
  if (item.flag('disabled')) throw refused(button, `has disabled the item ${JSON.stringify(choice)}`);
  context.emit(button, 'open');
  const checked = item.get('checked');
  context.emit(item, 'click', typeof checked === 'boolean' ? !checked : null);
  context.emit(button, 'select', String(item.id));
}

export const DROPDOWN_GESTURES: Readonly<Record<string, GestureTable>> = {
  Dropdown: { select, fill: typeText, type: typeText },
  DropdownM2: { select: selectM2 },
  PopupMenuButton: { select: selectItem },
};
