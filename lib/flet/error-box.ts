/** Controls that Flet's own client cannot build: it draws a box with an error in their place, which sends nothing. */

import type { Control } from './control.js';

const radio = (control: Control): string | undefined =>
  control.closest((ancestor) => ancestor.type === 'RadioGroup') === undefined
    ? `${control.type} has to stand in a RadioGroup`
    : undefined;

const alert = (control: Control): string | undefined =>
  shows(control, 'title') || shows(control, 'content') || shows(control, 'actions')
    ? undefined
    : `${control.type} needs a title, content or actions`;

/** Events of every laid out control; they make nothing a detector of gestures. */
const LAYOUT_EVENTS = new Set(['on_size_change', 'on_animation_end']);

function gestureDetector(control: Control): string | undefined {
  const listens = [...control.properties].some(
    ([name, value]) => name.startsWith('on_') && value === true && !LAYOUT_EVENTS.has(name),
  );
  return listens || control.get('mouse_cursor') !== null ? undefined : 'GestureDetector needs a handler of a gesture';
}

function segmentedButton(control: Control): string | undefined {
  const selected = control.get('selected');
  const count = Array.isArray(selected) ? selected.length : 0;
  if (!shows(control, 'segments')) return 'SegmentedButton needs a visible segment';
  if (count === 0 && !control.flag('allow_empty_selection')) {
    return 'SegmentedButton needs a selected segment unless allow_empty_selection is set';
  }
  if (count > 1 && !control.flag('allow_multiple_selection')) {
    return 'SegmentedButton can have only one selected segment unless allow_multiple_selection is set';
  }
  return undefined;
}

const chip = (control: Control): string | undefined =>
  control.handles('click') && control.handles('select')
    ? 'Chip can have only one of the handlers on_click and on_select'
    : undefined;

function banner(control: Control): string | undefined {
  if (!shows(control, 'content')) return 'Banner needs visible content';
  return shows(control, 'actions') ? undefined : 'Banner needs at least one visible action';
}

const CHECKS: Readonly<Record<string, (control: Control) => string | undefined>> = {
  AlertDialog: alert,
  Banner: banner,
  Chip: chip,
  CupertinoAlertDialog: alert,
  CupertinoRadio: radio,
  GestureDetector: gestureDetector,
  Radio: radio,
  SegmentedButton: segmentedButton,
};

/** What is wrong with a control that Flet draws as an error; undefined for all others. */
export function errorBox(control: Control): string | undefined {
  return Object.hasOwn(CHECKS, control.type) ? CHECKS[control.type]!(control) : undefined;
}

/** True when a property holds a text or a visible control. */
function shows(control: Control, property: string): boolean {
  if (control.string(property) !== undefined) return true;
  return control.children(property).some((child) => child.flag('visible'));
}
