import { DateTime, TimeOfDay } from '../../../lib/flet/index.js';
import { type Family, gesture } from '../gesture.js';
import type { HeadlessUser } from '../headless-user.js';

const day = (month: number, date: number): DateTime => DateTime.from(new Date(Date.UTC(2026, month - 1, date)));

const opened = (type: string) =>
  gesture('open', {
    real: (hand) => hand.click(80, 20),
    headless: async (user) => {
      await user.click('Button#open-0');
      await user.find(type);
    },
  });

const cancelled = (type: string) => async (user: HeadlessUser) => {
  await user.click('Button#open-0');
  await user.perform(type, 'dismiss');
  await user.gone(type);
};

/** The icon that changes how a value is entered. */
const switched = (type: string, x: number, y: number) =>
  gesture('open, and switch to the keyboard', {
    real: async (hand) => {
      await hand.click(80, 20);
      await hand.pause(600);
      await hand.click(x, y);
    },
    headless: async (user) => {
      await user.click('Button#open-0');
      await user.perform(type, 'switchEntryMode');
    },
  });

export const PICKERS: Family[] = [
  {
    name: 'date-picker',
    gestures: [
      opened('DatePicker'),
      gesture('choose a day, and OK', {
        real: async (hand) => {
          await hand.click(523, 230);
          await hand.click(612, 447);
        },
        headless: async (user) => {
          await user.perform('DatePicker', 'pick', day(3, 5));
          await user.gone('DatePicker');
        },
      }),
      gesture('open, and Cancel', {
        real: async (hand) => {
          await hand.click(80, 20);
          await hand.pause(600);
          await hand.click(542, 447);
        },
        headless: cancelled('DatePicker'),
      }),
      switched('DatePicker', 180, 447),
    ],
  },
  {
    name: 'time-picker',
    gestures: [
      opened('TimePicker'),
      gesture('OK', {
        real: (hand) => hand.click(634, 445),
        headless: async (user) => {
          await user.perform('TimePicker', 'pick', new TimeOfDay(9, 5));
          await user.gone('TimePicker');
        },
      }),
      gesture('open, and Cancel', {
        real: async (hand) => {
          await hand.click(80, 20);
          await hand.pause(600);
          await hand.click(564, 445);
        },
        headless: cancelled('TimePicker'),
      }),
      switched('TimePicker', 158, 445),
    ],
  },
  {
    name: 'date-range-picker',
    gestures: [
      opened('DateRangePicker'),
      gesture('Save', {
        real: (hand) => hand.click(760, 28),
        headless: async (user) => {
          await user.perform('DateRangePicker', 'pick', [day(3, 4), day(3, 7)]);
          await user.gone('DateRangePicker');
        },
      }),
      gesture('open, and close', {
        real: async (hand) => {
          await hand.click(80, 20);
          await hand.pause(600);
          await hand.click(28, 28);
        },
        headless: cancelled('DateRangePicker'),
      }),
    ],
  },
];
