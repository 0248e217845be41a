import { describe, expect, test } from 'vitest';
import { click, E, on, P, perform } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { python, type Row, refused, steps, testRows } from './rows.js';

const segments = {
  _c: 'SegmentedButton',
  _i: 10,
  ...on('change'),
  selected: ['a'],
  segments: [
    { _c: 'Segment', _i: 11, value: 'a', label: 'First' },
    { _c: 'Segment', _i: 12, value: 'b', label: { _c: 'Text', _i: 13, value: 'Second' } },
  ],
};
const second = [P(10, { selected: ['b'] }), E(10, 'change', ['b'])];

const ROWS: Row[] = [
  ['a click on a segment', [segments], click(12), second],
  ['the choice of a segment by its value', [segments], perform(10, 'select', 'b'), second],
  ['the choice of a segment by its label', [segments], perform(10, 'select', 'Second'), second],
  ['a click on the last selected segment', [segments], click(11), []],
  [
    'clicks where several can be selected',
    [{ ...segments, allow_multiple_selection: true }],
    steps(click(12), click(11)),
    [P(10, { selected: ['a', 'b'] }), E(10, 'change', ['a', 'b']), ...second],
  ],
  [
    'a click on the last selected segment where several can be selected',
    [{ ...segments, allow_multiple_selection: true }],
    click(11),
    [],
  ],
  [
    'a click on the only selected segment where several, or none, may be',
    [{ ...segments, allow_multiple_selection: true, allow_empty_selection: true }],
    click(11),
    [P(10, { selected: [] }), E(10, 'change', [])],
  ],
  [
    'a click on the only selected segment where none may be',
    [{ ...segments, allow_empty_selection: true }],
    click(11),
    [P(10, { selected: [] }), E(10, 'change', [])],
  ],
  ['the list that Python sends back', [segments], steps(click(12), python(10, 'selected', ['b'])), second],
  [
    'segments of which none is selected though one must be',
    [{ ...segments, selected: [] }],
    refused(click(12), 'SegmentedButton needs a selected segment unless allow_empty_selection is set'),
    [],
  ],
];

const cupertino = ['CupertinoSegmentedButton', 'CupertinoSlidingSegmentedButton'].flatMap((type): Row[] => {
  const button = {
    _c: type,
    _i: 10,
    ...on('change'),
    controls: [
      { _c: 'Text', _i: 11, value: 'One' },
      { _c: 'Row', _i: 12, controls: [{ _c: 'Text', _i: 13, value: 'Two' }] },
    ],
  };
  const two = [P(10, { selected_index: 1 }), E(10, 'change', 1)];
  return [
    [`a click on another segment of a ${type}`, [button], click(12), two],
    [`the choice of a segment of a ${type} by its text`, [button], perform(10, 'select', 'Two'), two],
    [`a click on the selected segment of a ${type}`, [button], click(11), []],
  ];
});

describe('SegmentedButton', () => testRows(ROWS));
describe('Cupertino segments', () => testRows(cupertino));

test('what is chosen is what the tree holds', async () => {
  const { client } = await connectScripted([segments]);
  await click(12)(client);
  expect(client.tree.get(10)!.get('selected')).toEqual(['b']);
});
