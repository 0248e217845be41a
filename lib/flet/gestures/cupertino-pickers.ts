/** Wheels: every turn tells its value at once, there is nothing to confirm. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { textOf } from '../text.js';
import { DateTime, Duration, isMap } from '../values.js';
import { type Choice, type GestureTable, refused } from './gesture.js';

function turn(context: ClientContext, wheel: Control, index: number): void {
  if (index === wheel.get('selected_index')) return;
  context.update(wheel, { selected_index: index });
  context.emit(wheel, 'change', index);
}

/** The place of an item, given by place or text. */
function placeOf(wheel: Control, choice: Choice): number {
  const items = wheel.children('controls');
  const found = typeof choice === 'number' ? choice : items.findIndex((item) => textOf(item) === choice);
  if (items[found] !== undefined) return found;
  const known = items.map((item) => JSON.stringify(textOf(item))).join(', ');
  throw refused(wheel, `has no item ${JSON.stringify(choice)}; it has ${known === '' ? 'none' : known}`);
}

const picker: GestureTable = {
  select: (context, wheel, choice) => turn(context, wheel, placeOf(wheel, choice)),
  /** Passes one item after the other; a wheel that does not loop stops at its ends. */
  scroll: (context, wheel, { y }) => {
    const count = wheel.children('controls').length;
    const steps = Math.round(y / (wheel.number('item_extent') ?? 32));
    for (let step = 0; step < Math.abs(steps); step++) {
      const next = (wheel.number('selected_index') ?? 0) + Math.sign(steps);
      if (wheel.flag('looping')) turn(context, wheel, (next + count) % count);
      else if (next >= 0 && next < count) turn(context, wheel, next);
    }
  },
};

const datePicker: GestureTable = {
  pick: (context, wheel, chosen) => {
    if (!(chosen instanceof DateTime)) throw refused(wheel, 'takes a DateTime');
    context.update(wheel, { value: chosen });
    context.emit(wheel, 'change', chosen);
  },
};

/** Tells whole seconds when Python's value is a number of seconds, else a span of time. */
const timerPicker: GestureTable = {
  pick: (context, wheel, chosen) => {
    if (!(chosen instanceof Duration)) throw refused(wheel, 'takes a Duration');
    const before = wheel.get('value');
    const isSpan = before === null || isMap(before) || before instanceof Duration;
    const value = isSpan ? chosen : Math.round(chosen.milliseconds / 1000);
    context.update(wheel, { value });
    context.emit(wheel, 'change', value);
  },
};

export const CUPERTINO_PICKER_GESTURES: Readonly<Record<string, GestureTable>> = {
  CupertinoDatePicker: datePicker,
  CupertinoPicker: picker,
  CupertinoTimerPicker: timerPicker,
};
