import { type Family, gesture, stream } from '../gesture.js';

export const SYSTEM: Family[] = [
  {
    name: 'page',
    gestures: [
      gesture('make the window smaller', {
        real: (hand) => hand.resize(700, 500),
        headless: (user) => user.client.resize(700, 500),
      }),
      gesture('switch to dark colours', {
        real: (hand) => hand.setColours('dark'),
        headless: (user) => user.client.setBrightness('dark'),
      }),
    ],
  },
  {
    name: 'routes',
    gestures: [
      gesture('go on by the app', { real: (hand) => hand.click(120, 60), headless: (user) => user.click('Button') }),
      gesture("the browser's Back", {
        real: (hand) => hand.back(),
        headless: (user) => user.client.navigate('/routes'),
      }),
    ],
  },
  {
    name: 'layout',
    gestures: [
      stream('an animation', { real: (hand) => hand.click(120, 60), headless: (user) => user.click('Button#fade') }),
      stream('a size', { real: (hand) => hand.click(120, 120), headless: (user) => user.click('Button#grow') }),
    ],
  },
];
