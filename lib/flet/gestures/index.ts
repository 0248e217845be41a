/** Which control takes which gesture, and how it is performed. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { FletError } from '../flet-error.js';
import { printControl } from '../print-tree.js';
import { expectReachable } from '../reachability.js';
import { ACTIVATION } from './activation.js';
import { DIALOG_GESTURES } from './dialogs.js';
import { DROPDOWN_GESTURES } from './dropdowns.js';
import type { Gesture, GestureArguments, GestureName, GestureTable } from './gesture.js';
import { NAVIGATION_GESTURES } from './navigation.js';
import { SLIDER_GESTURES } from './sliders.js';
import { TEXT_INPUT_GESTURES } from './text-input.js';
import { TOGGLE_GESTURES } from './toggles.js';

const GESTURES: Readonly<Record<string, GestureTable>> = {
  ...ACTIVATION,
  ...TOGGLE_GESTURES,
  ...TEXT_INPUT_GESTURES,
  ...DROPDOWN_GESTURES,
  ...SLIDER_GESTURES,
  ...NAVIGATION_GESTURES,
  ...DIALOG_GESTURES,
};

/** What an adaptive control turns into on Apple's platforms, where that changes its packets. */
const CUPERTINO: Readonly<Record<string, string>> = {
  Button: 'CupertinoButton',
  Checkbox: 'CupertinoCheckbox',
  FilledButton: 'CupertinoFilledButton',
  FilledTonalButton: 'CupertinoTintedButton',
  NavigationBar: 'CupertinoNavigationBar',
  Radio: 'CupertinoRadio',
  Slider: 'CupertinoSlider',
  Switch: 'CupertinoSwitch',
  TextField: 'CupertinoTextField',
};

/** Performs a gesture at once, or throws a `FletError` that says why a user could not. */
export function performGesture<Name extends GestureName>(
  context: ClientContext,
  control: Control,
  name: Name,
  argument: GestureArguments[Name],
): void {
  const table = gesturesOf(context, control);
  const gesture = table[name] as Gesture<Name> | undefined;
  if (gesture === undefined) {
    const known = Object.keys(table).join(', ');
    const takes = known === '' ? 'no gesture' : `only ${known}`;
    throw new FletError('ERR_EMBED_FLET_NO_GESTURE', `Cannot ${name} ${printControl(control)}: it takes ${takes}`);
  }
  expectReachable(context.tree, control, name);
  gesture(context, control, argument);
}

function gesturesOf(context: ClientContext, control: Control): GestureTable {
  const platform = context.tree.page.string('platform');
  const isApple = platform === 'ios' || platform === 'macos';
  const isAdaptive = isApple && control.closest((ancestor) => ancestor.get('adaptive') !== null)?.flag('adaptive');
  const type = isAdaptive === true ? (CUPERTINO[control.type] ?? control.type) : control.type;
  return Object.hasOwn(GESTURES, type) ? GESTURES[type]! : {};
}
