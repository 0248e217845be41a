/**
 * Drags over a `GestureDetector`. It has several kinds of them; which one a movement is depends on its direction and on what
 * the app listens to, as in Flutter: an axis takes what goes along it, a pan takes what no axis takes.
 *
 * A drag begins at once, without the few pixels that a real finger needs to be told from a tap, so that the moves add up to
 * the whole way. It ends at rest; a swipe does not.
 */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { Double, type WireValue } from '../values.js';
import { type Drag, type GestureArguments, type Point, refused } from './gesture.js';
import { longPress } from './long-press.js';
import { minus, mouse, moves, ORIGIN, offset, plus, pointer, pointerKind, pointOf, position } from './pointer.js';
import { slide } from './scaling.js';
import { handlesAny } from './taps.js';

type Axis = 'horizontal' | 'vertical';

export function drag(context: ClientContext, control: Control, argument: Drag): void {
  const { button = 'primary', hold = false } = argument;
  if (hold) longPress(context, control, argument);
  else if (button === 'secondary') rightPan(context, control, argument);
  else if (button === 'tertiary') throw refused(control, 'takes no drag with the tertiary button');
  else primaryDrag(context, control, argument, ORIGIN);
}

/** How far a swipe goes, and how fast it is when the finger leaves. */
const SWIPE_WAY = 100;
const SWIPE_SPEED = 1000;

const DIRECTIONS: Readonly<Record<GestureArguments['swipe'], Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

export function swipe(context: ClientContext, control: Control, direction: GestureArguments['swipe']): void {
  const towards = DIRECTIONS[direction];
  const by = plus(ORIGIN, towards, SWIPE_WAY);
  primaryDrag(context, control, { by }, plus(ORIGIN, towards, SWIPE_SPEED));
}

function primaryDrag(context: ClientContext, control: Control, argument: Drag, velocity: Point): void {
  const axis = axisOf(control, argument.by);
  if (axis !== undefined) dragAlong(context, control, argument, velocity, axis);
  else if (handlesAny(control, 'pan_')) pan(context, control, argument, velocity);
  else if (handlesAny(control, 'scale_')) slide(context, control, 'scale', argument, velocity);
  else moveTap(context, control, argument);
}

/** The axis that takes a movement: the one along which it goes further, or else the only one that is listened to. */
function axisOf(control: Control, by: Point): Axis | undefined {
  const longer: Axis = Math.abs(by.x) >= Math.abs(by.y) ? 'horizontal' : 'vertical';
  if (handlesAny(control, `${longer}_drag_`)) return longer;
  const other: Axis = longer === 'horizontal' ? 'vertical' : 'horizontal';
  const isAlone = !handlesAny(control, 'pan_') && !handlesAny(control, 'scale_');
  return isAlone && handlesAny(control, `${other}_drag_`) ? other : undefined;
}

function pan(context: ClientContext, control: Control, argument: Drag, velocity: Point): void {
  const { by, steps = 1, from } = argument;
  const start = pointOf(context, control, from);
  context.emit(control, 'pan_down', position(start));
  context.emit(control, 'pan_start', { ...pointer(context, control, start), ts: context.pointerState.tick() });
  for (const { at, delta, way } of moves(start, by, steps)) {
    // The client measures the local way from the last move, but the global one from the start.
    const deltas = { ld: offset(delta), gd: offset(way), pd: null };
    context.emit(control, 'pan_update', { ...position(at), ...deltas, ts: context.pointerState.tick() });
  }
  const isAtRest = velocity.x === 0 && velocity.y === 0;
  const ending = { v: offset(velocity), pv: isAtRest ? new Double(0) : null };
  context.emit(control, 'pan_end', { ...position(plus(start, by)), ...ending });
}

function dragAlong(context: ClientContext, control: Control, argument: Drag, velocity: Point, axis: Axis): void {
  const { by, steps = 1, from } = argument;
  const along = (point: Point): WireValue => new Double(axis === 'horizontal' ? point.x : point.y);
  const name = `${axis}_drag`;
  const start = pointOf(context, control, from);
  context.emit(control, `${name}_down`, position(start));
  context.emit(control, `${name}_start`, {
    k: pointerKind(context),
    ...position(start),
    ts: context.pointerState.tick(),
  });
  for (const { at, delta } of moves(start, by, steps)) {
    const deltas = { ld: offset(delta), gd: offset(delta), pd: along(delta) };
    context.emit(control, `${name}_update`, { ...position(at), ...deltas, ts: context.pointerState.tick() });
  }
  context.emit(control, `${name}_end`, {
    ...position(plus(start, by)),
    v: offset(velocity),
    pv: along(velocity),
  });
}

/** With the right mouse button. The client tells moves and end only to an app that listens to the start. */
function rightPan(context: ClientContext, control: Control, argument: Drag): void {
  const { by, steps = 1, from } = argument;
  if (!control.handles('right_pan_start')) return;
  const start = pointOf(context, control, from);
  context.emit(control, 'right_pan_start', mouse(context, start, true));
  for (const { at, delta } of moves(start, by, steps)) {
    context.emit(control, 'right_pan_update', mouse(context, at, true, delta));
  }
  context.emit(control, 'right_pan_end', mouse(context, plus(start, by), false));
}

/** How far a finger may stray before its touch is no tap any more. */
const SLOP = 18;

/** Where nothing waits for drags, a small one is a tap, and a large one a tap that is cancelled. */
function moveTap(context: ClientContext, control: Control, { by, steps = 1, from }: Drag): void {
  const start = pointOf(context, control, from);
  const down = pointer(context, control, start);
  let last = start;
  context.emit(control, 'tap_down', down);
  for (const { at, way } of moves(start, by, steps)) {
    if (Math.hypot(way.x, way.y) > SLOP) {
      context.emit(control, 'tap_cancel');
      return;
    }
    context.emit(control, 'tap_move', { ...pointer(context, control, at), d: offset(minus(at, last)) });
    last = at;
  }
  context.emit(control, 'tap_up', pointer(context, control, last));
  context.emit(control, 'tap', down);
}
