/** Where a pointer is, in the forms in which events tell it. */

import { describe } from '../../errors.js';
import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { Double, type WireMap } from '../values.js';
import type { Point } from './gesture.js';

const TOUCH_PLATFORMS = new Set(['android', 'android_tv', 'ios']);

/** `{x, y}` of doubles. */
export function offset({ x, y }: Point): WireMap {
  return { x: new Double(x), y: new Double(y) };
}

export const ORIGIN: Point = { x: 0, y: 0 };

export function plus(point: Point, by: Point, times = 1): Point {
  return { x: point.x + by.x * times, y: point.y + by.y * times };
}

export function minus(point: Point, other: Point): Point {
  return plus(point, other, -1);
}

/** The given point of a control, or else its middle as far as its size is known. */
export function pointOf(context: ClientContext, control: Control, at: Point | undefined): Point {
  return at ?? context.layout.middleOf(control);
}

/** The kind of pointer that a user of the page's platform has. */
export function pointerKind(context: ClientContext): 'mouse' | 'touch' {
  return TOUCH_PLATFORMS.has(context.tree.page.string('platform') ?? '') ? 'touch' : 'mouse';
}

/** `{l, g}`. Nothing is laid out here: every control begins in the corner of the page. */
export function position(at: Point): WireMap {
  return { l: offset(at), g: offset(at) };
}

/** `{k, l, g}`: a pointer that is pressed or released. */
export function pointer(context: ClientContext, control: Control, at?: Point): WireMap {
  return { k: pointerKind(context), ...position(pointOf(context, control, at)) };
}

/** Everything that Flet tells about the state of a mouse. `delta` is left out where the event has none. */
export function mouse(context: ClientContext, at: Point, pressed: boolean, delta?: Point): WireMap {
  const zero = new Double(0);
  const one = new Double(1);
  return {
    k: 'mouse',
    ...position(at),
    ts: context.pointerState.tick(),
    dev: 0,
    ps: pressed ? one : zero,
    pMin: one,
    pMax: one,
    dist: zero,
    distMax: zero,
    size: zero,
    rMj: zero,
    rMn: zero,
    rMin: zero,
    rMax: zero,
    or: zero,
    tilt: zero,
    ld: delta === undefined ? { x: null, y: null } : offset(delta),
  };
}

/** The moves of a drag: each with the point it comes to, what it adds, and the way from the start. */
export function* moves(from: Point, by: Point, steps: number): Generator<{ at: Point; delta: Point; way: Point }> {
  if (!Number.isInteger(steps) || steps < 0) {
    throw new RangeError(`Expected a whole number, 0 or more, for the steps of a drag but received ${describe(steps)}`);
  }
  let last = from;
  for (let step = 1; step <= steps; step++) {
    const at = plus(from, by, step / steps);
    yield { at, delta: minus(at, last), way: minus(at, from) };
    last = at;
  }
}
