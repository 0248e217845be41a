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
  {
    name: 'window-drag-area',
    gestures: [
      gesture('drag', {
        real: (hand) => hand.drag([100, 80], [200, 120]),
        headless: (user) => user.perform('WindowDragArea', 'drag', { by: { x: 100, y: 40 }, from: { x: 60, y: 40 } }),
      }),
      gesture('press twice', {
        real: (hand) => hand.doubleClick(100, 80),
        headless: (user) => user.perform('WindowDragArea', 'doubleClick'),
      }),
    ],
  },
];
