/** Menus that a mouse button or the app brings up over a control. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { markClosed, markOpen, openPart } from '../open-menus.js';
import { isMap, type WireMap, type WireValue } from '../values.js';
import { type GestureTable, refused } from './gesture.js';
import { choosePopupItem, itemOf } from './menus.js';
import { ORIGIN, offset, pointOf, position } from './pointer.js';

type Button = 'primary' | 'secondary' | 'tertiary';

const LISTS: Readonly<Record<Button, string>> = {
  primary: 'primary_items',
  secondary: 'secondary_items',
  tertiary: 'tertiary_items',
};

/** What the events of an open menu tell about its opening. */
const openings = new WeakMap<Control, WireMap>();

const itemsIn = (menu: Control, list: string): Control[] => menu.children(list).filter((item) => item.flag('visible'));

/** Brings up one of the lists; without anything in it the menu is dismissed at once. */
function show(context: ClientContext, menu: Control, list: string, opening: WireMap): void {
  if (openPart(menu) !== undefined) throw refused(menu, 'is open already');
  openings.set(menu, opening);
  markOpen(context.tree, menu, list);
  if (itemsIn(menu, list).length === 0) dismiss(context, menu);
}

function press(context: ClientContext, menu: Control, button: Button, trigger: 'down' | 'longPress'): void {
  if (menu.get(`${button}_trigger`) !== trigger) {
    const how = trigger === 'down' ? 'press' : 'long press';
    throw refused(menu, `does not open at a ${how} of the ${button} button`);
  }
  const where = position(pointOf(context, menu, undefined));
  show(context, menu, LISTS[button], { b: button, tr: trigger, ...where });
}

/** Brings up `items`, as the app asks for it. The positions are the app's, in the form `{x, y}`. */
export function openContextMenu(context: ClientContext, menu: Control, global: WireValue, local: WireValue): void {
  const [g, l] = [offsetIn(global), offsetIn(local)];
  if (openPart(menu) !== undefined) markClosed(context.tree, menu);
  // Python cannot do without the global position.
  show(context, menu, 'items', { b: null, tr: null, g: g ?? l ?? offset(ORIGIN), l });
}

function offsetIn(value: WireValue): WireMap | null {
  if (!isMap(value)) return null;
  return offset({ x: Number(value['x'] ?? 0), y: Number(value['y'] ?? 0) });
}

/** Closes the menu; gives the items that it showed and the data of its event. */
function close(context: ClientContext, menu: Control): { items: Control[]; data: WireMap } {
  const list = openPart(menu);
  if (list === undefined) throw refused(menu, 'is not open');
  markClosed(context.tree, menu);
  const items = itemsIn(menu, list);
  return { items, data: { ...openings.get(menu), ic: items.length } };
}

function dismiss(context: ClientContext, menu: Control): void {
  const { data } = close(context, menu);
  context.emit(menu, 'dismiss', { ...data, id: null, idx: null });
}

function chooseItem(context: ClientContext, menu: Control, item: Control): void {
  const { items, data } = close(context, menu);
  context.emit(item, 'click');
  context.emit(menu, 'select', { ...data, id: item.id, idx: items.indexOf(item) });
}

const contextMenu: GestureTable = {
  click: (context, menu) => press(context, menu, 'primary', 'down'),
  buttonClick: (context, menu, button) => press(context, menu, button, 'down'),
  longPress: (context, menu) => press(context, menu, 'primary', 'longPress'),
  select: (context, menu, choice) => {
    const list = openPart(menu);
    if (list === undefined) throw refused(menu, 'is not open');
    chooseItem(context, menu, itemOf(menu, menu.children(list), choice));
  },
  dismiss,
};

const popupMenuItem: GestureTable = {
  click: (context, item) => {
    const { parent } = item;
    if (parent?.type === 'ContextMenu') chooseItem(context, parent, item);
    else if (parent?.type === 'PopupMenuButton') choosePopupItem(context, parent, item);
    else throw refused(item, 'stands in no menu');
  },
};

export const CONTEXT_MENU_GESTURES: Readonly<Record<string, GestureTable>> = {
  ContextMenu: contextMenu,
  PopupMenuItem: popupMenuItem,
};
