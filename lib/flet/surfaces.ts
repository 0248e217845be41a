/** How much of the page is taken by what is open above it, where Flutter's rules say so without a layout. */

import type { ClientContext } from './context.js';
import type { Control } from './control.js';
import type { Point } from './gestures/gesture.js';
import type { Size } from './layout.js';
import { placeOf, roomFor } from './places.js';
import { isMap } from './values.js';

type Area = Point & Size;
type Surface = (context: ClientContext, control: Control) => Area | undefined;

/** The bar of a search bar, and the least that its view takes. */
const BAR = { minWidth: 360, maxWidth: 800, height: 56 };
const VIEW: Readonly<Record<string, unknown>> = { min_width: 360, min_height: 240 };

const DRAWER_WIDTH = 304;

const wholePage: Surface = ({ layout, tree }) => ({ x: 0, y: 0, ...layout.sizeOf(tree.page) });

/** At its bar, as wide as that and two thirds as high as the page, within its constraints; moved to where it fits. */
const searchView: Surface = (context, bar) => {
  const { layout, tree } = context;
  if (bar.flag('full_screen')) return wholePage(context, bar);
  const page = layout.sizeOf(tree.page);
  const told = bar.get('view_size_constraints');
  const limits: Readonly<Record<string, unknown>> = isMap(told) ? told : VIEW;
  const limited = (length: number, side: 'width' | 'height'): number =>
    clamp(length, Number(limits[`min_${side}`] ?? 0), Number(limits[`max_${side}`] ?? Number.POSITIVE_INFINITY));
  const barWidth = bar.number('width') ?? clamp(roomFor(layout, bar), BAR.minWidth, BAR.maxWidth);
  const width = limited(barWidth, 'width');
  const height = limited((page.height * 2) / 3, 'height');
  const place = placeOf(layout, bar);
  const x = tree.page.flag('rtl') ? Math.max(0, place.x + barWidth - width) : place.x;
  return {
    x: Math.max(0, Math.min(x, page.width - width)),
    y: Math.max(0, Math.min(place.y, page.height - height)),
    width,
    height,
  };
};

/** As high as the page, at its start or its end. */
const drawer: Surface = ({ layout, tree }, control) => {
  const page = layout.sizeOf(tree.page);
  const isAtEnd = control.parent?.child('end_drawer') === control;
  const isAtRight = isAtEnd !== tree.page.flag('rtl');
  const width = control.number('width') ?? DRAWER_WIDTH;
  return { x: isAtRight ? page.width - width : 0, y: 0, width, height: page.height };
};

const SURFACES: Readonly<Record<string, Surface>> = {
  BottomSheet: (context, sheet) => (sheet.flag('fullscreen') ? wholePage(context, sheet) : undefined),
  DateRangePicker: wholePage,
  NavigationDrawer: drawer,
  SearchBar: searchView,
};

/** True when a place on the page is known to lie on what a control has open there. */
export function isOn(context: ClientContext, control: Control, { x, y }: Point): boolean {
  const surface = Object.hasOwn(SURFACES, control.type) ? SURFACES[control.type] : undefined;
  const area = surface?.(context, control);
  if (area === undefined) return false;
  return x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
