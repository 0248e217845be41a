import { ExtData } from '@msgpack/msgpack';
import { afterEach, beforeEach, describe, vi } from 'vitest';
import { DateTime, Duration, TimeOfDay } from '../../../lib/flet/index.js';
import { E, on, P, perform } from '../packets.js';
import { ext, python, type Row, refused, steps, testRows, withDialog } from './rows.js';

const picker = (type: string, properties: object = {}): Record<string, unknown> => ({
  _c: type,
  _i: 20,
  open: true,
  ...on('change', 'dismiss', 'entry_mode_change'),
  ...properties,
});
const inDialogs = (type: string, properties: object = {}) => withDialog(picker(type, properties));

const march = '2026-03-04T00:00:00.000+00:00';
const may = '2026-05-06T00:00:00.000+00:00';
const iso = (text: string) => new DateTime(text);
/** Values of the app. */
const marchFromApp = new ExtData(1, new TextEncoder().encode('2026-03-04'));
const mayFromApp = new ExtData(1, new TextEncoder().encode('2026-05-06'));
const nineFromApp = new ExtData(2, new TextEncoder().encode('09:05'));

const sent = (value: unknown, cancelled: boolean) => [
  P(20, { value, open: false }),
  ...(cancelled ? [] : [E(20, 'change', value)]),
  E(20, 'dismiss', cancelled),
];

const DATES: Row[] = [
  ['OK with another date', [], perform(20, 'pick', iso(march)), sent(ext(1, march), false), inDialogs('DatePicker')],
  [
    'OK without a change',
    [],
    perform(20, 'pick'),
    sent(ext(1, march), false),
    inDialogs('DatePicker', { value: marchFromApp }),
  ],
  [
    'OK where no date was set: the one that it shows',
    [],
    perform(20, 'pick'),
    sent(ext(1, march), false),
    inDialogs('DatePicker', { current_date: marchFromApp }),
  ],
  ['Cancel where no date was set', [], perform(20, 'dismiss'), sent(null, true), inDialogs('DatePicker')],
  [
    'Cancel where a date was set',
    [],
    perform(20, 'dismiss'),
    sent(ext(1, march), true),
    inDialogs('DatePicker', { value: marchFromApp }),
  ],
  [
    'Cancel of a modal one, which has its button too',
    [],
    perform(20, 'dismiss'),
    sent(null, true),
    inDialogs('DatePicker', { modal: true }),
  ],
  [
    'the pencil, and the calendar again',
    [],
    steps(perform(20, 'switchEntryMode'), perform(20, 'switchEntryMode')),
    [
      P(20, { entry_mode: 'input' }),
      E(20, 'entry_mode_change', { entry_mode: 'input' }),
      P(20, { entry_mode: 'calendar' }),
      E(20, 'entry_mode_change', { entry_mode: 'calendar' }),
    ],
    inDialogs('DatePicker'),
  ],
  [
    'the pencil where there is none',
    [],
    refused(perform(20, 'switchEntryMode'), 'stays in its entry mode calendarOnly'),
    [],
    inDialogs('DatePicker', { entry_mode: 'calendarOnly' }),
  ],
  [
    'a date that cannot be picked',
    [],
    refused(
      perform(20, 'pick', iso('2051-01-01')),
      'goes from 1900-01-01T00:00:00.000+00:00 to 2050-01-01T00:00:00.000+00:00',
    ),
    [],
    inDialogs('DatePicker'),
  ],
  [
    'a time for a date',
    [],
    refused(perform(20, 'pick', new TimeOfDay(1, 2)), 'takes a DateTime'),
    [],
    inDialogs('DatePicker'),
  ],
  [
    'Python closing it, which is told as a cancellation',
    [],
    python(20, 'open', false),
    sent(null, true),
    inDialogs('DatePicker'),
  ],
];

const TIMES: Row[] = [
  [
    'OK with another time',
    [],
    perform(20, 'pick', new TimeOfDay(9, 5)),
    sent(ext(2, '9:5'), false),
    inDialogs('TimePicker'),
  ],
  [
    'OK without a change',
    [],
    perform(20, 'pick'),
    sent(ext(2, '9:5'), false),
    inDialogs('TimePicker', { value: nineFromApp }),
  ],
  [
    'Cancel where a time was set',
    [],
    perform(20, 'dismiss'),
    sent(ext(2, '9:5'), true),
    inDialogs('TimePicker', { value: nineFromApp }),
  ],
  [
    'Cancel where no time was set, which tells the present one',
    [],
    perform(20, 'dismiss'),
    sent(ext(2, '14:7'), true),
    inDialogs('TimePicker'),
  ],
  [
    'OK where no time was set: the present one',
    [],
    perform(20, 'pick'),
    sent(ext(2, '14:7'), false),
    inDialogs('TimePicker'),
  ],
  [
    'Cancel of a modal one, which has its button too',
    [],
    perform(20, 'dismiss'),
    sent(ext(2, '9:5'), true),
    inDialogs('TimePicker', { modal: true, value: nineFromApp }),
  ],
  [
    'Python closing it, which is told as a cancellation',
    [],
    python(20, 'open', false),
    sent(ext(2, '9:5'), true),
    inDialogs('TimePicker', { value: nineFromApp }),
  ],
  [
    'Python closing it where no time was set',
    [],
    python(20, 'open', false),
    sent(ext(2, '14:7'), true),
    inDialogs('TimePicker'),
  ],
  [
    'the keyboard, and the dial again',
    [],
    steps(perform(20, 'switchEntryMode'), perform(20, 'switchEntryMode')),
    [
      P(20, { entry_mode: 'input' }),
      E(20, 'entry_mode_change', { entry_mode: 'input' }),
      P(20, { entry_mode: 'dial' }),
      E(20, 'entry_mode_change', { entry_mode: 'dial' }),
    ],
    inDialogs('TimePicker'),
  ],
];

