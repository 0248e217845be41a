/** Menus: of buttons, of menu bars, and those that a long press brings up on Apple's devices. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { isOpen, markClosed, markOpen, openMenus } from '../open-menus.js';
import { textOf } from '../text.js';
import { activate } from './activation.js';
import { type Choice, type GestureTable, refused } from './gesture.js';

/** An item by its place or its text. Invisible and disabled ones cannot be chosen. */
export function itemOf(menu: Control, items: Control[], choice: Choice): Control {
  const shown = items.filter((item) => item.flag('visible'));
  const found = typeof choice === 'number' ? items[choice] : shown.find((item) => labelOf(item) === choice);
  if (found === undefined || !shown.includes(found)) {
    const known = shown.map((item) => JSON.stringify(labelOf(item))).join(', ');
    throw refused(menu, `has no item ${JSON.stringify(choice)}; it has ${known === '' ? 'none' : known}`);
  }
  if (found.flag('disabled')) throw refused(menu, `has disabled the item ${JSON.stringify(choice)}`);
  return found;
}

/** What an item shows, whether its content is a text or a control. */
const labelOf = (item: Control): string => textOf(item).replaceAll('\n', ' ');

function openPopup(context: ClientContext, button: Control): void {
  if (isOpen(button)) throw refused(button, 'is open already');
  // A menu without items does not come up at all.
  if (!button.children('items').some((item) => item.flag('visible'))) return;
  markOpen(context.tree, button);
  context.emit(button, 'open');
}

/** The item's click comes first, then the button's own event. Whether an item is checked is for Python to change. */
export function choosePopupItem(context: ClientContext, button: Control, item: Control): void {
  markClosed(context.tree, button);
  const checked = item.get('checked');
  context.emit(item, 'click', typeof checked === 'boolean' ? !checked : null);
  context.emit(button, 'select', String(item.id));
}

const popupMenuButton: GestureTable = {
  click: openPopup,
  open: openPopup,
  select: (context, button, choice) => {
    const item = itemOf(button, button.children('items'), choice);
    if (!isOpen(button)) openPopup(context, button);
    choosePopupItem(context, button, item);
  },
  dismiss: (context, button) => {
    if (!markClosed(context.tree, button)) throw refused(button, 'is not open');
    context.emit(button, 'cancel');
  },
};

/** Closes a submenu and those that are open in it, the innermost first. */
function closeSubmenu(context: ClientContext, submenu: Control): void {
  const inside = openMenus(context.tree).filter((other) => other.closest((ancestor) => ancestor === submenu));
  for (const open of inside.reverse()) {
    markClosed(context.tree, open);
    context.emit(open, 'close');
  }
}

/** The submenus around an item, the innermost first. */
function submenusAround(item: Control): Control[] {
  const submenus: Control[] = [];
  for (let at = item.parent; at !== undefined; at = at.parent) {
    if (at.type === 'SubmenuButton') submenus.push(at);
    else if (at.type === 'MenuBar') break;
  }
  return submenus;
}

function openSubmenu(context: ClientContext, submenu: Control): void {
  if (isOpen(submenu)) throw refused(submenu, 'is open already');
  if (!submenu.children('controls').some((item) => item.flag('visible'))) throw refused(submenu, 'has an empty menu');
  const around = submenusAround(submenu);
  for (const other of openMenus(context.tree)) {
    // Of the submenus beside each other one is open.
    if (other.type === 'SubmenuButton' && isOpen(other) && !around.includes(other)) closeSubmenu(context, other);
  }
  markOpen(context.tree, submenu);
  context.emit(submenu, 'open');
}

const submenuButton: GestureTable = {
  click: (context, submenu) => {
    if (isOpen(submenu)) closeSubmenu(context, submenu);
    else openSubmenu(context, submenu);
  },
  open: openSubmenu,
  dismiss: (context, submenu) => {
    if (!isOpen(submenu)) throw refused(submenu, 'is not open');
    closeSubmenu(context, submenu);
  },
  hover: (context, submenu, entering) => context.emit(submenu, 'hover', entering),
};

const menuItemButton: GestureTable = {
  click: (context, item) => {
    // Without a handler an item is inert: its menu does not close either.
    if (!item.handles('click')) return;
    const outermost = submenusAround(item).at(-1);
    if (item.flag('close_on_click') && outermost !== undefined) closeSubmenu(context, outermost);
    context.emit(item, 'click');
  },
  hover: (context, item, entering) => context.emit(item, 'hover', entering),
};

function openPreview(context: ClientContext, menu: Control): void {
  if (isOpen(menu)) throw refused(menu, 'is open already');
  markOpen(context.tree, menu);
}

const cupertinoContextMenu: GestureTable = {
  longPress: openPreview,
  open: openPreview,
  dismiss: (context, menu) => {
    if (!markClosed(context.tree, menu)) throw refused(menu, 'is not open');
  },
};

const cupertinoContextMenuAction: GestureTable = {
  click: (context, action) => {
    activate(context, action);
    if (action.parent !== undefined) markClosed(context.tree, action.parent);
  },
};

export const MENU_GESTURES: Readonly<Record<string, GestureTable>> = {
  CupertinoContextMenu: cupertinoContextMenu,
  CupertinoContextMenuAction: cupertinoContextMenuAction,
  MenuItemButton: menuItemButton,
  PopupMenuButton: popupMenuButton,
  SubmenuButton: submenuButton,
};
