/** The one control that has the keyboard. Moving it tells the old one first. */

import type { ClientContext } from './context.js';
import type { Control } from './control.js';
import { isOpen } from './open-menus.js';
import { isDisabled } from './reachability.js';

/** Fields lose the keyboard when something else is pressed; other controls keep it. */
const FIELDS = new Set(['AutoComplete', 'CupertinoTextField', 'Dropdown', 'SearchBar', 'TextField']);

/** These have the handlers, but Flet's own client never calls them. */
const SILENT = new Set(['CupertinoSlider']);

/** What has a focus of its own: within one of these, the first control that asks for it gets it. */
const SCOPES = new Set(['View', 'AlertDialog', 'BottomSheet', 'CupertinoAlertDialog', 'CupertinoBottomSheet']);

export class Focus {
  #current: Control | undefined;

  /** What has the focus; undefined for nothing. */
  get current(): Control | undefined {
    return this.#current;
  }

  /** Gives a control the focus; undefined: takes it from what has it. A disabled control does not take it. */
  move(context: ClientContext, to: Control | undefined): void {
    const from = this.#current;
    if (from === to || (to !== undefined && isDisabled(to))) return;
    this.#current = to;
    if (from !== undefined && context.tree.has(from)) tell(context, from, 'blur');
    if (to !== undefined) tell(context, to, 'focus');
  }

  /** A control with `autofocus` has appeared. Where something has the focus already, that keeps it. */
  request(context: ClientContext, control: Control): void {
    const current = this.#current;
    if (current === undefined || scopeOf(current) !== scopeOf(control)) this.move(context, control);
  }

  /** A pointer goes down: a field somewhere else is told, or loses the keyboard when nobody listens to that. */
  press(context: ClientContext, on: Control): void {
    const field = this.#current;
    if (field === undefined || !FIELDS.has(field.type)) return;
    if (on.closest((ancestor) => ancestor === field) !== undefined) return;
    const event = field.type !== 'SearchBar' ? 'tap_outside' : isOpen(field) ? 'tap_outside_view' : 'tap_outside_bar';
    if (field.handles(event)) context.emit(field, event);
    else this.move(context, undefined);
  }

  /** Forgets a control that has left the page or has become disabled. */
  prune(context: ClientContext): void {
    const current = this.#current;
    if (current !== undefined && (!context.tree.has(current) || isDisabled(current))) this.#current = undefined;
  }
}

function tell(context: ClientContext, control: Control, event: 'focus' | 'blur'): void {
  if (!SILENT.has(control.type)) context.emit(control, event);
}

function scopeOf(control: Control): Control | undefined {
  return control.closest((ancestor) => SCOPES.has(ancestor.type));
}
