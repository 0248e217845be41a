import { DateTime, Duration } from '../../../lib/flet/index.js';
import { type Family, gesture, stream } from '../gesture.js';

const pressed = (name: string, x: number, y: number) =>
  gesture(`press ${name}`, { real: (hand) => hand.click(x, y), headless: (user) => user.click(name) });

export const CUPERTINO: Family[] = [
  {
    name: 'cupertino-button',
    gestures: [
      pressed('CupertinoButton', 120, 65),
      gesture('hold CupertinoButton', {
        real: (hand) => hand.longPress(120, 65),
        headless: (user) => user.perform('CupertinoButton', 'longPress'),
      }),
      pressed('CupertinoFilledButton', 120, 145),
      pressed('CupertinoTintedButton', 120, 225),
    ],
  },
  {
    name: 'cupertino-choices',
    gestures: [
      pressed('CupertinoCheckbox', 47, 50),
      pressed('CupertinoSwitch', 70, 120),
      pressed('CupertinoRadio#b', 168, 180),
    ],
  },
  {
    name: 'cupertino-slider',
    gestures: [
      stream('drag', {
        real: (hand) => hand.drag([127, 64], [240, 64]),
        headless: (user) => user.perform('CupertinoSlider', 'slide', 5),
      }),
    ],
  },
  {
    name: 'cupertino-segments',
    gestures: [
      gesture('press a segment', {
        real: (hand) => hand.click(220, 58),
        headless: (user) => user.perform('CupertinoSegmentedButton', 'select', 1),
      }),
      gesture('press a sliding segment', {
        real: (hand) => hand.click(220, 140),
        headless: (user) => user.perform('CupertinoSlidingSegmentedButton', 'select', 1),
      }),
    ],
  },
  {
    name: 'cupertino-text-field',
    gestures: [
      gesture('click into it', {
        real: (hand) => hand.click(120, 60),
        headless: (user) => user.click('CupertinoTextField'),
      }),
      gesture('type', {
        real: (hand) => hand.type('Ada'),
        headless: (user) => user.perform('CupertinoTextField', 'type', 'Ada'),
      }),
      gesture('Enter', { real: (hand) => hand.key('Enter'), headless: (user) => user.press('Enter') }),
    ],
  },
  {
    name: 'cupertino-navigation-bar',
    gestures: [
      gesture('choose', {
        real: (hand) => hand.click(400, 575),
        headless: (user) => user.perform('CupertinoNavigationBar', 'select', 'Two'),
      }),
    ],
  },
  {
    name: 'cupertino-dialog',
    gestures: [
      gesture('open an alert', {
        real: (hand) => hand.click(80, 20),
        headless: async (user) => {
          await user.click('Button#open-0');
          await user.find('CupertinoAlertDialog');
        },
      }),
      gesture('press its button', {
        real: (hand) => hand.click(400, 325),
        headless: async (user) => {
          await user.click('CupertinoDialogAction');
          await user.gone('CupertinoAlertDialog');
        },
      }),
      gesture('open a sheet', {
        real: (hand) => hand.click(80, 80),
        headless: async (user) => {
          await user.click('Button#open-1');
          await user.find('CupertinoBottomSheet');
        },
      }),
      gesture('press beside it', {
        real: (hand) => hand.click(700, 100),
        headless: async (user) => {
          await user.perform('CupertinoBottomSheet', 'dismiss');
          await user.gone('CupertinoBottomSheet');
        },
      }),
    ],
  },
  {
    name: 'cupertino-sheet',
    gestures: [
      gesture('open', {
        real: (hand) => hand.click(80, 20),
        headless: async (user) => {
          await user.click('Button#open-0');
          await user.find('CupertinoBottomSheet');
        },
      }),
      gesture('press its action', {
        real: (hand) => hand.click(400, 560),
        headless: async (user) => {
          await user.click('CupertinoActionSheetAction');
          await user.gone('CupertinoBottomSheet');
        },
      }),
    ],
  },
  { name: 'cupertino-list-tile', gestures: [pressed('CupertinoListTile', 150, 64)] },
  {
    name: 'cupertino-pickers',
    gestures: [
      stream('turn a wheel', {
        real: (hand) => hand.wheel(140, 140, { y: 40 }),
        headless: (user) => user.perform('CupertinoPicker', 'select', 1),
      }),
      stream('turn the wheel of months', {
        real: (hand) => hand.wheel(450, 140, { y: 32 }),
        headless: (user) => user.perform('CupertinoDatePicker', 'pick', DateTime.from(new Date(Date.UTC(2026, 3, 4)))),
      }),
      stream('turn the wheel of minutes', {
        real: (hand) => hand.wheel(520, 400, { y: 32 }),
        headless: (user) => user.perform('CupertinoTimerPicker', 'pick', new Duration(120_000_000)),
      }),
    ],
  },
  {
    name: 'cupertino-context-menu',
    gestures: [
      gesture('hold, which opens it', {
        real: (hand) => hand.longPress(400, 150),
        headless: (user) => user.perform('CupertinoContextMenu', 'longPress'),
      }),
      gesture('choose', {
        real: (hand) => hand.click(500, 271),
        headless: (user) => user.click('CupertinoContextMenuAction#Copy'),
      }),
      gesture('hold again', {
        real: (hand) => hand.longPress(400, 150),
        headless: (user) => user.perform('CupertinoContextMenu', 'longPress'),
      }),
      gesture('press beside it', {
        real: (hand) => hand.click(60, 560),
        headless: (user) => user.perform('CupertinoContextMenu', 'dismiss'),
      }),
    ],
  },
  {
    name: 'adaptive',
    gestures: [
      pressed('Checkbox', 47, 50),
      pressed('Switch', 70, 120),
      pressed('Radio#b', 168, 180),
      stream('drag the slider', {
        real: (hand) => hand.drag([127, 244], [240, 244]),
        headless: (user) => user.perform('Slider', 'slide', 5),
      }),
      gesture('click into the field', {
        real: (hand) => hand.click(120, 320),
        headless: (user) => user.click('TextField'),
      }),
      gesture('type', {
        real: (hand) => hand.type('Ada'),
        headless: (user) => user.perform('TextField', 'type', 'Ada'),
      }),
      pressed('FilledButton', 120, 385),
    ],
  },
];
