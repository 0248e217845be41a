import { type Family, gesture, stream } from '../gesture.js';

const detector = (key: string): string => `GestureDetector#${key}`;

export const POINTERS: Family[] = [
  {
    name: 'gesture-detector',
    gestures: [
      gesture('tap', { real: (hand) => hand.click(100, 50), headless: (user) => user.click(detector('tap')) }),
      gesture('double tap', {
        real: (hand) => hand.doubleClick(320, 50),
        headless: (user) => user.perform(detector('double'), 'doubleClick'),
      }),
      gesture('tap where a double tap is awaited', {
        real: (hand) => hand.click(320, 50),
        headless: (user) => user.click(detector('double')),
      }),
      gesture('hold', {
        real: (hand) => hand.longPress(540, 50),
        headless: (user) => user.perform(detector('long'), 'longPress'),
      }),
      gesture('press the right button', {
        real: (hand) => hand.click(100, 170, 'right'),
        headless: (user) => user.perform(detector('secondary'), 'buttonClick', 'secondary'),
      }),
      stream('pan', {
        real: (hand) => hand.drag([300, 170], [360, 190]),
        headless: (user) => user.perform(detector('pan'), 'drag', { by: { x: 60, y: 20 }, steps: 4 }),
      }),
      stream('drag sideways', {
        real: (hand) => hand.drag([500, 170], [580, 170]),
        headless: (user) => user.perform(detector('horizontal'), 'drag', { by: { x: 80, y: 0 }, steps: 4 }),
      }),
      stream('drag downwards', {
        real: (hand) => hand.drag([100, 260], [100, 320]),
        headless: (user) => user.perform(detector('vertical'), 'drag', { by: { x: 0, y: 60 }, steps: 4 }),
      }),
      stream('come, move and leave', {
        real: async (hand) => {
          await hand.moveTo(320, 290);
          await hand.moveTo(330, 295);
          await hand.aside();
        },
        headless: async (user) => {
          await user.perform(detector('mouse'), 'pointAt', { x: 100, y: 50 });
          await user.perform(detector('mouse'), 'pointAt', { x: 110, y: 55 });
          await user.leave(detector('mouse'));
        },
      }),
      stream('turn the wheel', {
        real: (hand) => hand.wheel(540, 290, { y: 100 }),
        headless: (user) => user.perform(detector('wheel'), 'scroll', { x: 0, y: 100 }),
      }),
      stream('drag with the right button', {
        real: async (hand) => {
          await hand.aside(); // around the one that hears of a mouse
          await hand.drag([60, 400], [140, 420], { button: 'right' });
        },
        headless: (user) =>
          user.perform(detector('right'), 'drag', { by: { x: 80, y: 20 }, steps: 4, button: 'secondary' }),
      }),
      gesture('press the middle button', {
        real: (hand) => hand.click(320, 410, 'middle'),
        headless: (user) => user.perform(detector('tertiary'), 'buttonClick', 'tertiary'),
      }),
      stream('pan where two fingers could pinch', {
        real: (hand) => hand.drag([500, 400], [580, 420]),
        headless: (user) => user.perform(detector('scale'), 'drag', { by: { x: 80, y: 20 }, steps: 4 }),
      }),
    ],
  },
  {
    name: 'canvas',
    gestures: [
      stream('draw', {
        real: (hand) => hand.drag([100, 100], [300, 200]),
        headless: (user) => user.perform('GestureDetector', 'drag', { by: { x: 200, y: 100 }, steps: 4 }),
      }),
    ],
  },
  {
    name: 'interactive-viewer',
    gestures: [
      stream('pan', {
        real: (hand) => hand.drag([140, 100], [180, 120]),
        headless: (user) => user.perform('InteractiveViewer', 'drag', { by: { x: 40, y: 20 }, steps: 4 }),
      }),
      stream('turn the wheel', {
        real: (hand) => hand.wheel(140, 100, { y: -100 }),
        headless: (user) => user.perform('InteractiveViewer', 'scroll', { x: 0, y: -100 }),
      }),
    ],
  },
];
