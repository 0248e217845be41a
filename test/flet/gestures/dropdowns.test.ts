import { describe } from 'vitest';
import { click, E, on, P, perform } from '../packets.js';
import { focus, python, type Row, refused, steps, testRows } from './rows.js';

const options = [
  { _c: 'DropdownOption', _i: 11, key: 'r', text: 'Red' },
  { _c: 'DropdownOption', _i: 12, key: 'green' },
  { _c: 'DropdownOption', _i: 13, text: 'Blue', disabled: true },
  { _c: 'DropdownOption', _i: 14, text: 'Grey' },
];
const dropdown = { _c: 'Dropdown', _i: 10, options, ...on('select', 'text_change', 'focus', 'blur') };
const red = [P(10, { text: 'Red' }), E(10, 'text_change', 'Red'), P(10, { value: 'r' }), E(10, 'select', 'r')];

const DROPDOWN: Row[] = [
  ['a click that opens it', [dropdown], click(10), []],
  ['unfolding it', [dropdown], perform(10, 'open'), []],
  ['folding it again', [dropdown], steps(perform(10, 'open'), perform(10, 'dismiss')), []],
  ['the choice of an option by its text', [dropdown], perform(10, 'select', 'Red'), red],
  ['the choice of an option by its key', [dropdown], perform(10, 'select', 'r'), red],
  ['a click on an option of the open list', [dropdown], steps(click(10), click(11)), red],
  [
    'a click on an option of the closed list',
    [dropdown],
    refused(click(11), 'it is in the closed menu of Dropdown'),
    [],
  ],
  [
    'a click on an option that was chosen once, when the list has closed again',
    [dropdown],
    steps(click(10), click(11), refused(click(12), 'it is in the closed menu of Dropdown')),
    red,
  ],
  [
    'the choice of an option that has only a key, which is its text too',
    [dropdown],
    perform(10, 'select', 'green'),
    [P(10, { text: 'green' }), E(10, 'text_change', 'green'), P(10, { value: 'green' }), E(10, 'select', 'green')],
  ],
  [
    'the choice of an option that has only a text, which is its value too',
    [dropdown],
    perform(10, 'select', 'Grey'),
    [P(10, { text: 'Grey' }), E(10, 'text_change', 'Grey'), P(10, { value: 'Grey' }), E(10, 'select', 'Grey')],
  ],
  [
    'the choice of the same option again',
    [dropdown],
    steps(perform(10, 'select', 'Red'), perform(10, 'select', 'Red')),
    [...red, P(10, { value: 'r' }), E(10, 'select', 'r')],
  ],
  ['the keyboard on it', [dropdown], steps(focus(10), focus(undefined)), [E(10, 'focus'), E(10, 'blur')]],
  [
    'the choice of an option whose text is shown already',
    [{ ...dropdown, text: 'green' }],
    perform(10, 'select', 'green'),
    [P(10, { value: 'green' }), E(10, 'select', 'green')],
  ],
  [
    'the choice of the option that Python has set',
    [{ ...dropdown, value: 'r' }],
    perform(10, 'select', 'Red'),
    [P(10, { value: 'r' }), E(10, 'select', 'r')],
  ],
  [
    'the choice of the option that Python sets later',
    [dropdown],
    steps(python(10, 'value', 'r'), perform(10, 'select', 'Red')),
    [P(10, { value: 'r' }), E(10, 'select', 'r')],
  ],
  [
    'the choice of a disabled option',
    [dropdown],
    refused(perform(10, 'select', 'Blue'), 'has disabled the option "Blue"'),
    [],
  ],
  [
    'typing where it can be edited',
    [{ ...dropdown, editable: true }],
    steps(perform(10, 'type', 'Re'), focus(undefined)),
    [
      P(10, { text: '' }),
      E(10, 'text_change', ''),
      E(10, 'focus'),
      P(10, { text: 'R' }),
      E(10, 'text_change', 'R'),
      P(10, { text: 'Re' }),
      E(10, 'text_change', 'Re'),
      E(10, 'blur'),
    ],
  ],
  [
    'filling it in where it can be edited',
    [{ ...dropdown, editable: true, capitalization: 'characters' }],
    perform(10, 'fill', 're'),
    [P(10, { text: '' }), E(10, 'text_change', ''), E(10, 'focus'), P(10, { text: 'RE' }), E(10, 'text_change', 'RE')],
  ],
  ['typing where it cannot be edited', [dropdown], refused(perform(10, 'type', 'R'), 'is not editable'), []],
];

const older = {
  _c: 'DropdownM2',
  _i: 10,
  options: [
    { _c: 'Option', _i: 11, key: 'k', text: 'Key', ...on('click') },
    { _c: 'Option', _i: 12, text: 'Text' },
    { _c: 'Option', _i: 13, content: { _c: 'Icon', _i: 14 } },
  ],
  ...on('click', 'focus', 'blur', 'change'),
};
const opened = [E(10, 'click'), E(10, 'focus'), E(10, 'blur')];

const OLDER: Row[] = [
  ['a click that opens it', [older], click(10), opened],
  [
    'the choice of an option with a key',
    [older],
    perform(10, 'select', 'k'),
    [...opened, E(11, 'click'), P(10, { value: 'k' }), E(10, 'change', 'k'), E(10, 'focus')],
  ],
  [
    'a click on an option of the open list, which has a text',
    [older],
    steps(click(10), click(12)),
    [...opened, P(10, { value: 'Text' }), E(10, 'change', 'Text'), E(10, 'focus')],
  ],
  [
    'the choice of an option that has only its id',
    [older],
    perform(10, 'select', 2),
    [...opened, P(10, { value: '13' }), E(10, 'change', '13'), E(10, 'focus')],
  ],
  [
    'going away without choosing, after which it has the focus',
    [older],
    steps(click(10), perform(10, 'dismiss')),
    [...opened, E(10, 'focus')],
  ],
  [
    'opening it again, when it has the focus',
    [older],
    steps(perform(10, 'select', 'k'), click(10)),
    [
      ...opened,
      E(11, 'click'),
      P(10, { value: 'k' }),
      E(10, 'change', 'k'),
      E(10, 'focus'),
      E(10, 'click'),
      E(10, 'blur'),
    ],
  ],
];

describe('Dropdown', () => testRows(DROPDOWN));
describe('DropdownM2', () => testRows(OLDER));
