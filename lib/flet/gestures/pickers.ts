/** Dialogs that pick a date, a range of dates or a time. Whatever ends them, they tell their value. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { leave } from '../leaving.js';
import { DateTime, Extension, TimeOfDay, type WireMap, type WireValue } from '../values.js';
import { expectOpen } from './dialogs.js';
import { type GestureTable, type Picked, refused } from './gesture.js';

/** What a kind of picker holds, and what it sends. */
interface Kind {
  /** The value that it would confirm now. */
  shown(picker: Control): Picked;
  /** Throws when the picker cannot give this value. */
  check(picker: Control, value: Picked): void;
  /** The properties that hold a value; `undefined` is what it had. */
  properties(picker: Control, value: Picked | undefined): WireMap;
  /** What `change` tells. */
  data(value: Picked): WireValue;
}

/** A date in the form of Flet's own client. */
function moment(date: DateTime): DateTime {
  const time = date.toDate();
  return Number.isNaN(time.getTime()) ? date : DateTime.from(time);
}

/** Today, without a time. */
function today(): DateTime {
  const now = new Date();
  return DateTime.from(new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())));
}

function dateIn(picker: Control, property: string): DateTime | null {
  const value = picker.get(property);
  return value instanceof DateTime ? moment(value) : null;
}

/** Checks a date against the picker's first and last one. */
function expectInRange(picker: Control, date: unknown, what = 'DateTime'): void {
  if (!(date instanceof DateTime)) throw refused(picker, `takes a ${what}`);
  const day = date.toDate().getTime();
  if (Number.isNaN(day)) throw refused(picker, `takes a valid date, not ${JSON.stringify(date.iso)}`);
  const [first, last] = [dateIn(picker, 'first_date'), dateIn(picker, 'last_date')];
  // The last day counts as a whole.
  const isEarly = first !== null && day < first.toDate().getTime();
  const isLate = last !== null && day >= last.toDate().getTime() + 86_400_000;
  if (isEarly || isLate) throw refused(picker, `goes from ${first?.iso} to ${last?.iso}, not to ${date.iso}`);
}

const datePicker: Kind = {
  shown: (picker) => dateIn(picker, 'value') ?? dateIn(picker, 'current_date') ?? today(),
  check: expectInRange,
  properties: (picker, value) => ({ value: value === undefined ? dateIn(picker, 'value') : (value as DateTime) }),
  data: (value) => value as DateTime,
};

const timePicker: Kind = {
  shown: (picker) => {
    const value = picker.get('value');
    return value instanceof TimeOfDay ? value : new TimeOfDay(new Date().getHours(), new Date().getMinutes());
  },
  check: (picker, value) => {
    if (!(value instanceof TimeOfDay)) throw refused(picker, 'takes a TimeOfDay');
  },
  properties: (picker, value) => ({ value: (value ?? timePicker.shown(picker)) as TimeOfDay }),
  data: (value) => value as TimeOfDay,
};

type Range = readonly [DateTime, DateTime];

const dateRangePicker: Kind = {
  shown: (picker) => {
    const start = dateIn(picker, 'start_value') ?? dateIn(picker, 'current_date') ?? today();
    return [start, dateIn(picker, 'end_value') ?? start];
  },
  check: (picker, value) => {
    const what = 'pair of DateTime, the earlier one first';
    if (!Array.isArray(value) || value.length !== 2) throw refused(picker, `takes a ${what}`);
    for (const date of value) expectInRange(picker, date, what);
    const [start, end] = value as unknown as Range;
    if (start.toDate() > end.toDate()) throw refused(picker, `takes a ${what}`);
  },
  properties: (picker, value) => {
    const [start, end] = (value ?? []) as Partial<Range>;
    return {
      start_value: start ?? dateIn(picker, 'start_value'),
      end_value: end ?? dateIn(picker, 'end_value'),
    };
  },
  // Flet's own client cannot put the range into the event; handlers read it from the control.
  data: () => new Extension(0, new Uint8Array()),
};

const KINDS: Readonly<Record<string, Kind>> = {
  DatePicker: datePicker,
  DateRangePicker: dateRangePicker,
  TimePicker: timePicker,
};

function kindOf(picker: Control): Kind {
  const kind = KINDS[picker.type];
  if (kind === undefined) throw refused(picker, 'is no picker');
  return kind;
}

/** Ends a picker with its value: the chosen one, or on cancelling the one it had. */
export function closePicker(context: ClientContext, picker: Control, chosen?: Picked): void {
  const kind = kindOf(picker);
  leave(context, picker, () => {
    context.update(picker, { ...kind.properties(picker, chosen), open: false });
    if (chosen !== undefined) context.emit(picker, 'change', kind.data(chosen));
    context.emit(picker, 'dismiss', chosen === undefined);
  });
}

/** The icon changes to the other way of entering, where the picker allows it. */
const OTHER_MODE: Readonly<Record<string, string>> = { calendar: 'input', dial: 'input' };

const picker: GestureTable = {
  /** Presses the button that cancels. */
  dismiss: (context, control) => {
    expectOpen(control);
    closePicker(context, control);
  },
  pick: (context, control, chosen) => {
    expectOpen(control);
    const kind = kindOf(control);
    const value = chosen ?? kind.shown(control);
    kind.check(control, value);
    closePicker(context, control, value);
  },
};

const withEntryMode = (home: 'calendar' | 'dial'): GestureTable => ({
  ...picker,
  switchEntryMode: (context, control) => {
    expectOpen(control);
    const mode = control.string('entry_mode') ?? home;
    const next = mode === 'input' ? home : OTHER_MODE[mode];
    if (next === undefined) throw refused(control, `stays in its entry mode ${mode}`);
    context.update(control, { entry_mode: next });
    context.emit(control, 'entry_mode_change', { entry_mode: next });
  },
});

export const PICKER_GESTURES: Readonly<Record<string, GestureTable>> = {
  DatePicker: withEntryMode('calendar'),
  DateRangePicker: picker,
  TimePicker: withEntryMode('dial'),
};
