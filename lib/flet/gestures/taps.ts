/** Taps and presses on a `GestureDetector`. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { Double, type WireMap } from '../values.js';
import { type Cancellable, type Point, refused, type Touches } from './gesture.js';
import { longPress } from './long-press.js';
import { ORIGIN, pointer, pointOf, position } from './pointer.js';

/** True when the app has a handler for one of the events whose names begin so. */
export function handlesAny(control: Control, beginning: string): boolean {
  for (const [name, value] of control.properties) if (value === true && name.startsWith(`on_${beginning}`)) return true;
  return false;
}

/** `tap` itself carries what `tap_down` did. */
export function tap(context: ClientContext, control: Control, at?: Point): void {
  const data = pointer(context, control, at);
  context.emit(control, 'tap_down', data);
  context.emit(control, 'tap_up', data);
  context.emit(control, 'tap', data);
}

/** Two taps in a row, where nothing waits for a double tap. */
export function doubleTap(context: ClientContext, control: Control, at?: Point): void {
  if (!handlesAny(control, 'double_tap')) {
    tap(context, control, at);
    tap(context, control, at);
    return;
  }
  context.emit(control, 'double_tap_down', pointer(context, control, at));
  context.emit(control, 'double_tap');
}

export function otherTap(context: ClientContext, control: Control, button: 'secondary' | 'tertiary'): void {
  const data = pointer(context, control);
  context.emit(control, `${button}_tap_down`, data);
  context.emit(control, `${button}_tap_up`, data);
  // Flet has no `tertiary_tap`.
  if (button === 'secondary') context.emit(control, 'secondary_tap');
}

/** A finger that stays where nothing waits for that is a tap, once it is lifted. */
export function press(context: ClientContext, control: Control, at?: Point): void {
  if (!handlesAny(control, 'long_press')) tap(context, control, at);
  else longPress(context, control, { by: ORIGIN, steps: 0, ...(at === undefined ? {} : { from: at }) });
}

/** The finger comes down, and then something else takes the gesture over. */
export function cancel(context: ClientContext, control: Control, name: Cancellable): void {
  const isDrag = name === 'pan' || name.endsWith('_drag');
  const at = pointOf(context, control, undefined);
  context.emit(control, `${name}_down`, isDrag ? position(at) : pointer(context, control, at));
  context.emit(control, `${name}_cancel`);
}

/** `multi_tap` is true when the expected number of fingers is reached, and false for each finger that is lifted. */
export function multiTouch(context: ClientContext, control: Control, { fingers, hold = false }: Touches): void {
  if (!Number.isInteger(fingers) || fingers < 1) throw refused(control, `takes one finger or more, not ${fingers}`);
  const expected = control.number('multi_tap_touches') ?? 0;
  const reached = expected > 0 ? Math.floor(fingers / expected) : 0;
  for (let i = 0; i < reached; i++) context.emit(control, 'multi_tap', { ct: true });
  if (hold && reached > 0) context.emit(control, 'multi_long_press');
  for (let i = 0; i < fingers; i++) context.emit(control, 'multi_tap', { ct: false });
}

/** The pressures at which a press begins to count, and at which it peaks. */
const START = 0.4;
const PEAK = 0.85;

export function forcePress(context: ClientContext, control: Control, pressure: number): void {
  if (!(pressure >= 0 && pressure <= 1)) throw refused(control, `takes a pressure from 0 to 1, not ${pressure}`);
  if (pressure < START) return;
  const at = position(pointOf(context, control, undefined));
  const data = (p: number): WireMap => ({ ...at, p: new Double(p) });
  context.emit(control, 'force_press_start', data(START));
  if (pressure >= PEAK) context.emit(control, 'force_press_peak', data(pressure));
  context.emit(control, 'force_press_update', data(pressure));
  context.emit(control, 'force_press_end', data(0));
}
