/** Whether a user could reach a control, and what is in the way. */

import type { Control } from './control.js';
import type { ControlTree } from './control-tree.js';
import { FletError } from './flet-error.js';
import { dialogsOf, isCovering, isLeaving } from './leaving.js';
import { openMenus, openPart } from './open-menus.js';
import { printControl } from './print-tree.js';
import { hiddenBy } from './visibility.js';

/** The open dialogs, sheets, bars and pickers of a page, the topmost last. */
export function openDialogs(tree: ControlTree): Control[] {
  return dialogsOf(tree).filter((dialog) => dialog.flag('open') && !isLeaving(dialog));
}

/** Why a user cannot see or touch a control; undefined when nothing is in the way. */
export function obstacle(tree: ControlTree, control: Control): string | undefined {
  return hiddenBy(tree, control) ?? coveredBy(tree, control) ?? disabledBy(control);
}

/** Throws a `FletError` when a user could not perform the gesture. */
export function expectReachable(tree: ControlTree, control: Control, gesture: string): void {
  const reason = obstacle(tree, control);
  if (reason === undefined) return;
  const code = tree.has(control) ? 'ERR_EMBED_FLET_BLOCKED' : 'ERR_EMBED_FLET_NO_CONTROL';
  throw new FletError(code, `Cannot ${gesture} ${printControl(control)}: ${reason}`);
}

/** What is unfolded or open above the control. */
function coveredBy(tree: ControlTree, control: Control): string | undefined {
  const gone = control.closest(isLeaving);
  if (gone !== undefined) return `${printControl(gone)} is leaving the screen`;
  const dialog = openDialogs(tree).findLast((other) => isCovering(other) && other.properties.get('visible') !== false);
  const bar = openDialogs(tree).find((other) => other !== dialog && !isCovering(other) && isIn(other, control));
  if (bar !== undefined) return undefined;
  // A menu below an open dialog is as much covered as everything else there.
  const menu = openMenus(tree).findLast(
    (owner) => (dialog === undefined || isIn(dialog, owner)) && hiddenBy(tree, owner) === undefined,
  );
  if (menu !== undefined) {
    if (menuHolds(menu, control)) return undefined;
    return `${DESCRIPTIONS[menu.type] ?? 'the open menu of '}${printControl(menu)} covers it`;
  }
  return dialog === undefined || isIn(dialog, control) ? undefined : `${printControl(dialog)} covers it`;
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  NavigationDrawer: 'the open drawer ',
  SearchBar: 'the open view of ',
};

/** Where the items of a menu that lies above everything else, its own button too, are. */
const ITEMS: Readonly<Record<string, string>> = {
  CupertinoContextMenu: 'actions',
  DropdownM2: 'options',
  PopupMenuButton: 'items',
};

/** True when a control is part of what is unfolded, so that it can be pressed. */
function menuHolds(menu: Control, control: Control): boolean {
  if (menu === control) return true;
  const items = openPart(menu) ?? ITEMS[menu.type];
  if (items !== undefined) return menu.children(items).some((item) => isIn(item, control));
  // The other menus of a bar stay within reach.
  let top = menu;
  for (let at = menu.parent; at?.type === 'SubmenuButton' || at?.type === 'MenuBar'; at = at.parent) top = at;
  return isIn(top, control);
}

/** Disabled are also all controls below a disabled one. */
export function isDisabled(control: Control): boolean {
  return disabledBy(control) !== undefined;
}

function disabledBy(control: Control): string | undefined {
  const culprit = control.closest((ancestor) => ancestor.flag('disabled') || ancestor.flag('ignore_interactions'));
  if (culprit === undefined) return undefined;
  const name = culprit === control ? 'it' : `${printControl(culprit)} around it`;
  return `${name} ${culprit.flag('disabled') ? 'is disabled' : 'ignores the pointer (ignore_interactions)'}`;
}

function isIn(container: Control, control: Control): boolean {
  return control.closest((ancestor) => ancestor === container) !== undefined;
}
