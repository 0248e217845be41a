/** The desktop window: what the user, or the app, does to it. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { WINDOW_ID } from '../control-tree.js';
import { pageResized } from '../layout-events.js';
import { Double, type WireMap, type WireValue } from '../values.js';

/** What a user can do to a window. Lengths in logical pixels. */
export interface WindowChanges {
  maximized?: boolean;
  minimized?: boolean;
  fullScreen?: boolean;
  focused?: boolean;
  visible?: boolean;
  width?: number;
  height?: number;
  left?: number;
  top?: number;
}

/** The state that is told with every event, and its defaults. Numbers are doubles. */
const STATE: Readonly<Record<string, boolean | number>> = {
  maximized: false,
  minimized: false,
  full_screen: false,
  always_on_top: false,
  focused: true,
  visible: true,
  width: 0,
  height: 0,
  top: 0,
  left: 0,
  opacity: 1,
};

/** The event of each switch, on and off. */
const SWITCHES: Readonly<Record<string, readonly [on: string, off: string]>> = {
  maximized: ['maximize', 'unmaximize'],
  minimized: ['minimize', 'restore'],
  full_screen: ['enter-full-screen', 'leave-full-screen'],
  visible: ['show', 'hide'],
  focused: ['focus', 'blur'],
};

/** The window; undefined where the page has none: in a browser, on a phone. */
export function desktopWindow(context: ClientContext): Control | undefined {
  const window = context.tree.get(WINDOW_ID);
  return window?.number('width') === undefined ? undefined : window;
}

/** Tells the window's state, then what has happened to it. */
export function tellWindow(context: ClientContext, window: Control, type: string, changes: WireMap = {}): void {
  const state: WireMap = {};
  for (const [name, fallback] of Object.entries(STATE)) {
    const value = window.get(name) ?? fallback;
    state[name] = typeof fallback === 'number' ? new Double(Number(value)) : value === true;
  }
  context.update(window, { ...state, ...changes });
  context.emit(window, 'event', { type });
}

/** What the user does to the window; what it is already, stays without a word. */
export function changeWindow(context: ClientContext, changes: WindowChanges): void {
  const window = desktopWindow(context);
  if (window === undefined) return;
  const { fullScreen, width, height, left, top, ...switches } = changes;
  const wanted: Record<string, boolean | undefined> = { ...switches, full_screen: fullScreen };
  for (const name of Object.keys(SWITCHES)) {
    const on = wanted[name];
    if (on !== undefined && on !== isOn(window, name)) tellWindow(context, window, eventOf(name, on), hidden(name, on));
  }
  const moved: WireMap = {};
  for (const [name, value] of Object.entries({ left, top })) {
    if (value !== undefined && value !== (window.number(name) ?? 0)) moved[name] = new Double(value);
  }
  if (Object.keys(moved).length > 0) tellWindow(context, window, 'moved', moved);
  if (width !== undefined || height !== undefined) {
    resize(context, width ?? window.number('width') ?? 0, height ?? window.number('height') ?? 0);
  }
}

function isOn(window: Control, name: string): boolean {
  return (window.get(name) ?? STATE[name]) === true;
}

function eventOf(name: string, on: boolean): string {
  return SWITCHES[name]![on ? 0 : 1];
}

/** The property itself; a window that is hidden loses the focus too. */
function hidden(name: string, on: boolean): WireMap {
  return name === 'visible' && !on ? { visible: false, focused: false } : { [name]: on };
}

/** The page has a new size, and with it the window. */
export function resize(context: ClientContext, width: number, height: number): void {
  const { page } = context.tree;
  const size = { width: new Double(width), height: new Double(height) };
  context.update(page, size);
  context.emitAlways(page, 'resize', size);
  const window = desktopWindow(context);
  if (window !== undefined) tellWindow(context, window, 'resized', size);
  pageResized(context);
}

/** The app has changed a property: the system does it, and the client tells it like any change. */
export function obeyWindow(context: ClientContext, window: Control, name: string, previous: WireValue): void {
  if (desktopWindow(context) === undefined || window.get(name) === previous) return;
  if (name === 'left' || name === 'top') {
    tellWindow(context, window, 'moved');
  } else if (name === 'width' || name === 'height') {
    const { page } = context.tree;
    const width = window.number('width') ?? page.number('width') ?? 0;
    const height = window.number('height') ?? page.number('height') ?? 0;
    // Both sides may have changed in one patch: the first of them resizes the page.
    if (width !== page.number('width') || height !== page.number('height')) resize(context, width, height);
  } else {
    const on = isOn(window, name);
    if (on !== ((previous ?? STATE[name]) === true)) tellWindow(context, window, eventOf(name, on), hidden(name, on));
  }
}

export const OBEYED: readonly string[] = [...Object.keys(SWITCHES), 'left', 'top', 'width', 'height'];
