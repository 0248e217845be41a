import { type Family, gesture } from '../gesture.js';

export const MENUS: Family[] = [
  {
    name: 'popup-menu-button',
    gestures: [
      gesture('open', {
        real: (hand) => hand.click(64, 64),
        headless: (user) => user.perform('PopupMenuButton', 'open'),
      }),
      gesture('choose', {
        real: (hand) => hand.click(90, 120),
        headless: (user) => user.click('PopupMenuItem#copy'),
      }),
      gesture('choose one with a tick', {
        real: async (hand) => {
          await hand.click(64, 64);
          await hand.pause(500);
          await hand.click(90, 168);
        },
        headless: async (user) => {
          await user.perform('PopupMenuButton', 'open');
          await user.click('PopupMenuItem#bold');
        },
      }),
      gesture('open, and press beside it', {
        real: async (hand) => {
          await hand.click(64, 64);
          await hand.pause(500);
          await hand.click(600, 400);
        },
        headless: async (user) => {
          await user.perform('PopupMenuButton', 'open');
          await user.perform('PopupMenuButton', 'dismiss');
        },
      }),
    ],
  },
  {
    name: 'menu-bar',
    gestures: [
      gesture('open', {
        real: (hand) => hand.click(70, 60),
        headless: async (user) => {
          await user.perform('SubmenuButton', 'hover', true);
          await user.perform('SubmenuButton', 'open');
        },
      }),
      gesture('choose', {
        real: (hand) => hand.click(80, 110),
        headless: async (user) => {
          await user.perform('SubmenuButton', 'hover', false);
          await user.comeAndClick('MenuItemButton#open');
        },
      }),
    ],
  },
  {
    name: 'context-menu',
    gestures: [
      gesture('press the right button, and choose', {
        real: async (hand) => {
          await hand.click(100, 80, 'right');
          await hand.pause(500);
          await hand.click(140, 160);
        },
        headless: async (user) => {
          await user.perform('ContextMenu', 'buttonClick', 'secondary');
          await user.click('PopupMenuItem#second');
        },
      }),
      gesture('press the right button, and beside the menu', {
        real: async (hand) => {
          await hand.click(100, 80, 'right');
          await hand.pause(500);
          await hand.click(600, 400);
        },
        headless: async (user) => {
          await user.perform('ContextMenu', 'buttonClick', 'secondary');
          await user.perform('ContextMenu', 'dismiss');
        },
      }),
    ],
  },
];