const range = (start: unknown, end: unknown, cancelled: boolean) => [
  P(20, { start_value: start, end_value: end, open: false }),
  ...(cancelled ? [] : [E(20, 'change', ext(0))]),
  E(20, 'dismiss', cancelled),
];

const RANGES: Row[] = [
  [
    'Save with another range, which the event cannot tell',
    [],
    perform(20, 'pick', [iso(march), iso(may)]),
    range(ext(1, march), ext(1, may), false),
    inDialogs('DateRangePicker'),
  ],
  [
    'Save without a change',
    [],
    perform(20, 'pick'),
    range(ext(1, march), ext(1, may), false),
    inDialogs('DateRangePicker', { start_value: marchFromApp, end_value: mayFromApp }),
  ],
  [
    'Cancel',
    [],
    perform(20, 'dismiss'),
    range(ext(1, march), null, true),
    inDialogs('DateRangePicker', { start_value: marchFromApp }),
  ],
  [
    'Cancel of a modal one, which has its button too',
    [],
    perform(20, 'dismiss'),
    range(ext(1, march), ext(1, may), true),
    inDialogs('DateRangePicker', { modal: true, start_value: marchFromApp, end_value: mayFromApp }),
  ],
  [
    'a range from back to front',
    [],
    refused(perform(20, 'pick', [iso(may), iso(march)]), 'takes a pair of DateTime, the earlier one first'),
    [],
    inDialogs('DateRangePicker'),
  ],
  ['Python closing it', [], python(20, 'open', false), range(null, null, true), inDialogs('DateRangePicker')],
];

const wheel = (type: string, more: object = {}): Record<string, unknown> => ({
  _c: type,
  _i: 10,
  ...on('change'),
  ...more,
});
const items = [11, 12, 13].map((id) => ({ _c: 'Text', _i: id, value: `Item ${id}` }));
const turned = (index: number) => [P(10, { selected_index: index }), E(10, 'change', index)];

const WHEELS: Row[] = [
  [
    'a wheel of dates',
    [wheel('CupertinoDatePicker')],
    perform(10, 'pick', iso(march)),
    [P(10, { value: ext(1, march) }), E(10, 'change', ext(1, march))],
  ],
  [
    'a wheel of dates that is turned on: each step tells',
    [wheel('CupertinoDatePicker')],
    steps(perform(10, 'pick', iso(march)), perform(10, 'pick', iso(may))),
    [march, may].flatMap((date) => [P(10, { value: ext(1, date) }), E(10, 'change', ext(1, date))]),
  ],
  [
    'a wheel of times that holds nothing: a span',
    [wheel('CupertinoTimerPicker')],
    perform(10, 'pick', new Duration(90_000_000)),
    [P(10, { value: ext(3, '90000000') }), E(10, 'change', ext(3, '90000000'))],
  ],
  [
    'a wheel of times that counts seconds',
    [wheel('CupertinoTimerPicker', { value: 60 })],
    perform(10, 'pick', new Duration(90_000_000)),
    [P(10, { value: 90 }), E(10, 'change', 90)],
  ],
  [
    'a wheel of times that holds a span',
    [wheel('CupertinoTimerPicker', { value: { minutes: 1 } })],
    perform(10, 'pick', new Duration(1_500_000)),
    [P(10, { value: ext(3, '1500000') }), E(10, 'change', ext(3, '1500000'))],
  ],
  ['a wheel turned to an item', [wheel('CupertinoPicker', { controls: items })], perform(10, 'select', 2), turned(2)],
  [
    'a wheel turned to an item by its text',
    [wheel('CupertinoPicker', { controls: items })],
    perform(10, 'select', 'Item 12'),
    turned(1),
  ],
  [
    'a wheel that is scrolled, one item after the other, to its end',
    [wheel('CupertinoPicker', { controls: items })],
    perform(10, 'scroll', { x: 0, y: 100 }),
    [...turned(1), ...turned(2)],
  ],
  [
    'a wheel without ends',
    [wheel('CupertinoPicker', { controls: items, looping: true })],
    perform(10, 'scroll', { x: 0, y: -32 }),
    turned(2),
  ],
];

/** Seven minutes past two in the afternoon, by the clock on the wall. Only the date is ours: timers run. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 2, 4, 14, 7) }));
afterEach(() => void vi.useRealTimers());

describe('DatePicker', () => testRows(DATES));
describe('TimePicker', () => testRows(TIMES));
describe('DateRangePicker', () => testRows(RANGES));
describe('wheels', () => testRows(WHEELS));
