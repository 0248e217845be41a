import { describe } from 'vitest';
import { E, on, P, perform } from '../packets.js';
import { type Row, refused, steps, testRows } from './rows.js';

const field = {
  _c: 'AutoComplete',
  _i: 10,
  ...on('change', 'select'),
  suggestions: [
    { key: 'red one', value: 'Red' },
    { key: 'green two', value: 'Green' },
    { key: 'blue TWO', value: 'Blue' },
  ],
};

const typed = [P(10, { value: 'two' }), E(10, 'change', 'two')];

const ROWS: Row[] = [
  [
    'keystrokes',
    [field],
    perform(10, 'type', 'ab'),
    [P(10, { value: 'a' }), E(10, 'change', 'a'), P(10, { value: 'ab' }), E(10, 'change', 'ab')],
  ],
  ['the whole text filled in', [field], perform(10, 'fill', 'two'), typed],
  [
    'the choice of a suggestion, whose index counts in the full list',
    [field],
    steps(perform(10, 'fill', 'two'), perform(10, 'select', 'Blue')),
    [
      ...typed,
      P(10, { value: 'Blue' }),
      E(10, 'change', 'Blue'),
      P(10, { _selected_index: 2 }),
      E(10, 'select', { index: 2, selection: { key: 'blue TWO', value: 'Blue' } }),
    ],
  ],
  [
    'the choice by place among those that are offered',
    [{ ...field, on_change: false, value: 'TWO' }],
    perform(10, 'select', 0),
    [
      P(10, { value: 'Green' }),
      P(10, { _selected_index: 1 }),
      E(10, 'select', { index: 1, selection: { key: 'green two', value: 'Green' } }),
    ],
  ],
  [
    'the choice of what the text does not offer',
    [{ ...field, value: 'two' }],
    refused(perform(10, 'select', 'Red'), 'has no suggestion "Red"; it offers "Green", "Blue" for the text "two"'),
    [],
  ],
  [
    'a choice while there is no text',
    [field],
    refused(perform(10, 'select', 'Red'), 'it offers none for the text ""'),
    [],
  ],
];

describe('AutoComplete', () => testRows(ROWS));
