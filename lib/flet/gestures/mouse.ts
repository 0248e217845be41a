/** What a mouse does above a `GestureDetector` without pressing a button. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import type { Point } from './gesture.js';
import { minus, mouse, offset, pointOf, position } from './pointer.js';

export function hover(context: ClientContext, control: Control, entering: boolean): void {
  if (entering) {
    pointAt(context, control, pointOf(context, control, undefined));
    return;
  }
  const at = context.pointerState.over(control) ?? pointOf(context, control, undefined);
  context.pointerState.left(control);
  context.emit(control, 'exit', mouse(context, at, false));
}

/** A mouse that comes enters and moves at once. */
export function pointAt(context: ClientContext, control: Control, at: Point): void {
  let last = context.pointerState.over(control);
  if (last === undefined) {
    context.emit(control, 'enter', mouse(context, at, false));
    last = at;
  }
  context.pointerState.entered(control, at);
  context.emit(control, 'hover', mouse(context, at, false, minus(at, last)));
}

export function wheel(context: ClientContext, control: Control, by: Point): void {
  const at = context.pointerState.over(control) ?? pointOf(context, control, undefined);
  context.emit(control, 'scroll', { ...position(at), sd: offset(by) });
}
