import { type Family, gesture, stream } from '../gesture.js';

export const TEXTS: Family[] = [
  {
    name: 'text-field',
    gestures: [
      gesture('click into it', {
        real: (hand) => hand.click(120, 68),
        headless: (user) => user.click('TextField#name'),
      }),
      gesture('type', {
        real: (hand) => hand.type('Ada'),
        headless: (user) => user.perform('TextField#name', 'type', 'Ada'),
      }),
      gesture('Backspace', { real: (hand) => hand.key('Backspace'), headless: (user) => user.press('Backspace') }),
      gesture('Enter', { real: (hand) => hand.key('Enter'), headless: (user) => user.press('Enter') }),
      gesture('click into the next one', {
        real: (hand) => hand.click(480, 68),
        headless: (user) => user.click('TextField#short'),
      }),
      gesture('type more than fits', {
        real: (hand) => hand.type('abcd'),
        headless: (user) => user.perform('TextField#short', 'type', 'abcd'),
      }),
      gesture('click into one with several lines', {
        real: (hand) => hand.click(120, 200),
        headless: (user) => user.click('TextField#lines'),
      }),
      gesture('Enter in it', {
        real: (hand) => hand.key('Enter'),
        headless: (user) => user.perform('TextField#lines', 'type', '\n'),
      }),
      gesture('click into a chat', {
        real: (hand) => hand.click(480, 200),
        headless: (user) => user.click('TextField#chat'),
      }),
      gesture('Shift+Enter in it', {
        real: (hand) => hand.key('Shift+Enter'),
        headless: (user) => user.perform('TextField#chat', 'newline'),
      }),
      gesture('Enter in the chat', {
        real: (hand) => hand.key('Enter'),
        headless: (user) => user.perform('TextField#chat', 'submit'),
      }),
      gesture('click into one that cannot be changed', {
        real: (hand) => hand.click(120, 328),
        headless: (user) => user.click('TextField#fixed'),
      }),
      gesture('Tab goes on', { real: (hand) => hand.key('Tab'), headless: (user) => user.press('Tab') }),
    ],
  },
  {
    name: 'text-selection',
    gestures: [
      gesture('mark all by keys', {
        real: async (hand) => {
          await hand.click(120, 68);
          await hand.key('Control+a');
        },
        headless: async (user) => {
          await user.click('TextField');
          await user.perform('TextField', 'selectText', [0, 11]);
        },
      }),
      gesture('click elsewhere', {
        real: (hand) => hand.click(480, 60),
        headless: (user) => user.click('Button'),
      }),
    ],
  },
  {
    name: 'search-bar',
    gestures: [
      gesture('click into it', { real: (hand) => hand.click(200, 68), headless: (user) => user.click('SearchBar') }),
      gesture('type', {
        real: (hand) => hand.type('f'),
        headless: (user) => user.perform('SearchBar', 'type', 'f'),
      }),
      gesture('Enter', { real: (hand) => hand.key('Enter'), headless: (user) => user.perform('SearchBar', 'submit') }),
    ],
  },
  {
    name: 'auto-complete',
    gestures: [
      gesture('type', {
        real: async (hand) => {
          await hand.click(120, 64);
          await hand.type('t');
        },
        headless: async (user) => {
          await user.click('AutoComplete');
          await user.perform('AutoComplete', 'type', 't');
        },
      }),
      gesture('choose', {
        real: (hand) => hand.click(120, 120),
        headless: (user) => user.perform('AutoComplete', 'select', 'Two'),
      }),
    ],
  },
  {
    name: 'text',
    gestures: [
      gesture('click a selectable text', {
        real: (hand) => hand.click(41, 52),
        headless: (user) => user.click('Text#selectable'),
      }),
      gesture('come to a span, click and leave', {
        real: async (hand) => {
          await hand.click(100, 112);
          await hand.aside();
        },
        headless: async (user) => {
          await user.comeAndClick('TextSpan');
          await user.leave('TextSpan');
        },
      }),
      gesture('click a link', {
        real: (hand) => hand.click(60, 172),
        headless: (user) => user.perform('Markdown', 'select', 'A link'),
      }),
    ],
  },
  {
    name: 'selection-area',
    gestures: [
      stream('mark by a double click', {
        real: (hand) => hand.doubleClick(60, 52),
        headless: (user) => user.perform('SelectionArea', 'selectText', [0, 4]),
      }),
    ],
  },
  {
    name: 'keyboard',
    gestures: [
      gesture('a letter', { real: (hand) => hand.key('a'), headless: (user) => user.press('a') }),
      gesture('a key with a name', { real: (hand) => hand.key('Escape'), headless: (user) => user.press('Escape') }),
      gesture('an arrow', { real: (hand) => hand.key('ArrowLeft'), headless: (user) => user.press('ArrowLeft') }),
      gesture('a letter with Control', {
        real: (hand) => hand.key('Control+s'),
        headless: (user) => user.press('s', 'ctrl'),
      }),
      gesture('a letter with Shift', {
        real: (hand) => hand.key('Shift+A'),
        headless: (user) => user.press('a', 'shift'),
      }),
      gesture('a function key', { real: (hand) => hand.key('F2'), headless: (user) => user.press('F2') }),
      gesture('a letter in a field', {
        real: async (hand) => {
          await hand.click(120, 68);
          await hand.type('b');
        },
        headless: async (user) => {
          await user.click('TextField');
          await user.press('b');
        },
      }),
    ],
  },
  {
    name: 'keyboard-listener',
    gestures: [
      gesture('a letter', { real: (hand) => hand.key('a'), headless: (user) => user.press('a') }),
      gesture('a letter with Shift', {
        real: (hand) => hand.key('Shift+B'),
        headless: (user) => user.press('b', 'shift'),
      }),
      gesture('Enter', { real: (hand) => hand.key('Enter'), headless: (user) => user.press('Enter') }),
    ],
  },
];
