import { type Family, gesture } from '../gesture.js';

/** A press of the button whose middle is at this height. */
const pressed = (name: string, y: number) =>
  gesture(`press ${name}`, {
    real: async (hand) => {
      await hand.click(120, y);
      await hand.aside();
    },
    headless: async (user) => {
      await user.comeAndClick(name);
      await user.leave(name);
    },
  });

const held = (name: string, x: number, y: number) =>
  gesture(`hold ${name}`, {
    real: async (hand) => {
      await hand.longPress(x, y);
      await hand.aside();
    },
    headless: async (user) => {
      await user.perform(name, 'hover', true);
      await user.perform(name, 'longPress');
      await user.leave(name);
    },
  });

export const BUTTONS: Family[] = [
  {
    name: 'button',
    gestures: [
      pressed('Button', 60),
      held('Button', 120, 60),
      pressed('FilledButton', 120),
      pressed('FilledTonalButton', 180),
      pressed('OutlinedButton', 240),
      pressed('TextButton', 300),
      gesture('press a disabled one', {
        real: async (hand) => {
          await hand.click(120, 360);
          await hand.aside();
        },
        headless: async () => {},
      }),
      gesture('Tab goes to the first one', {
        real: (hand) => hand.key('Tab'),
        headless: (user) => user.press('Tab'),
      }),
      gesture('Enter presses it', { real: (hand) => hand.key('Enter'), headless: (user) => user.press('Enter') }),
      gesture('Space presses it', { real: (hand) => hand.key('Space'), headless: (user) => user.press('Space') }),
      gesture('Tab goes on', { real: (hand) => hand.key('Tab'), headless: (user) => user.press('Tab') }),
    ],
  },
  {
    name: 'icon-button',
    gestures: [
      gesture('press IconButton', {
        real: async (hand) => {
          await hand.click(60, 60);
          await hand.aside();
        },
        headless: async (user) => {
          await user.comeAndClick('IconButton');
          await user.leave('IconButton');
        },
      }),
      held('FilledIconButton', 60, 120),
      gesture('press FloatingActionButton', {
        real: (hand) => hand.click(68, 188),
        headless: (user) => user.click('FloatingActionButton'),
      }),
    ],
  },
  {
    name: 'container',
    gestures: [
      gesture('press one with ink', {
        real: async (hand) => {
          await hand.click(120, 70);
          await hand.aside();
        },
        headless: async (user) => {
          await user.comeAndClick('Container#ink');
          await user.leave('Container#ink');
        },
      }),
      held('Container#ink', 120, 70),
      gesture('press a plain one', {
        real: (hand) => hand.click(120, 170),
        headless: (user) => user.click('Container#plain'),
      }),
    ],
  },
  {
    name: 'list-tile',
    gestures: [
      gesture('press', { real: (hand) => hand.click(150, 68), headless: (user) => user.click('ListTile#plain') }),
      gesture('hold', {
        real: (hand) => hand.longPress(150, 68),
        headless: (user) => user.perform('ListTile#plain', 'longPress'),
      }),
      gesture('press one that toggles its box', {
        real: (hand) => hand.click(200, 148),
        headless: (user) => user.click('ListTile#toggling'),
      }),
    ],
  },
];
