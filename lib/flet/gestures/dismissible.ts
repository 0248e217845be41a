/**
 * `Dismissible`: a swipe that goes far enough takes it away, after the app has agreed where it wants to be asked.
 *
 * A movement is told in three steps: at its start, where the finger leaves, and where the animation ends.
 */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { Double, isMap } from '../values.js';
import { type Drag, type GestureArguments, type GestureTable, refused } from './gesture.js';

type Swipe = GestureArguments['swipe'];

/** Names of Flutter, for a page that reads from left to right. */
const DIRECTIONS: Readonly<Record<Swipe, string>> = {
  left: 'endToStart',
  right: 'startToEnd',
  up: 'up',
  down: 'down',
};

/** What each `dismiss_direction` allows. */
const ALLOWED: Readonly<Record<string, readonly Swipe[]>> = {
  horizontal: ['right', 'left'],
  vertical: ['up', 'down'],
  endToStart: ['left'],
  startToEnd: ['right'],
  up: ['up'],
  down: ['down'],
  none: [],
};

/** How long an app may think about a dismissal. */
const CONFIRM_TIMEOUT = 5 * 60_000;

/** How much of its own size a control must be moved, where `dismiss_thresholds` says nothing. */
const THRESHOLD = 0.4;

function allowed(control: Control): readonly Swipe[] {
  return ALLOWED[control.string('dismiss_direction') ?? 'horizontal'] ?? [];
}

/** The client reads a page from right to left where it is told to. */
function nameOf(control: Control, towards: Swipe): string {
  const isTurned = control.closest((ancestor) => ancestor.get('rtl') !== null)?.flag('rtl') === true;
  if (!isTurned) return DIRECTIONS[towards];
  return towards === 'left' ? DIRECTIONS.right : towards === 'right' ? DIRECTIONS.left : DIRECTIONS[towards];
}

function swipe(context: ClientContext, control: Control, towards: Swipe, way = 1): void {
  if (context.pendingDismissals.has(control.id)) throw refused(control, 'waits for the app to confirm a dismissal');
  if (!allowed(control).some((direction) => direction === towards)) {
    const known = allowed(control).join(' or ');
    throw refused(control, `cannot be swiped ${towards}; ${known === '' ? 'it allows no swipe' : `only ${known}`}`);
  }
  const direction = nameOf(control, towards);
  const movement = new Movement(context, control, direction);
  movement.to(0);
  movement.to(Math.min(way, 0.5));
  if (way < movement.threshold) {
    movement.to(0);
    return;
  }
  movement.to(1);
  if (control.handles('confirm_dismiss')) confirm(context, control, direction, movement);
  else dismissed(context, control, direction);
}

class Movement {
  readonly threshold: number;
  readonly #context: ClientContext;
  readonly #control: Control;
  readonly #direction: string;
  #reached = false;

  constructor(context: ClientContext, control: Control, direction: string) {
    this.#context = context;
    this.#control = control;
    this.#direction = direction;
    const thresholds = control.get('dismiss_thresholds');
    const own = isMap(thresholds) ? thresholds[direction] : undefined;
    this.threshold = typeof own === 'number' ? own : THRESHOLD;
  }

  /** @param progress How much of its own size the control has been moved, from 0 to 1. */
  to(progress: number): void {
    const previous = this.#reached;
    this.#reached = progress >= this.threshold;
    this.#context.emit(this.#control, 'update', {
      direction: progress === 0 ? 'none' : this.#direction,
      progress: new Double(progress),
      reached: this.#reached,
      previous_reached: previous,
    });
  }
}

/** Asks the app, which answers by the method `confirm_dismiss`, perhaps after it has asked the user in turn. */
function confirm(context: ClientContext, control: Control, direction: string, movement: Movement): void {
  const answered = new Promise<boolean>((resolve) => {
    const decide = (dismiss: boolean): void => {
      cancel();
      context.pendingDismissals.delete(control.id);
      resolve(dismiss);
    };
    const cancel = context.timers.after(CONFIRM_TIMEOUT, () => decide(false));
    context.pendingDismissals.set(control.id, decide);
    context.emit(control, 'confirm_dismiss', { direction });
  });
  // What follows comes after the answer to the method.
  void answered.then((dismiss) => {
    if (!context.tree.has(control)) return;
    if (dismiss) dismissed(context, control, direction);
    else movement.to(0);
  });
}

function dismissed(context: ClientContext, control: Control, direction: string): void {
  context.emit(control, 'resize');
  context.emit(control, 'dismiss', { direction });
}

function drag(context: ClientContext, control: Control, { by }: Drag): void {
  const isSideways = Math.abs(by.x) >= Math.abs(by.y);
  const size = context.layout.sizeOf(control);
  const [moved, whole] = isSideways ? [by.x, size.width] : [by.y, size.height];
  const towards: Swipe = isSideways ? (by.x < 0 ? 'left' : 'right') : by.y < 0 ? 'up' : 'down';
  swipe(context, control, towards, whole === 0 ? 1 : Math.min(1, Math.abs(moved) / whole));
}

export const DISMISSIBLE_GESTURES: Readonly<Record<string, GestureTable>> = {
  Dismissible: {
    swipe: (context, control, towards) => swipe(context, control, towards),
    drag,
    /** By a swipe in the first direction that it allows. */
    dismiss: (context, control) => {
      const [towards] = allowed(control);
      if (towards === undefined) throw refused(control, 'allows no swipe');
      swipe(context, control, towards);
    },
  },
};
