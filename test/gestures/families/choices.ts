import { type Family, gesture, stream } from '../gesture.js';

export const CHOICES: Family[] = [
  {
    name: 'checkbox',
    gestures: [
      gesture('press the box', {
        real: (hand) => hand.click(60, 60),
        headless: (user) => user.click('Checkbox#plain'),
      }),
      gesture('press its label', {
        real: (hand) => hand.click(100, 60),
        headless: (user) => user.perform('Checkbox#plain', 'clickLabel'),
      }),
      ...['first', 'second', 'third'].map((which) =>
        gesture(`press one with three states for the ${which} time`, {
          real: (hand) => hand.click(60, 120),
          headless: (user) => user.click('Checkbox#tristate'),
        }),
      ),
      gesture('press a disabled one', { real: (hand) => hand.click(60, 180), headless: async () => {} }),
      gesture('Tab goes to the first one', { real: (hand) => hand.key('Tab'), headless: (user) => user.press('Tab') }),
      gesture('Space presses it', { real: (hand) => hand.key('Space'), headless: (user) => user.press('Space') }),
      gesture('Tab goes on', { real: (hand) => hand.key('Tab'), headless: (user) => user.press('Tab') }),
    ],
  },
  {
    name: 'switch',
    gestures: [
      gesture('press', { real: (hand) => hand.click(66, 64), headless: (user) => user.click('Switch') }),
      gesture('press its label', {
        real: (hand) => hand.click(120, 64),
        headless: (user) => user.perform('Switch', 'clickLabel'),
      }),
      gesture('Tab goes to it', { real: (hand) => hand.key('Tab'), headless: (user) => user.press('Tab') }),
      gesture('Enter does nothing in a browser', {
        real: (hand) => hand.key('Enter'),
        headless: (user) => user.press('Enter'),
      }),
      gesture('Space presses it', { real: (hand) => hand.key('Space'), headless: (user) => user.press('Space') }),
    ],
  },
  {
    name: 'radio',
    gestures: [
      gesture('press one', { real: (hand) => hand.click(60, 60), headless: (user) => user.click('Radio#a') }),
      gesture('press the label of the other one', {
        real: (hand) => hand.click(200, 60),
        headless: (user) => user.perform('Radio#b', 'clickLabel'),
      }),
      gesture('press the one that is chosen', {
        real: (hand) => hand.click(180, 60),
        headless: (user) => user.click('Radio#b'),
      }),
    ],
  },
  {
    name: 'slider',
    gestures: [
      stream('drag the thumb to the middle', {
        real: (hand) => hand.drag([126, 64], [240, 64]),
        headless: (user) => user.perform('Slider', 'slide', 5),
      }),
      gesture('press the end of the track', {
        real: (hand) => hand.click(415, 64),
        headless: (user) => user.perform('Slider', 'slide', 10),
      }),
      gesture('Tab goes to it', { real: (hand) => hand.key('Tab'), headless: (user) => user.press('Tab') }),
      gesture('an arrow moves it', {
        real: (hand) => hand.key('ArrowLeft'),
        headless: (user) => user.press('ArrowLeft'),
      }),
    ],
  },
  {
    name: 'range-slider',
    gestures: [
      stream('drag the lower thumb', {
        real: (hand) => hand.drag([126, 64], [202, 64]),
        headless: (user) => user.perform('RangeSlider', 'slide', [4, 8]),
      }),
    ],
  },
  {
    name: 'segmented-button',
    gestures: [
      gesture('press another segment', {
        real: (hand) => hand.click(220, 64),
        headless: (user) => user.perform('SegmentedButton#one', 'select', 1),
      }),
      gesture('press the chosen segment', {
        real: (hand) => hand.click(220, 64),
        headless: (user) => user.perform('SegmentedButton#one', 'select', 1),
      }),
      gesture('add a segment', {
        real: (hand) => hand.click(220, 144),
        headless: (user) => user.perform('SegmentedButton#several', 'select', 1),
      }),
      gesture('take one away', {
        real: (hand) => hand.click(100, 144),
        headless: (user) => user.perform('SegmentedButton#several', 'select', 0),
      }),
      gesture('press the one that is left, which Python has taken away by its echo', {
        real: (hand) => hand.click(220, 144),
        headless: (user) => user.perform('SegmentedButton#several', 'select', 1),
      }),
    ],
  },
  {
    name: 'chip',
    gestures: [
      gesture('select', { real: (hand) => hand.click(80, 64), headless: (user) => user.click('Chip#select') }),
      gesture('select no longer', {
        real: (hand) => hand.click(80, 64),
        headless: (user) => user.click('Chip#select'),
      }),
      gesture('press', { real: (hand) => hand.click(64, 124), headless: (user) => user.click('Chip#click') }),
      gesture('press «delete»', {
        real: (hand) => hand.click(112, 124),
        headless: (user) => user.perform('Chip#click', 'delete'),
      }),
    ],
  },
  {
    name: 'dropdown',
    gestures: [
      gesture('open', {
        real: (hand) => hand.click(120, 68),
        headless: (user) => user.perform('Dropdown#plain', 'open'),
      }),
      gesture('choose', {
        real: (hand) => hand.click(100, 175),
        headless: (user) => user.perform('Dropdown#plain', 'select', 'Green'),
      }),
      gesture('type into one that can be edited', {
        real: async (hand) => {
          await hand.click(480, 68);
          await hand.type('Gr');
        },
        headless: async (user) => {
          await user.click('Dropdown#editable');
          await user.perform('Dropdown#editable', 'type', 'Gr');
        },
      }),
    ],
  },
  {
    name: 'dropdown-m2',
    gestures: [
      gesture('open', { real: (hand) => hand.click(120, 68), headless: (user) => user.perform('DropdownM2', 'open') }),
      gesture('choose', {
        real: (hand) => hand.click(100, 116),
        headless: (user) => user.perform('DropdownM2', 'select', 'Green'),
      }),
    ],
  },
];
