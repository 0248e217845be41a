/** Bars, rails, tabs and pages: one of several is selected. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { ownText } from '../text.js';
import { type Choice, type GestureTable, refused } from './gesture.js';

function setIndex(context: ClientContext, control: Control, selected: number): void {
  context.update(control, { selected_index: selected });
  context.emit(control, 'change', selected);
}

/** The place of an item, given by place or by text. */
function place(control: Control, items: Control[], choice: Choice): number {
  const found = typeof choice === 'number' ? choice : items.findIndex((item) => ownText(item) === choice);
  if (items[found] === undefined) {
    const known = items.map((item) => JSON.stringify(ownText(item))).join(', ');
    throw refused(control, `has no item ${JSON.stringify(choice)}; it has ${known === '' ? 'none' : known}`);
  }
  if (items[found].flag('disabled')) throw refused(control, `has disabled the item ${JSON.stringify(choice)}`);
  return found;
}

/** A bar with items in one of its properties; choosing the selected one again counts too. */
const bar: (property: string, fits?: (item: Control) => boolean) => GestureTable = (property, fits = () => true) => ({
  select: (context, control, choice) => {
    setIndex(context, control, place(control, control.children(property).filter(fits), choice));
  },
});

const isDestination = (item: Control): boolean => item.type === 'NavigationDrawerDestination';

/** A destination that is clicked selects itself. */
const destination: (property: string, fits?: (item: Control) => boolean) => GestureTable = (
  property,
  fits = () => true,
) => ({
  click: (context, control) => {
    const { parent } = control;
    const index = parent?.children(property).filter(fits).indexOf(control) ?? -1;
    if (parent !== undefined && index >= 0) setIndex(context, parent, index);
  },
});

/** Turns a set of tabs; negative indices count from the end. Tells Python unless the tab is the selected one. */
export function selectTab(context: ClientContext, tabs: Control, index: number): void {
  const length = tabs.number('length') ?? 0;
  const target = index < 0 ? length + index : index;
  if (!Number.isInteger(target) || target < 0 || target >= length) throw refused(tabs, `has no tab ${index}`);
  if (tabs.get('selected_index') !== target) setIndex(context, tabs, target);
}

function tabsAround(control: Control): Control | undefined {
  return control.closest((ancestor) => ancestor.type === 'Tabs');
}

function clickTab(context: ClientContext, tabBar: Control, index: number): void {
  context.emit(tabBar, 'click', index);
  const tabs = tabsAround(tabBar);
  if (tabs !== undefined) selectTab(context, tabs, index);
}

function tabBarIn(tabs: Control): Control {
  for (const control of tabs.walk()) if (control.type === 'TabBar') return control;
  throw refused(tabs, 'contains no TabBar');
}

const tabBar: GestureTable = {
  select: (context, control, choice) => {
    clickTab(context, control, place(control, control.children('tabs'), choice));
  },
};

const tabs: GestureTable = {
  select: (context, control, choice) => {
    const inner = tabBarIn(control);
    clickTab(context, inner, place(inner, inner.children('tabs'), choice));
  },
};

const tab: GestureTable = {
  click: (context, control) => {
    const around = control.closest((ancestor) => ancestor.type === 'TabBar');
    if (around !== undefined) clickTab(context, around, around.children('tabs').indexOf(control));
  },
};

/** Turns a view of pages. Beyond the ends nothing happens, as for a finger. */
export function turnPage(context: ClientContext, view: Control, index: number): void {
  if (index === view.get('selected_index') || view.children('controls')[index] === undefined) return;
  setIndex(context, view, index);
}

const tileToggle: GestureTable = {
  click: (context, control) => {
    const expanded = !control.flag('expanded');
    context.update(control, { expanded });
    context.emit(control, 'change', expanded);
  },
};

export const NAVIGATION_GESTURES: Readonly<Record<string, GestureTable>> = {
  CupertinoNavigationBar: bar('destinations'),
  CupertinoSegmentedButton: bar('controls'),
  CupertinoSlidingSegmentedButton: bar('controls'),
  ExpansionTile: tileToggle,
  NavigationBar: bar('destinations'),
  NavigationBarDestination: destination('destinations'),
  NavigationDrawer: bar('controls', isDestination),
  NavigationDrawerDestination: destination('controls', isDestination),
  NavigationRail: bar('destinations'),
  NavigationRailDestination: destination('destinations'),
  PageView: { select: (context, control, choice) => turnPage(context, control, Number(choice)) },
  Tab: tab,
  TabBar: tabBar,
  Tabs: tabs,
};
