/**
 * What Flet's tester does to what it has found. Its taps go to a place on the screen, whatever is there: on something that takes
 * no tap nothing happens, and beside an open menu or dialog the tap closes that.
 */

import type { ClientContext } from '../../context.js';
import type { Control } from '../../control.js';
import { FletError } from '../../flet-error.js';
import type { GestureArguments, GestureName, Point } from '../../gestures/gesture.js';
import { performGesture } from '../../gestures/index.js';
import { interactiveFor } from '../../interactive.js';
import { openMenus } from '../../open-menus.js';
import { isDisabled, openDialogs } from '../../reachability.js';
import { isOn } from '../../surfaces.js';
import type { Widget } from './widgets.js';

type Outcome = 'done' | 'refused' | 'blocked' | 'no gesture';

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  ERR_EMBED_FLET_BLOCKED: 'blocked',
  ERR_EMBED_FLET_NO_GESTURE: 'no gesture',
  ERR_EMBED_FLET_REFUSED: 'refused',
};

function attempt(gesture: () => void): Outcome {
  try {
    gesture();
    return 'done';
  } catch (error) {
    const outcome = error instanceof FletError ? OUTCOMES[error.code] : undefined;
    if (outcome === undefined) throw error;
    return outcome;
  }
}

/** The control at, around or in another one that takes a gesture: what is under the middle of the other's area. */
function targetOf(control: Control, verb: GestureName): Control | undefined {
  const around = interactiveFor(control, verb);
  if (around !== undefined) return around;
  for (const inner of control.walk()) {
    if (inner !== control && interactiveFor(inner, verb) === inner) return inner;
  }
  return undefined;
}

/** A gesture at the place of a widget. */
function act<Name extends GestureName>(
  context: ClientContext,
  control: Control,
  verb: Name,
  argument: GestureArguments[Name],
): Outcome {
  const target = targetOf(control, verb);
  if (target === undefined) return 'no gesture';
  const outcome = attempt(() => performGesture(context, target, verb, argument));
  if (outcome === 'blocked' && !isDisabled(target)) tapBeside(context);
  return outcome;
}

export function tap(context: ClientContext, { control, tap: own }: Widget): void {
  if (own === undefined) {
    const outcome = act(context, control, 'click', undefined);
    if (outcome === 'no gesture' && !tapBeside(context, control)) context.focus.press(context, control);
    return;
  }
  if (attempt(() => own(context)) === 'blocked' && !isDisabled(control)) tapBeside(context);
}

/** A tap that meets no control: it closes what is open on top, if that lets itself be closed so. True if anything was open. */
function tapBeside(context: ClientContext, at?: Control): boolean {
  const top = topmost(context);
  if (top === undefined || at?.closest((ancestor) => ancestor === top) !== undefined) return false;
  attempt(() => performGesture(context, top, 'dismiss', undefined));
  return true;
}

/** A tap at a place: beside what is open on top, unless that is known to reach there. True if it was beside something. */
export function tapAt(context: ClientContext, place: Point): boolean {
  const top = topmost(context);
  return (top === undefined || !isOn(context, top, place)) && tapBeside(context);
}

function topmost({ tree }: ClientContext): Control | undefined {
  return openMenus(tree).at(-1) ?? openDialogs(tree).findLast(({ type }) => !BARS.has(type));
}

/** A tap elsewhere leaves these open. */
const BARS = new Set(['Banner', 'SnackBar']);

export function longPress(context: ClientContext, { control }: Widget): void {
  act(context, control, 'longPress', undefined);
}

/** Where nobody waits for the second click, it counts as one more. */
export function doubleClick(context: ClientContext, widget: Widget): void {
  if (act(context, widget.control, 'doubleClick', undefined) !== 'no gesture') return;
  tap(context, widget);
  tap(context, widget);
}

export function secondaryClick(context: ClientContext, { control }: Widget): void {
  act(context, control, 'buttonClick', 'secondary');
}

/** The mouse comes over a widget, and so leaves what it was over. */
export function hover(context: ClientContext, { control }: Widget): void {
  const { finders } = context;
  const target = targetOf(control, 'hover');
  const { hovered } = finders;
  if (hovered === target) return;
  finders.hovered = undefined;
  if (hovered !== undefined && context.tree.has(hovered)) {
    attempt(() => performGesture(context, hovered, 'hover', false));
  }
  if (target === undefined) return;
  if (attempt(() => performGesture(context, target, 'hover', true)) === 'done') finders.hovered = target;
}

export function enterText(context: ClientContext, { control, enter }: Widget, text: string): void {
  if (enter !== undefined) {
    enter(text);
    return;
  }
  const field = targetOf(control, 'fill');
  if (field === undefined) throw new Error(`Exception: ${control.type} is no field, and there is none in it`);
  performGesture(context, field, 'fill', text);
}

/** Drags whatever at or around a widget can be dragged, moved, slid or scrolled. */
export function drag(context: ClientContext, { control }: Widget, by: Point): void {
  for (let at: Control | undefined = control; at !== undefined; at = at.parent) {
    const dragged = at;
    for (const way of WAYS) if (attempt(() => way(context, dragged, by)) !== 'no gesture') return;
  }
}

type Way = (context: ClientContext, control: Control, by: Point) => void;

const WAYS: readonly Way[] = [
  reorder,
  slide,
  (context, control, by) => performGesture(context, control, 'drag', { by }),
  (context, control, by) => performGesture(context, control, 'swipe', direction(by)),
  // What a finger moves to the left comes from the right.
  (context, control, by) => performGesture(context, control, 'scroll', { x: -by.x, y: -by.y }),
];

function noGesture(): never {
  throw new FletError('ERR_EMBED_FLET_NO_GESTURE', 'Cannot be dragged this way');
}

/** A handle takes its item along, to the place of the item over which it is let go. */
function reorder(context: ClientContext, handle: Control, by: Point): void {
  if (handle.type !== 'ReorderableDragHandle') noGesture();
  const list = handle.closest(({ type }) => type === 'ReorderableListView');
  if (list === undefined) noGesture();
  const { layout } = context;
  const items = list.children('controls').filter((item) => item.flag('visible'));
  const from = items.findIndex((item) => handle.closest((ancestor) => ancestor === item) !== undefined);
  const start = layout.offsetOf(list, items[from]!) + (list.flag('horizontal') ? by.x : by.y);
  const distance = (place: number): number => Math.abs(layout.offsetOf(list, items[place]!) - start);
  const to = [...items.keys()].reduce((best, place) => (distance(place) < distance(best) ? place : best), from);
  performGesture(context, list, 'reorder', [from, to]);
}

/** A slider goes to where the finger came down, its middle, and from there along. */
function slide(context: ClientContext, slider: Control, by: Point): void {
  if (slider.type !== 'Slider' && slider.type !== 'CupertinoSlider') noGesture();
  const min = slider.number('min') ?? 0;
  const max = slider.number('max') ?? 1;
  const { width } = context.layout.sizeOf(slider);
  const part = 0.5 + (width > 0 ? by.x / width : 0);
  performGesture(context, slider, 'slide', min + Math.min(1, Math.max(0, part)) * (max - min));
}

function direction({ x, y }: Point): GestureArguments['swipe'] {
  if (Math.abs(x) >= Math.abs(y)) return x < 0 ? 'left' : 'right';
  return y < 0 ? 'up' : 'down';
}
