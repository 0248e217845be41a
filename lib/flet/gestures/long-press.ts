/** Long presses, with any button, with or without moves. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import type { WireMap } from '../values.js';
import type { Drag } from './gesture.js';
import { moves, ORIGIN, offset, plus, pointer, pointOf, position } from './pointer.js';

export function longPress(context: ClientContext, control: Control, argument: Drag): void {
  const { by, steps = 1, from, button = 'primary' } = argument;
  const name = button === 'primary' ? 'long_press' : `${button}_long_press`;
  const start = pointOf(context, control, from);
  context.emit(control, `${name}_down`, pointer(context, control, start));
  context.emit(control, `${name}_start`, position(start));
  context.emit(control, name);
  for (const { at, way } of moves(start, by, steps)) {
    const origin = offset(way);
    // Flet's own client calls the first `ofo`, which Python does not know.
    const offsets: WireMap = context.faithful ? { ofo: origin, lofo: origin } : { of: origin, lofo: origin };
    context.emit(control, `${name}_move_update`, { ...position(at), ...offsets });
  }
  const end = steps === 0 ? start : plus(start, by);
  context.emit(control, `${name}_end`, { ...position(end), v: offset(ORIGIN) });
  context.emit(control, `${name}_up`);
}
