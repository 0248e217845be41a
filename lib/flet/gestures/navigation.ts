/** Bars, rails and drawers of destinations, and views of pages: one of several is selected. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { ownText } from '../own-text.js';
import { type Choice, type GestureArguments, type GestureTable, refused } from './gesture.js';

function setIndex(context: ClientContext, control: Control, selected: number): void {
  context.update(control, { selected_index: selected });
  context.emit(control, 'change', selected);
}

/** The place of an item, given by place or by text. */
export function placeOf(control: Control, items: Control[], choice: Choice): number {
  const found = typeof choice === 'number' ? choice : items.findIndex((item) => ownText(item) === choice);
  if (items[found] === undefined) {
    const known = items.map((item) => JSON.stringify(ownText(item))).join(', ');
    throw refused(control, `has no item ${JSON.stringify(choice)}; it has ${known === '' ? 'none' : known}`);
  }
  if (items[found].flag('disabled')) throw refused(control, `has disabled the item ${JSON.stringify(choice)}`);
  return found;
}

type Fits = (item: Control) => boolean;

/** A bar with items in one of its properties; choosing the selected one again counts too. */
const bar = (property: string, fits: Fits = () => true): GestureTable => ({
  select: (context, control, choice) => {
    setIndex(context, control, placeOf(control, control.children(property).filter(fits), choice));
  },
});

/** A destination that is clicked selects itself. */
const destination = (property: string, fits: Fits = () => true): GestureTable => ({
  click: (context, control) => {
    const { parent } = control;
    const index = parent?.children(property).filter(fits).indexOf(control) ?? -1;
    if (parent === undefined || index < 0) throw refused(control, 'stands in no bar, rail or drawer');
    setIndex(context, parent, index);
  },
});

/** Drawers hold other things beside their destinations. */
const isDestination: Fits = (item) => item.type === 'NavigationDrawerDestination';

/** Turns a view of pages. Beyond the ends nothing happens, as for a finger. */
export function turnPage(context: ClientContext, view: Control, index: number): void {
  if (index === view.get('selected_index') || view.children('controls')[index] === undefined) return;
  setIndex(context, view, index);
}

/** How many pages a swipe goes on: 1, -1, or 0 across the direction of the pages. */
export function pagesBySwipe(view: Control, direction: GestureArguments['swipe']): number {
  const [onwards, back] = view.get('horizontal') === false ? ['up', 'down'] : ['left', 'right'];
  const step = direction === onwards ? 1 : direction === back ? -1 : 0;
  return view.flag('reverse') ? -step : step;
}

const pageView: GestureTable = {
  select: (context, view, choice) => {
    const pages = view.children('controls');
    if (typeof choice !== 'number' || pages[choice] === undefined) {
      throw refused(view, `has pages 0 to ${pages.length - 1}, no ${JSON.stringify(choice)}`);
    }
    turnPage(context, view, choice);
  },
  swipe: (context, view, direction) => {
    turnPage(context, view, (view.number('selected_index') ?? 0) + pagesBySwipe(view, direction));
  },
};

export const NAVIGATION_GESTURES: Readonly<Record<string, GestureTable>> = {
  CupertinoNavigationBar: bar('destinations'),
  NavigationBar: bar('destinations'),
  NavigationBarDestination: destination('destinations'),
  NavigationDrawerDestination: destination('controls', isDestination),
  NavigationRail: bar('destinations'),
  NavigationRailDestination: destination('destinations'),
  PageView: pageView,
};

/** Of a drawer: its destinations. How it opens and closes is told in `drawers.ts`. */
export const DRAWER_DESTINATIONS = bar('controls', isDestination);
