/** Gestures that scale: two fingers that part and turn, one that moves, a wheel. `GestureDetector` and `InteractiveViewer`. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { Double, type Duration, type WireMap } from '../values.js';
import { type Drag, type GestureTable, type Pinch, type Point, refused } from './gesture.js';
import { moves, ORIGIN, offset, plus, pointOf } from './pointer.js';

/** How the events of a control begin. */
export type ScalePrefix = 'scale' | 'interaction';

interface ScaleStep {
  delta: Point;
  fingers: number;
  scale?: number;
  rotation?: number;
}

function focus(at: Point): WireMap {
  return { gfp: offset(at), lfp: offset(at) };
}

/** When it happens: a finger tells that, a wheel does not. */
function moment(context: ClientContext, fingers: number): Duration | null {
  return fingers === 0 ? null : context.pointerState.tick();
}

function start(context: ClientContext, control: Control, prefix: ScalePrefix, at: Point, fingers: number): void {
  context.emit(control, `${prefix}_start`, { ...focus(at), pc: fingers, ts: moment(context, fingers) });
}

function update(context: ClientContext, control: Control, prefix: ScalePrefix, at: Point, step: ScaleStep): void {
  const { delta, fingers, scale = 1, rotation = 0 } = step;
  const size = new Double(scale);
  context.emit(control, `${prefix}_update`, {
    ...focus(at),
    fpd: offset(delta),
    pc: fingers,
    hs: size,
    vs: size,
    s: size,
    rot: new Double(rotation),
    ts: moment(context, fingers),
  });
}

/** @param fingers Those that are still on the screen. */
function end(context: ClientContext, control: Control, prefix: ScalePrefix, fingers: number, velocity: Point): void {
  context.emit(control, `${prefix}_end`, { pc: fingers, v: offset(velocity) });
}

/** Two fingers. The gesture is over as soon as the first one is lifted. */
export function pinch(context: ClientContext, control: Control, prefix: ScalePrefix, argument: Pinch): void {
  const { scale = 1, rotation = 0, by = ORIGIN } = argument;
  if (!(scale > 0)) throw refused(control, `takes a scale above 0, not ${scale}`);
  const from = pointOf(context, control, undefined);
  start(context, control, prefix, from, 2);
  update(context, control, prefix, plus(from, by), { delta: by, fingers: 2, scale, rotation });
  end(context, control, prefix, 1, ORIGIN);
}

/** One finger, which moves without scaling. */
export function slide(
  context: ClientContext,
  control: Control,
  prefix: ScalePrefix,
  argument: Drag,
  velocity: Point = ORIGIN,
): void {
  const { by, steps = 1, from } = argument;
  const first = pointOf(context, control, from);
  start(context, control, prefix, first, 1);
  for (const { at, delta } of moves(first, by, steps)) update(context, control, prefix, at, { delta, fingers: 1 });
  end(context, control, prefix, 0, velocity);
}

/** A viewer scales with the wheel of a mouse, which is no finger. */
function zoom(context: ClientContext, control: Control, by: Point): void {
  const at = pointOf(context, control, undefined);
  const scale = Math.exp(-by.y / (control.number('scale_factor') ?? 200));
  start(context, control, 'interaction', at, 0);
  update(context, control, 'interaction', at, { delta: ORIGIN, fingers: 0, scale });
  end(context, control, 'interaction', 0, ORIGIN);
}

/** One event per step: the client's throttle is not reproduced. */
export const VIEWER_GESTURES: Readonly<Record<string, GestureTable>> = {
  InteractiveViewer: {
    pinch: (context, control, argument) => pinch(context, control, 'interaction', argument),
    drag: (context, control, argument) => slide(context, control, 'interaction', argument),
    scroll: zoom,
  },
};
