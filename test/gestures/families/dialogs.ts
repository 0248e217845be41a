import { type Family, gesture } from '../gesture.js';
import type { HeadlessUser } from '../headless-user.js';

/** The button that opens the n-th dialog. */
const opened = (index: number, type: string) =>
  gesture(`open dialog ${index + 1}`, {
    real: (hand) => hand.click(80, 60 * index + 20),
    headless: async (user) => {
      await user.click(`Button#open-${index}`);
      await user.find(type);
    },
  });

const dismissed = (type: string) => async (user: HeadlessUser) => {
  await user.perform(type, 'dismiss');
  await user.gone(type);
};

const pressedOk = (type: string) => async (user: HeadlessUser) => {
  await user.click('Container#ok');
  await user.gone(type);
};

export const DIALOGS: Family[] = [
  {
    name: 'alert-dialog',
    gestures: [
      opened(0, 'AlertDialog'),
      gesture('press beside it', { real: (hand) => hand.click(700, 500), headless: dismissed('AlertDialog') }),
      gesture('open it, and press Escape', {
        real: async (hand) => {
          await hand.click(80, 20);
          await hand.pause(500);
          await hand.key('Escape');
        },
        headless: async (user) => {
          await user.click('Button#open-0');
          await user.find('AlertDialog');
          await user.press('Escape');
          await user.gone('AlertDialog');
        },
      }),
      opened(1, 'AlertDialog'),
      gesture('press beside a modal one', { real: (hand) => hand.click(700, 500), headless: async () => {} }),
      gesture('press a button by which the app closes it', {
        real: (hand) => hand.click(400, 300),
        headless: pressedOk('AlertDialog'),
      }),
    ],
  },
  {
    name: 'bottom-sheet',
    gestures: [
      opened(0, 'BottomSheet'),
      gesture('press beside it', { real: (hand) => hand.click(700, 100), headless: dismissed('BottomSheet') }),
      opened(1, 'BottomSheet'),
      gesture('drag it down', {
        real: (hand) => hand.drag([200, 430], [200, 590], { steps: 4 }),
        headless: async (user) => {
          await user.perform('BottomSheet', 'swipe', 'down');
          await user.gone('BottomSheet');
        },
      }),
    ],
  },
  {
    name: 'snack-bar',
    gestures: [
      gesture('open one that goes by itself', {
        real: async (hand) => {
          await hand.click(80, 20);
          await hand.pause(2500);
        },
        headless: async (user) => {
          await user.click('Button#open-0');
          await user.find('SnackBar#short');
          await user.gone('SnackBar');
        },
      }),
      opened(1, 'SnackBar#closed'),
      gesture('press the icon that closes it', {
        real: (hand) => hand.click(772, 572),
        headless: dismissed('SnackBar'),
      }),
      opened(2, 'SnackBar#acting'),
      gesture('press its action', {
        real: (hand) => hand.click(752, 572),
        headless: async (user) => {
          await user.click('SnackBar#acting');
          await user.gone('SnackBar');
        },
      }),
    ],
  },
  {
    name: 'banner',
    gestures: [
      gesture('open', {
        real: (hand) => hand.click(80, 420),
        headless: async (user) => {
          await user.click('Button#open-0');
          await user.find('Banner');
        },
      }),
      gesture('press a button by which the app closes it', {
        real: (hand) => hand.click(750, 30),
        headless: async (user) => {
          await user.click('TextButton');
          await user.gone('Banner');
        },
      }),
    ],
  },
];
