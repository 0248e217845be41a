/** Boxes, switches, radios, chips and segments. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import type { Value, WireValue } from '../values.js';
import { activate, tile } from './activation.js';
import { type Choice, type GestureTable, refused } from './gesture.js';

function setValue(context: ClientContext, control: Control, value: WireValue, data: WireValue = value): void {
  context.update(control, { value });
  context.emit(control, 'change', data);
}

function clickBox(context: ClientContext, box: Control): void {
  const value = box.get('value');
  if (!box.flag('tristate')) setValue(context, box, value !== true);
  // Indeterminate, off, on, and round again.
  else setValue(context, box, value === null ? false : value === true ? null : true);
}

function clickSwitch(context: ClientContext, control: Control): void {
  setValue(context, control, !control.flag('value'));
}

/** This one does not tell the new value with the event. */
function clickCupertinoSwitch(context: ClientContext, control: Control): void {
  setValue(context, control, !control.flag('value'), null);
}

function clickRadio(context: ClientContext, radio: Control): void {
  const group = radio.closest((ancestor) => ancestor.type === 'RadioGroup');
  if (group === undefined) throw refused(radio, 'stands in no RadioGroup: Flet draws an error in its place');
  const value = radio.get('value') as WireValue;
  if (group.get('value') !== value) setValue(context, group, value);
  else if (radio.flag('toggleable')) setValue(context, group, null);
}

const TOGGLES: Readonly<Record<string, (context: ClientContext, control: Control) => void>> = {
  Checkbox: clickBox,
  CupertinoCheckbox: clickBox,
  Switch: clickSwitch,
  CupertinoSwitch: clickCupertinoSwitch,
  Radio: clickRadio,
  CupertinoRadio: clickRadio,
};

const tileOfInputs = tile((context, input) => {
  const toggle = TOGGLES[input.type];
  toggle?.(context, input);
  return toggle !== undefined;
});

const chip: GestureTable = {
  click: (context, control) => {
    if (!control.handles('select')) {
      activate(context, control);
      return;
    }
    const selected = !control.flag('selected');
    context.update(control, { selected });
    context.emit(control, 'select', selected);
  },
  delete: (context, control) => context.emit(control, 'delete'),
};

function selectSegment(context: ClientContext, button: Control, choice: Choice): void {
  const segment = button.children('segments').find((item, index) => item.get('value') === choice || index === choice);
  if (segment === undefined) throw refused(button, `has no segment ${JSON.stringify(choice)}`);
  const value = segment.get('value') as WireValue;
  const before = button.get('selected');
  const selected = (Array.isArray(before) ? before : []) as WireValue[];
  const others = selected.filter((item) => item !== value);
  const isOff = others.length < selected.length;
  if (isOff && others.length === 0 && !button.flag('allow_empty_selection')) return;
  const multiple = button.flag('allow_multiple_selection');
  const next = isOff ? (multiple ? others : []) : multiple ? [...selected, value] : [value];
  context.update(button, { selected: next });
  context.emit(button, 'change', next);
}

const segment: GestureTable = {
  click: (context, control) => {
    const button = control.closest((ancestor) => ancestor.type === 'SegmentedButton');
    const value: Value = control.get('value');
    if (button !== undefined && typeof value === 'string') selectSegment(context, button, value);
  },
};

export const TOGGLE_GESTURES: Readonly<Record<string, GestureTable>> = {
  ...Object.fromEntries(Object.entries(TOGGLES).map(([type, click]): [string, GestureTable] => [type, { click }])),
  Chip: chip,
  ListTile: tileOfInputs,
  CupertinoListTile: tileOfInputs,
  Segment: segment,
  SegmentedButton: { select: selectSegment },
};
