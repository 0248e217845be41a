/**
 * How far what scrolls is scrolled, in the viewer that drives. Real clients tell it only where `on_scroll` asks for it, so the mirror
 * asks everywhere, and keeps from the app what the app has not asked for.
 */

import { encodeMessage } from '../flet/codec.js';
import type { Control } from '../flet/control.js';
import type { ControlTree } from '../flet/control-tree.js';
import { isScrollable, scrolls } from '../flet/gestures/scrolling.js';
import { Action } from '../flet/messages.js';
import type { Change } from '../flet/patch.js';
import { Double, isMap, type WireMap, type WireValue } from '../flet/values.js';
import type { ConnectedViewer } from './connected-viewer.js';
import { describedControls } from './described-controls.js';
import { nextQuestion } from './handover.js';
import { replacement } from './packets.js';

/** A real client jumps to whole physical pixels. */
const TOLERANCE = 1;

export class Scrolling {
  readonly #positions: Map<number, number>;

  /** @param positions Where the app's user was before: pixels from the start, by the control's id. */
  constructor(positions: ReadonlyMap<number, number>) {
    this.#positions = new Map(positions);
  }

  /** Pixels from the start, by the control's id, of all that has been scrolled. */
  get positions(): ReadonlyMap<number, number> {
    return this.#positions;
  }

  /** The viewer that drives tells of a `scroll`. True if the app is to hear of it. */
  heard(viewer: ConnectedViewer, control: Control, data: WireValue): boolean {
    const { event_type: kind, pixels } = isMap(data) ? data : {};
    // The wheel over a `GestureDetector` has another form.
    if (typeof kind !== 'string') return true;
    if (!Number.isFinite(pixels)) return control.handles('scroll');
    this.#positions.set(control.id, pixels as number);
    return !isEcho(viewer, control, pixels as number, kind) && control.handles('scroll');
  }

  /** Scrolls a viewer that has just got the page to where its user was. The app does not hear of that. */
  restore(viewer: ConnectedViewer, tree: ControlTree): void {
    for (const [id, pixels] of this.#positions) {
      const control = tree.get(id);
      if (control === undefined || pixels <= 0) continue;
      viewer.scrolledTo.set(control, pixels);
      viewer.send(scrollTo(id, pixels));
    }
  }

  /** Controls have left. */
  prune(tree: ControlTree): void {
    for (const id of this.#positions.keys()) if (tree.get(id) === undefined) this.#positions.delete(id);
  }
}

function isEcho(viewer: ConnectedViewer, control: Control, at: number, kind: string): boolean {
  const target = viewer.scrolledTo.get(control);
  if (target === undefined) return false;
  const isThere = Math.abs(at - target) < TOLERANCE && kind !== 'user';
  if (!isThere || kind === 'end') viewer.scrolledTo.delete(control);
  return isThere;
}

/** As the method of the same name does at once, without an animation. */
function scrollTo(id: number, pixels: number): Uint8Array {
  const args = { offset: new Double(pixels), delta: null, scroll_key: null, duration: 0, curve: null };
  return encodeMessage(Action.INVOKE_METHOD, { control_id: id, call_id: nextQuestion(), name: 'scroll_to', args });
}

/** Asks for the scrolling of everything in a description of controls, in place. */
export function askForScrolling(described: WireMap): void {
  for (const control of describedControls(described)) {
    const { _c: type, scroll } = control;
    if (typeof type === 'string' && scrolls(type, scroll)) control['on_scroll'] = true;
  }
}

/** What asks for it of the controls that a patch has brought, or that scroll only since then. */
export function scrollingPackets(
  changes: readonly Change[],
  added: readonly Control[],
  tree: ControlTree,
): Uint8Array[] {
  const concerned = new Set<Control>();
  for (const { control, property } of changes) {
    if (property === 'on_scroll' || property === 'scroll') concerned.add(control);
  }
  for (const root of added) for (const control of root.walk()) concerned.add(control);
  return [...concerned]
    .filter((control) => isScrollable(control) && !control.handles('scroll') && tree.get(control.id) === control)
    .map(({ id }) => replacement(id, { on_scroll: true }));
}
