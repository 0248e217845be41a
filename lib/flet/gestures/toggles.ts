/** Boxes, switches, radios and chips, and the tiles that pass their clicks on to them. */

import { effectiveType } from '../adaptive.js';
import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { isDisabled } from '../reachability.js';
import type { WireValue } from '../values.js';
import { activate } from './activation.js';
import { type GestureTable, refused } from './gesture.js';

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

function groupOf(radio: Control): Control {
  const group = radio.closest((ancestor) => ancestor.type === 'RadioGroup');
  if (group === undefined) throw refused(radio, 'stands in no RadioGroup');
  return group;
}

function clickRadio(context: ClientContext, radio: Control): void {
  const group = groupOf(radio);
  const value = radio.get('value') as WireValue;
  if (group.get('value') !== value) setValue(context, group, value);
  else if (radio.flag('toggleable')) setValue(context, group, null);
}

/** Unlike the circle, the label tells the value of the selected radio again. */
function clickRadioLabel(context: ClientContext, radio: Control): void {
  setValue(context, groupOf(radio), radio.get('value') as WireValue);
}

type Press = (context: ClientContext, control: Control) => void;

/** What a click on the thing does, and one on its label, which is also how a tile passes a click on. */
const TOGGLES: Readonly<Record<string, { click: Press; clickLabel: Press }>> = {
  Checkbox: { click: clickBox, clickLabel: clickBox },
  CupertinoCheckbox: { click: clickBox, clickLabel: clickBox },
  Switch: { click: clickSwitch, clickLabel: clickSwitch },
  CupertinoSwitch: { click: clickCupertinoSwitch, clickLabel: clickCupertinoSwitch },
  Radio: { click: clickRadio, clickLabel: clickRadioLabel },
  CupertinoRadio: { click: clickRadio, clickLabel: clickRadioLabel },
};

/** A tile whose `toggle_inputs` is set passes the click to the boxes, switches and radios in it. */
const clickTile: Press = (context, control) => {
  if (control.flag('toggle_inputs')) {
    for (const input of control.walk()) {
      if (!isDisabled(input)) TOGGLES[effectiveType(input)]?.clickLabel(context, input);
    }
  }
  activate(context, control);
};

const chip: GestureTable = {
  click: (context, control) => {
    if (!control.handles('select')) {
      context.emit(control, 'click');
      return;
    }
    const selected = !control.flag('selected');
    context.update(control, { selected });
    context.emit(control, 'select', selected);
  },
  delete: (context, control) => {
    if (!control.handles('delete')) throw refused(control, 'has no delete icon: it has no handler on_delete');
    context.emit(control, 'delete');
  },
};

export const TOGGLE_GESTURES: Readonly<Record<string, GestureTable>> = {
  ...TOGGLES,
  Chip: chip,
  CupertinoListTile: { click: clickTile },
  ListTile: { click: clickTile, longPress: (context, control) => context.emit(control, 'long_press') },
};
