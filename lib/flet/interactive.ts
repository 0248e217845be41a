/** Which control a pointer reaches that is put on something inside it: the button of a text, the tile of an icon. */

import type { Control } from './control.js';
import type { GestureName } from './gestures/gesture.js';
import { gesturesOf } from './gestures/index.js';
import { isFloating } from './visibility.js';

/** Gestures that only mean something where somebody listens, by the beginnings of the events' names. */
type Listening = Partial<Record<GestureName, readonly string[]>>;

const HOVER = ['hover'];
const LONG_PRESS = ['long_press'];

const LISTENING: Readonly<Record<string, Listening>> = {
  Chip: { click: ['click', 'select'] },
  Container: { click: ['click', 'tap_down'], longPress: LONG_PRESS, hover: HOVER },
  CupertinoListTile: { click: ['click'] },
  DataCell: { click: ['tap'], doubleClick: ['double_tap'], longPress: LONG_PRESS },
  DataRow: { click: ['select_change'], longPress: LONG_PRESS },
  GestureDetector: {
    click: ['tap'],
    doubleClick: ['double_tap'],
    buttonClick: ['secondary_tap', 'tertiary_tap'],
    longPress: LONG_PRESS,
    drag: ['pan', 'horizontal_drag', 'vertical_drag', 'right_pan'],
    pinch: ['scale'],
    hover: ['hover', 'enter', 'exit'],
    scroll: ['scroll'],
  },
  ListTile: { click: ['click'], longPress: LONG_PRESS },
  Markdown: { click: ['tap_text'] },
  TextSpan: { click: ['click'], hover: ['enter', 'exit'] },
};

/** These also do something by themselves when they are pressed. */
const ACTING: Readonly<Record<string, readonly string[]>> = {
  Container: ['url', 'action'],
  CupertinoListTile: ['url', 'action', 'toggle_inputs'],
  ListTile: ['url', 'action', 'toggle_inputs'],
  TextSpan: ['url', 'action'],
};

/** Parts that a pointer can be put on without reaching the control itself. `all`: only the control itself is meant. */
const ASIDE: Readonly<Record<string, readonly string[] | 'all'>> = {
  AlertDialog: 'all',
  BottomSheet: 'all',
  CupertinoAlertDialog: 'all',
  CupertinoBottomSheet: 'all',
  ExpansionPanel: ['content'],
  ExpansionTile: ['controls'],
  SnackBar: 'all',
};

/**
 * The nearest control at or above this one that takes a gesture, as a pointer on it would find it: a `Text` in a `Button` gives
 * the button, one in a `Container` with `on_click` the container. Undefined when there is none.
 *
 * @example
 * interactiveFor(text)?.type; // 'Button'
 */
export function interactiveFor(control: Control, gesture: GestureName = 'click'): Control | undefined {
  let from: Control | undefined;
  for (let at: Control | undefined = control; at !== undefined; from = at, at = at.parent) {
    if (from !== undefined && isFloating(from)) return undefined;
    if (takes(at, gesture) && (from === undefined || reaches(at, from))) return at;
  }
  return undefined;
}

/** The gestures that a control takes itself, those left out that nobody listens to. */
export function gesturesOn(control: Control): GestureName[] {
  const names = Object.keys(gesturesOf(control)) as GestureName[];
  return names.filter((name) => takes(control, name));
}

function takes(control: Control, gesture: GestureName): boolean {
  if (gesturesOf(control)[gesture] === undefined) return false;
  const events = LISTENING[control.type]?.[gesture];
  if (events === undefined) {
    if (control.type === 'ContextMenu') return opensAt(control, gesture);
    return true;
  }
  if (gesture === 'click' && ACTING[control.type]?.some((name) => isSet(control, name))) return true;
  return [...control.properties.keys()].some(
    (name) =>
      name.startsWith('on_') &&
      control.handles(name.slice(3)) &&
      events.some((event) => name.startsWith(`on_${event}`)),
  );
}

function isSet(control: Control, property: string): boolean {
  const value = control.get(property);
  return value !== null && value !== false;
}

/** True when a gesture on a child reaches the control. */
function reaches(control: Control, child: Control): boolean {
  const aside = ASIDE[control.type];
  if (aside === 'all') return false;
  if (aside?.some((property) => control.children(property).includes(child))) return false;
  if (control.type !== 'ExpansionPanel') return true;
  return control.flag('can_tap_header');
}

function opensAt(menu: Control, gesture: GestureName): boolean {
  const trigger = menu.get('primary_trigger');
  if (gesture === 'click') return trigger === 'down';
  return gesture !== 'longPress' || trigger === 'longPress';
}
