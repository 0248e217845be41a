/** Snack bars and banners: they tell when they are shown, and mark themselves before they close. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { milliseconds } from '../duration.js';
import { openDialogs } from '../reachability.js';
import { activate } from './activation.js';
import { expectOpen, tellClosed } from './dialogs.js';
import { type GestureArguments, type GestureTable, refused } from './gesture.js';

/** Ends the wait of bars that leave after their time. */
const cancelTimeout = new WeakMap<Control, () => void>();

/** The packets of a bar that has closed, whoever closed it. */
export function closeBar(context: ClientContext, bar: Control): void {
  cancelTimeout.get(bar)?.();
  cancelTimeout.delete(bar);
  context.update(bar, { _dismissed: true });
  tellClosed(context, bar);
}

/** A bar that opens takes the place of an open one, tells that it is visible, and leaves after its time. */
export function showBar(context: ClientContext, bar: Control): void {
  for (const other of openDialogs(context.tree)) {
    if (other !== bar && other.type === bar.type) closeBar(context, other);
  }
  context.emit(bar, 'visible');
  leaveInTime(context, bar);
}

/** Real viewers show the bars from here on, and take them away. */
export function suspendBars(context: ClientContext): void {
  for (const bar of openDialogs(context.tree)) cancelTimeout.get(bar)?.();
}

/** Nobody else shows the bars that are open any more: they leave after their time, counted from now. */
export function resumeBars(context: ClientContext): void {
  for (const bar of openDialogs(context.tree)) leaveInTime(context, bar);
}

function leaveInTime(context: ClientContext, bar: Control): void {
  if (bar.type !== 'SnackBar' || staysOpen(bar)) return;
  cancelTimeout.get(bar)?.();
  const cancel = context.timers.after(milliseconds(bar.get('duration')) ?? DEFAULT_DURATION, () => {
    if (context.tree.has(bar) && bar.flag('open')) closeBar(context, bar);
  });
  cancelTimeout.set(bar, cancel);
}

/** A bar with something to press waits for it, unless the app says otherwise. */
function staysOpen(bar: Control): boolean {
  const persist = bar.get('persist');
  return persist === null ? bar.get('action') !== null : persist === true;
}

const DEFAULT_DURATION = 4000;

/** Where a bar can be swiped to, by its `dismiss_direction`; down unless it says otherwise. */
const DIRECTIONS: Readonly<Record<string, readonly GestureArguments['swipe'][]>> = {
  down: ['down'],
  endToStart: ['left'],
  horizontal: ['left', 'right'],
  none: [],
  startToEnd: ['right'],
  up: ['up'],
  vertical: ['up', 'down'],
};

const snackBar: GestureTable = {
  dismiss: (context, bar) => {
    expectOpen(bar);
    closeBar(context, bar);
  },
  swipe: (context, bar, direction) => {
    expectOpen(bar);
    const directions = DIRECTIONS[bar.string('dismiss_direction') ?? 'down'] ?? [];
    if (!directions.includes(direction)) throw refused(bar, `cannot be swiped ${direction}`);
    closeBar(context, bar);
  },
  /** Presses the action when it is a text. */
  click: (context, bar) => {
    expectOpen(bar);
    if (bar.string('action') === undefined) throw refused(bar, 'has no action to press');
    context.emit(bar, 'action');
    closeBar(context, bar);
  },
};

/** A control that is the action of a bar; its type on the wire is the bar's. */
export const snackBarAction: GestureTable = {
  click: (context, control) => {
    activate(context, control);
    const bar = control.parent?.closest((ancestor) => ancestor.type === 'SnackBar');
    if (bar?.flag('open') === true) closeBar(context, bar);
  },
};

export const BAR_GESTURES: Readonly<Record<string, GestureTable>> = {
  SnackBar: snackBar,
};
