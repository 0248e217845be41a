/**
 * What a user cannot see though it is on the page. Decided without layout: what is scrolled out, covered in a stack or
 * transparent counts as visible.
 */

import type { Control } from './control.js';
import type { ControlTree } from './control-tree.js';
import { errorBox } from './error-box.js';
import { isLeaving } from './leaving.js';
import { isOpen, openPart } from './open-menus.js';
import { ownText } from './own-text.js';
import { printControl } from './print-tree.js';
import { shownViews } from './views.js';

/** Controls that are only seen while their `open` is set. */
export const DIALOG_TYPES: ReadonlySet<string> = new Set([
  'AlertDialog',
  'Banner',
  'BottomSheet',
  'CupertinoAlertDialog',
  'CupertinoBottomSheet',
  'DatePicker',
  'DateRangePicker',
  'SnackBar',
  'TimePicker',
]);

/** Says why a child in a certain property is not seen; undefined when it is. */
type Part = (parent: Control, child: Control) => string | undefined;

const unlessOpen =
  (what: string): Part =>
  (parent) =>
    isOpen(parent) ? undefined : `it is in the closed ${what} of ${printControl(parent)}`;

const inMenu = unlessOpen('menu');
const inView = unlessOpen('view');

const inContextMenu =
  (property: string): Part =>
  (parent) =>
    openPart(parent) === property ? undefined : `it is in the closed menu of ${printControl(parent)}`;

const whenExpanded: Part = (parent) =>
  parent.flag('expanded') ? undefined : `it is in the collapsed ${printControl(parent)}`;

const drawer: Part = (_parent, child) => (isOpen(child) ? undefined : `the drawer ${printControl(child)} is closed`);

const onlyTheTopView: Part = (page, view) => {
  const top = shownViews(page).at(-1);
  if (view === top || top === undefined) return undefined;
  const route = (control: Control): string => `the view '${control.string('route') ?? ''}'`;
  const views = page.children('views');
  if (views.indexOf(view) > views.indexOf(top)) return `it is on ${route(view)}, which the user has left`;
  return `it is on ${route(view)} below ${route(top)}`;
};

/** Of pages that fill less than the whole width, those beside the selected one can be seen too. */
function isShown(parent: Control, child: Control, selected: number): boolean {
  const distance = Math.abs(parent.children('controls').indexOf(child) - selected);
  return distance === 0 || (distance === 1 && (parent.number('viewport_fraction') ?? 1) < 1);
}

const selectedPage: Part = (view, child) => {
  const selected = view.number('selected_index') ?? 0;
  if (isShown(view, child, selected)) return undefined;
  return `it is on page ${view.children('controls').indexOf(child)} of a PageView that shows page ${selected}`;
};

const selectedTab: Part = (view, child) => {
  const tabs = view.closest((ancestor) => ancestor.type === 'Tabs');
  if (tabs === undefined || isShown(view, child, selectedTabOf(tabs))) return undefined;
  const index = view.children('controls').indexOf(child);
  let label: string | undefined;
  for (const control of tabs.walk()) {
    if (control.type !== 'TabBar') continue;
    const tab = control.children('tabs')[index];
    if (tab !== undefined) label = ownText(tab);
    break;
  }
  return `it is on the tab ${label ? JSON.stringify(label) : index}, which is not selected`;
};

/** The place of the selected tab; a negative index counts from the end. */
export function selectedTabOf(tabs: Control): number {
  const index = tabs.number('selected_index') ?? 0;
  return index < 0 ? (tabs.number('length') ?? 0) + index : index;
}

const whileDragging: Part = (parent) => `it is shown only while ${printControl(parent)} is dragged`;
const service: Part = () => 'it is a service, which shows nothing';

const PARTS: Readonly<Record<string, Readonly<Record<string, Part>>>> = {
  ContextMenu: {
    items: inContextMenu('items'),
    primary_items: inContextMenu('primary_items'),
    secondary_items: inContextMenu('secondary_items'),
    tertiary_items: inContextMenu('tertiary_items'),
  },
  CupertinoContextMenu: { actions: inMenu },
  Dismissible: { background: whileDragging, secondary_background: whileDragging },
  Draggable: { content_feedback: whileDragging, content_when_dragging: whileDragging },
  Dropdown: { options: inMenu },
  DropdownM2: { options: inMenu },
  ExpansionPanel: { content: whenExpanded },
  ExpansionTile: { controls: whenExpanded },
  Page: { views: onlyTheTopView, _services: service },
  PageView: { controls: selectedPage },
  Pagelet: { drawer, end_drawer: drawer },
  PopupMenuButton: { items: inMenu },
  SearchBar: { controls: inView, view_leading: inView, view_trailing: inView },
  SubmenuButton: { controls: inMenu },
  TabBarView: { controls: selectedTab },
  View: { drawer, end_drawer: drawer, services: service },
};

/** Parts that lie above the page when they are shown: what is pressed there does not reach what holds them. */
const FLOATING = new Set<Part>([inMenu, inView, drawer, ...Object.values(PARTS['ContextMenu']!)]);

/** Why a control cannot be seen; undefined when it can. The control is on the page. */
export function hiddenBy(tree: ControlTree, control: Control): string | undefined {
  if (!tree.has(control)) return 'it is not on the page any more';
  for (let at: Control | undefined = control; at !== undefined; at = at.parent) {
    const reason = hiddenHere(at, control);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** True when a child of a visible control is not shown: for readers that come from above. */
export function isHiddenIn(child: Control): boolean {
  return hiddenHere(child, child) !== undefined;
}

/** True when the control lies in a menu, a drawer or a view that its parent unfolds above the page. */
export function isFloating(control: Control): boolean {
  const found = partOf(control);
  return found !== undefined && FLOATING.has(found);
}

/** What hides a control by itself or by its place in its parent, as seen from `control`, which is the same or below it. */
function hiddenHere(at: Control, control: Control): string | undefined {
  const name = at === control ? 'it' : `${printControl(at)} around it`;
  if (!at.flag('visible')) return `${name} is not visible`;
  const error = errorBox(at);
  if (error !== undefined) {
    return `Flet draws an error in ${at === control ? 'its place' : `the place of ${name}`}: ${error}`;
  }
  if (DIALOG_TYPES.has(at.type) && !isBarAction(at) && !at.flag('open') && !isLeaving(at)) {
    return `${name} is not open`;
  }
  return at.parent === undefined ? undefined : partOf(at)?.(at.parent, at);
}

/** Flet sends the type of the bar for the action of a `SnackBar` too. */
function isBarAction(control: Control): boolean {
  return control.type === 'SnackBar' && control.parent?.type === 'SnackBar';
}

/** The rule for the property of its parent that holds a control. */
function partOf(control: Control): Part | undefined {
  const { parent } = control;
  if (parent === undefined || !Object.hasOwn(PARTS, parent.type)) return undefined;
  for (const [property, part] of Object.entries(PARTS[parent.type]!)) {
    if (parent.children(property).includes(control)) return part;
  }
  return undefined;
}
