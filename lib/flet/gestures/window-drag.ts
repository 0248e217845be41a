/** `WindowDragArea`: the part of a page by which a window without title bar is moved. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { Double } from '../values.js';
import type { Drag, GestureTable } from './gesture.js';
import { ORIGIN, offset, plus, pointer, pointOf, position } from './pointer.js';
import { changeWindow, desktopWindow } from './window.js';

/** The window's way is the system's business: there are no moves. */
function drag(context: ClientContext, area: Control, { by, from }: Drag): void {
  const start = pointOf(context, area, from);
  context.emit(area, 'drag_start', { ...pointer(context, area, start), ts: context.pointerState.tick() });
  const end = { ...position(plus(start, by)), v: offset(ORIGIN), pv: new Double(0) };
  context.emit(area, 'drag_end', end);
}

/** Flet's own client says in a string what became of the window; Python reads the event's type from a map. */
function doubleClick(context: ClientContext, area: Control): void {
  if (context.tree.page.flag('web')) {
    // A browser has no window to maximize: there it waits for no second press, and each is a drag to where it began.
    for (let press = 0; press < 2; press++) drag(context, area, { by: ORIGIN });
    return;
  }
  if (!area.flag('maximizable')) return;
  const window = desktopWindow(context);
  const isMaximized = window?.flag('maximized') === true;
  const type = isMaximized ? 'unmaximize' : 'maximize';
  context.emit(area, 'double_tap', context.faithful ? type : { type, data: type });
  if (window !== undefined) changeWindow(context, { maximized: !isMaximized });
}

export const WINDOW_DRAG_GESTURES: Readonly<Record<string, GestureTable>> = {
  WindowDragArea: { drag, doubleClick },
};
