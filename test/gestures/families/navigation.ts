import { type Family, gesture } from '../gesture.js';

export const NAVIGATION: Family[] = [
  {
    name: 'tabs',
    gestures: [
      gesture('click another tab', {
        real: (hand) => hand.click(300, 24),
        headless: (user) => user.comeAndClick('Tab#stars'),
      }),
      gesture('leave it', { real: (hand) => hand.aside(), headless: (user) => user.leave('Tab#stars') }),
      gesture('click the chosen tab', {
        real: async (hand) => {
          await hand.click(300, 24);
          await hand.aside();
        },
        headless: async (user) => {
          await user.comeAndClick('Tab#stars');
          await user.leave('Tab#stars');
        },
      }),
    ],
  },
  {
    name: 'navigation-bar',
    gestures: [
      gesture('choose', {
        real: (hand) => hand.click(400, 560),
        headless: (user) => user.perform('NavigationBar', 'select', 'Stars'),
      }),
      gesture('choose the same again', {
        real: (hand) => hand.click(400, 560),
        headless: (user) => user.perform('NavigationBar', 'select', 'Stars'),
      }),
    ],
  },
  {
    name: 'navigation-rail',
    gestures: [
      gesture('choose', {
        real: (hand) => hand.click(50, 100),
        headless: (user) => user.perform('NavigationRail', 'select', 'Stars'),
      }),
      gesture('choose the same again', {
        real: (hand) => hand.click(50, 100),
        headless: (user) => user.perform('NavigationRail', 'select', 'Stars'),
      }),
    ],
  },
  {
    name: 'navigation-drawer',
    gestures: [
      gesture('open', { real: (hand) => hand.click(680, 60), headless: (user) => user.click('Button') }),
      gesture('choose', {
        real: (hand) => hand.click(120, 95),
        headless: async (user) => {
          const drawer = await user.find('NavigationDrawer');
          await user.client.until(() => drawer.get('_open') === true);
          await user.client.select(drawer, 'Stars');
        },
      }),
      gesture('press beside it', {
        real: (hand) => hand.click(600, 400),
        headless: (user) => user.perform('NavigationDrawer', 'dismiss'),
      }),
    ],
  },
  {
    name: 'expansion-tile',
    gestures: [
      gesture('unfold', { real: (hand) => hand.click(150, 68), headless: (user) => user.click('ExpansionTile') }),
      gesture('fold', { real: (hand) => hand.click(150, 68), headless: (user) => user.click('ExpansionTile') }),
    ],
  },
  {
    name: 'expansion-panel-list',
    gestures: [
      gesture('press the header', {
        real: (hand) => hand.click(100, 64),
        headless: (user) => user.click('ExpansionPanel#home'),
      }),
      gesture('press the arrow', {
        real: (hand) => hand.click(312, 64),
        headless: (user) => user.click('ExpansionPanel#home'),
      }),
    ],
  },
  {
    name: 'page-view',
    gestures: [
      gesture('turn by the app', {
        real: (hand) => hand.click(120, 320),
        headless: (user) => user.click('Button'),
      }),
    ],
  },
  {
    name: 'views',
    gestures: [
      gesture('go to a second view', {
        real: (hand) => hand.click(680, 320),
        headless: async (user) => {
          await user.click('Button');
          await user.client.until(() => user.client.page.children('views').length === 2);
        },
      }),
      gesture('press the arrow of its bar', {
        real: (hand) => hand.click(28, 28),
        headless: (user) => user.client.back(),
      }),
    ],
  },
];
