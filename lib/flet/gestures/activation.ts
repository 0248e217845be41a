/** Buttons and everything else that is pressed. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { launchUrl } from '../methods/url-launcher.js';
import { Double, isMap, type WireMap } from '../values.js';
import type { GestureTable } from './gesture.js';

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

/** Where a pointer is. Nothing is laid out here, so it is in the corner of everything. */
export function pointer(): WireMap {
  const origin = { x: new Double(0), y: new Double(0) };
  return { k: 'mouse', l: origin, g: origin };
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
  click: (context, control) => {
    context.emit(control, 'tap_down', pointer());
    activate(context, control);
  },
};

/** A tile whose `toggle_inputs` is set passes the click to the first box, switch or radio in it. */
export function tile(toggle: (context: ClientContext, input: Control) => boolean): GestureTable {
  return {
    ...longPressable,
    click: (context, control) => {
      if (control.flag('toggle_inputs')) {
        for (const inner of control.walk()) if (inner !== control && toggle(context, inner)) break;
      }
      activate(context, control);
    },
  };
}

const detector: GestureTable = {
  click: (context, control) => {
    const data = pointer();
    context.emit(control, 'tap_down', data);
    context.emit(control, 'tap_up', data);
    context.emit(control, 'tap', data);
  },
};

export const ACTIVATION: Readonly<Record<string, GestureTable>> = {
  Button: button,
  Container: container,
  CupertinoActionSheetAction: pressable,
  CupertinoButton: longPressable,
  CupertinoContextMenuAction: pressable,
  CupertinoDialogAction: pressable,
  CupertinoFilledButton: longPressable,
  CupertinoTintedButton: longPressable,
  FilledButton: button,
  FilledIconButton: button,
  FilledTonalButton: button,
  FilledTonalIconButton: button,
  FloatingActionButton: pressable,
  GestureDetector: detector,
  IconButton: button,
  MenuItemButton: button,
  OutlinedButton: button,
  OutlinedIconButton: button,
  TextButton: button,
  TextSpan: {
    click: activate,
    hover: (context, control, entering) => context.emit(control, entering ? 'enter' : 'exit'),
  },
};
