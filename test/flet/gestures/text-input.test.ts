import { describe } from 'vitest';
import { click, E, on, P, perform } from '../packets.js';
import type { Message } from '../scripted-app.js';
import { focus, python, type Row, refused, steps, testRows } from './rows.js';

const events = on('change', 'submit', 'focus', 'blur', 'click', 'tap_outside', 'paste_files');
const quiet = (type: string): Record<string, unknown> => ({ _c: type, _i: 10 });
const selection = (offset: number, extent = offset): Record<string, unknown> => ({
  base_offset: offset,
  extent_offset: extent,
  affinity: 'downstream',
  directional: false,
});
const marked = (id: number, text: string, offset: number, extent = offset): Message[] => [
  P(id, { selection: selection(offset, extent) }),
  E(id, 'selection_change', { selected_text: text, selection: selection(offset, extent) }),
];

describe.each(['TextField', 'CupertinoTextField'])('%s', (type) => {
  const field = { ...quiet(type), ...events };
  const heard = { ...quiet(type), ...on('selection_change', 'change') };
  const other = { ...quiet(type), _i: 11, ...on('focus', 'blur', 'click') };

  const rows: Row[] = [
    ['a click into it', [field], click(10), [E(10, 'focus'), E(10, 'click')]],
    ['a second click into it', [field], steps(focus(10), click(10)), [E(10, 'focus'), E(10, 'click')]],
    [
      'each keystroke',
      [field],
      perform(10, 'type', 'Hi'),
      [E(10, 'focus'), P(10, { value: 'H' }), E(10, 'change', 'H'), P(10, { value: 'Hi' }), E(10, 'change', 'Hi')],
    ],
    [
      'a keystroke without listeners',
      [{ ...quiet(type), value: 'x' }],
      perform(10, 'type', 'y'),
      [P(10, { value: 'xy' })],
    ],
    [
      'keystrokes of which a filter takes only some',
      [{ ...field, input_filter: { regex_string: '[0-9]', allow: true, replacement_string: '' } }],
      perform(10, 'type', 'a1b'),
      [E(10, 'focus'), P(10, { value: '1' }), E(10, 'change', '1')],
    ],
    [
      'a keystroke that is capitalized',
      [{ ...field, capitalization: 'characters' }],
      perform(10, 'type', 'a'),
      [E(10, 'focus'), P(10, { value: 'A' }), E(10, 'change', 'A')],
    ],
    ['a keystroke beyond the limit', [{ ...quiet(type), max_length: 1, value: 'a' }], perform(10, 'type', 'b'), []],
    [
      'a text beyond the limit, counted as a reader counts',
      [{ ...quiet(type), max_length: 2 }],
      perform(10, 'fill', '👩‍👩‍👧bc'),
      [P(10, { value: '👩‍👩‍👧b' })],
    ],
    [
      'a text that a filter thins out',
      [{ ...quiet(type), input_filter: { regex_string: '[0-9]', allow: true, replacement_string: '' } }],
      perform(10, 'fill', 'a1b22'),
      [P(10, { value: '122' })],
    ],
    [
      'a text that a filter forbids in parts',
      [{ ...quiet(type), input_filter: { regex_string: 'b+', allow: false, replacement_string: '*' } }],
      perform(10, 'fill', 'abba'),
      [P(10, { value: 'a*a' })],
    ],
    [
      'words that are capitalized',
      [{ ...quiet(type), capitalization: 'words' }],
      perform(10, 'fill', 'grace hopper'),
      [P(10, { value: 'Grace Hopper' })],
    ],
    [
      'sentences that are capitalized',
      [{ ...quiet(type), capitalization: 'sentences' }],
      perform(10, 'fill', 'so. it is'),
      [P(10, { value: 'So. It is' })],
    ],
    [
      'characters that are capitalized',
      [{ ...quiet(type), capitalization: 'characters' }],
      perform(10, 'fill', 'abc'),
      [P(10, { value: 'ABC' })],
    ],
    [
      'a keystroke in a read-only field',
      [{ ...field, read_only: true }],
      refused(perform(10, 'type', 'x'), 'is read-only'),
      [],
    ],
    ['a click into a read-only field', [{ ...field, read_only: true }], click(10), [E(10, 'focus'), E(10, 'click')]],
    [
      'the whole text filled in',
      [{ ...field, value: 'before' }],
      perform(10, 'fill', 'Ada'),
      [E(10, 'focus'), P(10, { value: 'Ada' }), E(10, 'change', 'Ada')],
    ],
    [
      'Enter in a single line',
      [{ ...field, value: 'Ada' }],
      perform(10, 'submit'),
      [E(10, 'focus'), E(10, 'submit', 'Ada'), E(10, 'blur')],
    ],
    [
      'Enter that is typed',
      [field],
      perform(10, 'type', 'a\n'),
      [E(10, 'focus'), P(10, { value: 'a' }), E(10, 'change', 'a'), E(10, 'submit', 'a'), E(10, 'blur')],
    ],
    [
      'Enter in several lines',
      [{ ...field, multiline: true, value: 'a' }],
      perform(10, 'submit'),
      [E(10, 'focus'), P(10, { value: 'a\n' }), E(10, 'change', 'a\n')],
    ],
    [
      'Enter where Shift+Enter makes lines',
      [{ ...field, multiline: true, shift_enter: true, value: 'a' }],
      perform(10, 'submit'),
      [E(10, 'focus'), E(10, 'submit')],
    ],
    [
      'Shift+Enter where it makes lines',
      [{ ...field, multiline: true, shift_enter: true, value: 'a' }],
      perform(10, 'newline'),
      [E(10, 'focus'), P(10, { value: 'a\n' }), E(10, 'change', 'a\n')],
    ],
    [
      'Enter and Shift+Enter, where only Shift+Enter is asked for',
      [{ ...field, shift_enter: true, value: 'a' }],
      steps(perform(10, 'submit'), perform(10, 'newline')),
      [E(10, 'focus'), E(10, 'submit'), P(10, { value: 'a\n' }), E(10, 'change', 'a\n')],
    ],
    ['Shift+Enter in a single line', [field], refused(perform(10, 'newline'), 'has only one line'), []],
    [
      'a caret that moves',
      [{ ...quiet(type), value: 'Hello', ...on('selection_change') }],
      perform(10, 'selectText', [2, 2]),
      marked(10, '', 2),
    ],
    [
      'text that is marked, backwards too',
      [{ ...quiet(type), value: 'Hello', ...on('selection_change') }],
      perform(10, 'selectText', [4, 1]),
      marked(10, 'ell', 4, 1),
    ],
    [
      'text that is marked while nobody listens',
      [{ ...field, value: 'Hello' }],
      perform(10, 'selectText', [0, 5]),
      [E(10, 'focus')],
    ],
    [
      'a caret that goes on with the text',
      [heard],
      perform(10, 'type', 'a'),
      [...marked(10, '', 1), P(10, { value: 'a' }), E(10, 'change', 'a')],
    ],
    [
      'text from the start, which tells its caret once',
      [],
      python(3, 'controls', [{ ...heard, value: 'abc' }]),
      marked(10, '', 3),
    ],
    [
      'text that Python marks in the field with the focus',
      [{ ...quiet(type), value: 'Hello', ...on('selection_change') }],
      steps(focus(10), python(10, 'selection', { base_offset: 1, extent_offset: 3 })),
      marked(10, 'el', 1, 3),
    ],
    [
      'text that Python marks in another field',
      [{ ...quiet(type), value: 'Hello', ...on('selection_change') }],
      python(10, 'selection', { base_offset: 1, extent_offset: 3 }),
      [],
    ],
    ['the field being left', [field], steps(focus(10), focus(undefined)), [E(10, 'focus'), E(10, 'blur')]],
    [
      'the field being left for another one',
      [{ ...quiet(type), ...on('focus', 'blur', 'click') }, other],
      steps(click(10), click(11)),
      [E(10, 'focus'), E(10, 'click'), E(10, 'blur'), E(11, 'focus'), E(11, 'click')],
    ],
    [
      'a click elsewhere, of which the field is told',
      [field, { _c: 'Button', _i: 11, ...on('click') }],
      steps(focus(10), click(11)),
      [E(10, 'focus'), E(10, 'tap_outside'), E(11, 'click')],
    ],
    [
      'a click elsewhere, which takes the keyboard from a field that does not listen',
      [
        { ...quiet(type), ...on('blur') },
        { _c: 'Button', _i: 11, ...on('click') },
      ],
      steps(focus(10), click(11)),
      [E(10, 'blur'), E(11, 'click')],
    ],
    [
      'files that are pasted',
      [field],
      perform(10, 'pasteFiles', [{ name: 'a.txt', mimeType: 'text/plain', bytes: Uint8Array.of(1, 2) }]),
      [
        E(10, 'focus'),
        E(10, 'paste_files', { files: [{ name: 'a.txt', mime_type: 'text/plain', bytes: Uint8Array.of(1, 2) }] }),
      ],
    ],
    ['the eye of a password', [{ ...field, password: true, can_reveal_password: true }], perform(10, 'reveal'), []],
    ['an eye that is not there', [{ ...field, password: true }], refused(perform(10, 'reveal'), 'has no eye'), []],
    [
      'Python giving it the focus and taking it',
      [field],
      steps(python(10, 'focus', true), python(10, 'blur', true)),
      [E(10, 'focus'), E(10, 'blur')],
    ],
  ];
  testRows(rows);
});
