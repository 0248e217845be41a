/** Adaptive controls: what they turn into on Apple's platforms, where that changes what they send. */

import type { Control } from './control.js';

const CUPERTINO: Readonly<Record<string, string>> = {
  AlertDialog: 'CupertinoAlertDialog',
  Button: 'CupertinoButton',
  Checkbox: 'CupertinoCheckbox',
  FilledButton: 'CupertinoFilledButton',
  FilledIconButton: 'CupertinoButton',
  FilledTonalButton: 'CupertinoTintedButton',
  FilledTonalIconButton: 'CupertinoButton',
  IconButton: 'CupertinoButton',
  ListTile: 'CupertinoListTile',
  NavigationBar: 'CupertinoNavigationBar',
  OutlinedButton: 'CupertinoButton',
  OutlinedIconButton: 'CupertinoButton',
  Radio: 'CupertinoRadio',
  Slider: 'CupertinoSlider',
  Switch: 'CupertinoSwitch',
  TextButton: 'CupertinoButton',
  TextField: 'CupertinoTextField',
};

const BUTTONS = new Set(['CupertinoButton', 'CupertinoFilledButton', 'CupertinoTintedButton']);
const ALERTS = new Set(['AlertDialog', 'CupertinoAlertDialog']);

/** The type whose behaviour a control has: its own, or the Cupertino one when it adapts to the page's platform. */
export function effectiveType(control: Control): string {
  const cupertino = Object.hasOwn(CUPERTINO, control.type) ? CUPERTINO[control.type] : undefined;
  if (cupertino === undefined || !isApple(control) || !isAdaptive(control)) return control.type;
  const { parent } = control;
  if (BUTTONS.has(cupertino) && parent !== undefined && ALERTS.has(parent.type)) return 'CupertinoDialogAction';
  return cupertino;
}

function isApple(control: Control): boolean {
  let top = control;
  while (top.holder !== undefined) top = top.holder;
  const platform = top.string('platform');
  return platform === 'ios' || platform === 'macos';
}

/** The nearest control that says something about it decides. */
function isAdaptive(control: Control): boolean {
  return control.closest((ancestor) => ancestor.get('adaptive') !== null)?.flag('adaptive') === true;
}
