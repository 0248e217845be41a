/** Search bars: a field, and a view with suggestions that the app opens above it. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { isOpen, markClosed, markOpen } from '../open-menus.js';
import { type GestureTable, refused } from './gesture.js';
import { accepted, keysOf } from './text-rules.js';

/** Unfolds the view, which only the app does: a click on the bar merely tells it. */
export function openSearchView(context: ClientContext, bar: Control): void {
  if (!isOpen(bar)) markOpen(context.tree, bar);
}

/** Closes an open view and puts a text into the bar. */
export function closeSearchView(context: ClientContext, bar: Control, text: string): void {
  if (markClosed(context.tree, bar)) context.update(bar, { value: text });
}

const textOf = (bar: Control): string => bar.string('value') ?? '';

/** The text goes out before every event, and twice when somebody listens to changes. */
function setText(context: ClientContext, bar: Control, text: string): void {
  const value = accepted(bar, text);
  context.focus.move(context, bar);
  context.update(bar, { value });
  if (!bar.handles('change')) return;
  context.update(bar, { value });
  context.emit(bar, 'change', value);
}

function submit(context: ClientContext, bar: Control): void {
  context.focus.move(context, bar);
  if (bar.handles('submit')) {
    const value = textOf(bar);
    context.update(bar, { value });
    context.emit(bar, 'submit', value);
  }
  // The open view keeps the keyboard.
  if (!isOpen(bar)) context.focus.move(context, undefined);
}

const searchBar: GestureTable = {
  click: (context, bar) => {
    context.update(bar, { value: textOf(bar) });
    context.emit(bar, 'tap');
    context.focus.move(context, bar);
  },
  fill: setText,
  type: (context, bar, text) => {
    for (const key of keysOf(text)) {
      if (key === '\n' || key === '\r\n') submit(context, bar);
      else setText(context, bar, textOf(bar) + key);
    }
  },
  submit,
  /** Presses beside the open view. */
  dismiss: (context, bar) => {
    if (!markClosed(context.tree, bar)) throw refused(bar, 'has no open view');
    context.emit(bar, 'tap_outside_view');
  },
};

export const SEARCH_BAR_GESTURES: Readonly<Record<string, GestureTable>> = { SearchBar: searchBar };
