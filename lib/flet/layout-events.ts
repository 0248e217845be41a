/** What a page without pixels tells about sizes and animations: each size once, as soon as it is known; animations at once. */

import type { ClientContext } from './context.js';
import type { Control } from './control.js';
import type { Measure } from './layout.js';
import type { Change } from './patch.js';
import { Double, type Value } from './values.js';

/** Whose own event of that name tells their size; all others have `size_change`. */
const RESIZING: ReadonlySet<string> = new Set(['Canvas', 'MatplotlibChartCanvas']);

/** A control has come onto the page, and so has a size. */
export function laidOut(context: ClientContext, control: Control): void {
  const isOwn = RESIZING.has(control.type) && control.handles('resize');
  if (!isOwn && !control.handles('size_change')) return;
  const size = context.layout.sizeOf(control);
  if (!context.layout.isNews(control, size)) return;
  const data = { w: new Double(size.width), h: new Double(size.height) };
  if (isOwn) context.emit(control, 'resize', data);
  context.emit(control, 'size_change', data);
}

/** The page has another size, and with it all that is as large as the page. */
export function pageResized(context: ClientContext): void {
  if (context.isLed()) return;
  for (const control of context.tree.page.walk()) laidOut(context, control);
}

/** A test says how large a control is. */
export function measure(context: ClientContext, control: Control, size: Measure): void {
  context.layout.tell(control, size);
  laidOut(context, control);
}

/** Which property's change is animated, by what, and what the end of that is called. */
interface Animation {
  name: string;
  properties: readonly string[];
}

const ANIMATIONS: Readonly<Record<string, Animation>> = {
  animate_opacity: { name: 'opacity', properties: ['opacity'] },
  animate_rotation: { name: 'rotation', properties: ['rotate'] },
  animate_scale: { name: 'scale', properties: ['scale'] },
  animate_offset: { name: 'offset', properties: ['offset'] },
  animate_align: { name: 'align', properties: ['align'] },
  animate_margin: { name: 'margin', properties: ['margin'] },
  animate_position: { name: 'position', properties: ['left', 'top', 'right', 'bottom'] },
};

/** What an animated `Container` animates. */
const CONTAINER: Animation = {
  name: 'container',
  properties: [
    'alignment',
    'bgcolor',
    'blend_mode',
    'border',
    'border_radius',
    'foreground_decoration',
    'gradient',
    'height',
    'image',
    'margin',
    'padding',
    'shadow',
    'shape',
    'width',
  ],
};

/** The names of the animations that a change of some properties starts, and that end at once. */
function animated(control: Control, changed: ReadonlySet<string>): string[] {
  const running: Animation[] = [];
  for (const [switchedBy, animation] of Object.entries(ANIMATIONS)) {
    if (isOn(control.get(switchedBy))) running.push(animation);
  }
  if (control.type === 'Container' && isOn(control.get('animate'))) running.push(CONTAINER);
  return running.filter(({ properties }) => properties.some((name) => changed.has(name))).map(({ name }) => name);
}

function isOn(animation: Value): boolean {
  return animation !== null && animation !== false;
}

/** The app has changed properties of controls that were on the page before, all in one patch. */
export function propertiesChanged(context: ClientContext, changes: Iterable<Change>): void {
  const byControl = new Map<Control, Set<string>>();
  for (const { control, property, previous } of changes) {
    if (!context.tree.has(control) || control.properties.get(property) === previous) continue;
    const properties = byControl.get(control) ?? new Set();
    byControl.set(control, properties.add(property));
  }
  for (const [control, properties] of byControl) {
    laidOut(context, control);
    if (!control.handles('animation_end')) continue;
    for (const name of animated(control, properties)) context.emit(control, 'animation_end', name);
  }
}
