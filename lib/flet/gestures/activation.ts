/** Buttons and everything else that is pressed. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { launchUrl } from '../methods/url-launcher.js';
import { isMap, type WireMap } from '../values.js';
import type { GestureTable } from './gesture.js';
import { pointer } from './pointer.js';

/** Opens the control's `url` and runs its client actions, before the event tells Python. */
export function activate(context: ClientContext, control: Control): void {
  const url = control.get('url');
  if (url !== null) launchUrl(context.services, url);
  const action = control.get('action');
  for (const item of Array.isArray(action) ? action : [action]) {
    if (!isMap(item) || typeof item['service_id'] !== 'number' || typeof item['method'] !== 'string') continue;
    const args = isMap(item['args']) ? (item['args'] as WireMap) : {};
    context.actLocally(item['service_id'], item['method'], { ...args, _from_gesture: true });
  }
  context.emit(control, 'click');
}

const pressable: GestureTable = { click: activate };

const longPressable: GestureTable = {
  ...pressable,
  longPress: (context, control) => context.emit(control, 'long_press'),
};

const button: GestureTable = {
  ...longPressable,
  hover: (context, control, entering) => context.emit(control, 'hover', entering),
};

const container: GestureTable = {
  ...button,
  longPress: (context, control, at) => {
    context.emit(control, 'tap_down', pointer(context, control, at));
    context.emit(control, 'long_press');
  },
  click: (context, control, at) => {
    context.emit(control, 'tap_down', pointer(context, control, at));
    activate(context, control);
  },
};

const span: GestureTable = {
  click: activate,
  hover: (context, control, entering) => context.emit(control, entering ? 'enter' : 'exit'),
};

export const ACTIVATION: Readonly<Record<string, GestureTable>> = {
  Button: button,
  Container: container,
  CupertinoActionSheetAction: pressable,
  CupertinoButton: longPressable,
  CupertinoDialogAction: pressable,
  CupertinoFilledButton: longPressable,
  CupertinoTintedButton: longPressable,
  FilledButton: button,
  FilledIconButton: button,
  FilledTonalButton: button,
  FilledTonalIconButton: button,
  FloatingActionButton: pressable,
  IconButton: button,
  OutlinedButton: button,
  OutlinedIconButton: button,
  TextButton: button,
  TextSpan: span,
};
