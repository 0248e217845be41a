/** Tabs: a bar of them, the view that shows the selected one, and the `Tabs` around both. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { selectedTabOf } from '../visibility.js';
import { type GestureTable, refused } from './gesture.js';
import { pagesBySwipe, placeOf } from './navigation.js';

/** Turns a set of tabs; negative indices count from the end. Tells Python unless the tab is the selected one. */
export function selectTab(context: ClientContext, tabs: Control, index: number): void {
  const length = tabs.number('length') ?? 0;
  const target = index < 0 ? length + index : index;
  if (!Number.isInteger(target) || target < 0 || target >= length) throw refused(tabs, `has no tab ${index}`);
  if (selectedTabOf(tabs) === target) return;
  context.update(tabs, { selected_index: target });
  context.emit(tabs, 'change', target);
}

/** The number of tabs has changed: the selection is told anew, as far as it still exists. */
export function changeLength(context: ClientContext, tabs: Control): void {
  const last = Math.max((tabs.number('length') ?? 0) - 1, 0);
  context.update(tabs, { selected_index: Math.min(Math.max(selectedTabOf(tabs), 0), last) });
}

function around(control: Control, type: string): Control | undefined {
  return control.closest((ancestor) => ancestor.type === type);
}

function clickTab(context: ClientContext, tabBar: Control, index: number): void {
  context.emit(tabBar, 'click', index);
  const tabs = around(tabBar, 'Tabs');
  if (tabs !== undefined) selectTab(context, tabs, index);
}

function tabBarIn(tabs: Control): Control {
  for (const control of tabs.walk()) if (control.type === 'TabBar') return control;
  throw refused(tabs, 'contains no TabBar');
}

function tabBarOf(tab: Control): { bar: Control; index: number } {
  const bar = around(tab, 'TabBar');
  if (bar === undefined) throw refused(tab, 'stands in no TabBar');
  return { bar, index: bar.children('tabs').indexOf(tab) };
}

const tabBar: GestureTable = {
  select: (context, control, choice) => {
    clickTab(context, control, placeOf(control, control.children('tabs'), choice));
  },
};

const tabs: GestureTable = {
  select: (context, control, choice) => {
    const bar = tabBarIn(control);
    clickTab(context, bar, placeOf(bar, bar.children('tabs'), choice));
  },
};

const tab: GestureTable = {
  click: (context, control) => {
    const { bar, index } = tabBarOf(control);
    clickTab(context, bar, index);
  },
  hover: (context, control, entering) => {
    const { bar, index } = tabBarOf(control);
    context.emit(bar, 'hover', { hovering: entering, index });
  },
};

/** Beyond the first and the last tab nothing happens. */
const tabBarView: GestureTable = {
  swipe: (context, view, direction) => {
    const outer = around(view, 'Tabs');
    if (outer === undefined) throw refused(view, 'stands in no Tabs');
    const target = selectedTabOf(outer) + pagesBySwipe(view, direction);
    if (target >= 0 && target < (outer.number('length') ?? 0)) selectTab(context, outer, target);
  },
};

export const TAB_GESTURES: Readonly<Record<string, GestureTable>> = {
  Tab: tab,
  TabBar: tabBar,
  TabBarView: tabBarView,
  Tabs: tabs,
};
