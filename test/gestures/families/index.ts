/** Every family that is recorded. */

import type { Family } from '../gesture.js';
import { BUTTONS } from './buttons.js';
import { CHOICES } from './choices.js';
import { CUPERTINO } from './cupertino.js';
import { DIALOGS } from './dialogs.js';
import { LISTS } from './lists.js';
import { MENUS } from './menus.js';
import { NAVIGATION } from './navigation.js';
import { PICKERS } from './pickers.js';
import { POINTERS } from './pointers.js';
import { SYSTEM } from './system.js';
import { TEXTS } from './texts.js';

export const FAMILIES: readonly Family[] = [
  ...BUTTONS,
  ...CHOICES,
  ...TEXTS,
  ...NAVIGATION,
  ...MENUS,
  ...DIALOGS,
  ...PICKERS,
  ...LISTS,
  ...POINTERS,
  ...CUPERTINO,
  ...SYSTEM,
];
