import { describe, expect, test } from 'vitest';
import { click, E, on, P, perform } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { packetsOf, sends } from './packet-rows.js';
import { pointer } from './pointers.js';
import type { Controls, Row } from './rows.js';

const cellEvents = on('tap', 'tap_down', 'double_tap', 'long_press', 'tap_cancel');

interface Parts {
  table?: object;
  row?: object;
  cell?: object;
}

const table = ({ table = {}, row = {}, cell = {} }: Parts): Controls => [
  {
    _c: 'DataTable',
    _i: 10,
    show_checkbox_column: true,
    ...table,
    columns: [
      { _c: 'DataColumn', _i: 11, label: 'Name', ...on('sort') },
      { _c: 'DataColumn', _i: 12, label: 'Age' },
    ],
    rows: [
      { _c: 'DataRow', _i: 20, ...row, cells: [{ _c: 'DataCell', _i: 21, content: 'Ada', ...cell }] },
      { _c: 'DataRow', _i: 30, selected: true, ...row, cells: [{ _c: 'DataCell', _i: 31, content: 'Bob' }] },
      { _c: 'DataRow', _i: 40, cells: [{ _c: 'DataCell', _i: 41, content: 'Cy' }] },
    ],
  },
];
const ticked = on('select_change');

const COLUMNS: Row[] = [
  ['a new column: ascending', table({}), click(11), [E(11, 'sort', { ci: 0, asc: true })]],
  [
    'the sorted column: the other way round',
    table({ table: { sort_column_index: 0, sort_ascending: true } }),
    click(11),
    [E(11, 'sort', { ci: 0, asc: false })],
  ],
  [
    'the column that is sorted downwards: upwards',
    table({ table: { sort_column_index: 0 } }),
    click(11),
    [E(11, 'sort', { ci: 0, asc: true })],
  ],
  [
    'another column than the sorted one: ascending',
    table({ table: { sort_column_index: 1, sort_ascending: true } }),
    click(11),
    [E(11, 'sort', { ci: 0, asc: true })],
  ],
  ['a column that nobody sorts by', table({}), click(12), []],
];

const ROWS: Row[] = [
  ['ticked', table({ row: ticked }), click(20), [E(20, 'select_change', true)]],
  ['cleared', table({ row: ticked }), click(30), [E(30, 'select_change', false)]],
  ['that nobody listens to', table({}), click(20), []],
  ['pressed long', table({ row: on('long_press') }), perform(20, 'longPress'), [E(20, 'long_press')]],
];

const HEADER: Row[] = [
  [
    'ticked, for a table that listens',
    table({ table: on('select_all'), row: ticked }),
    perform(10, 'selectAll', true),
    [E(10, 'select_all', true)],
  ],
  [
    'ticked, without that: each row that is not ticked yet',
    table({ row: ticked }),
    perform(10, 'selectAll', true),
    [E(20, 'select_change', true)],
  ],
  [
    'cleared, without that: each row that is ticked',
    table({ row: ticked }),
    perform(10, 'selectAll', false),
    [E(30, 'select_change', false)],
  ],
];

const CELLS: Row[] = [
  ['tapped', table({ cell: cellEvents }), click(21), [E(21, 'tap_down', pointer(0, 0)), E(21, 'tap')]],
  ['tapped twice', table({ cell: cellEvents }), perform(21, 'doubleClick'), [E(21, 'double_tap')]],
  [
    'tapped twice, where nobody waits for that',
    table({ cell: on('tap') }),
    perform(21, 'doubleClick'),
    [E(21, 'tap'), E(21, 'tap')],
  ],
  ['pressed long', table({ cell: cellEvents, row: on('long_press') }), perform(21, 'longPress'), [E(21, 'long_press')]],
  [
    'tapped, and cancelled',
    table({ cell: cellEvents }),
    perform(21, 'cancel', 'tap'),
    [E(21, 'tap_down', pointer(0, 0)), E(21, 'tap_cancel')],
  ],
  [
    'that listens to something keeps its row from being ticked',
    table({ cell: on('double_tap'), row: ticked }),
    click(21),
    [],
  ],
  ['that listens to nothing ticks its row', table({ row: ticked }), click(21), [E(20, 'select_change', true)]],
  [
    'that listens to nothing leaves a long press to its row',
    table({ row: on('long_press') }),
    perform(21, 'longPress'),
    [E(20, 'long_press')],
  ],
];

sends('the header of a column', COLUMNS);
sends('a row', ROWS);
sends('the box in the header', HEADER);
sends('a cell', CELLS);

describe('a table', () => {
  test('shows what the app says: a tick changes nothing by itself', async () => {
    const { client, app } = await connectScripted(table({ row: ticked }));
    await click(20)(client);
    await click(20)(client);
    expect(await app.taken(client)).toEqual([E(20, 'select_change', true), E(20, 'select_change', true)]);
    await client.sendProperties(client.tree.get(20)!, { selected: true });
    await click(20)(client);
    expect(await app.taken(client)).toEqual([P(20, { selected: true }), E(20, 'select_change', false)]);
  });

  test.each([
    ['whose rows cannot be ticked', table({})],
    ['that shows no boxes', table({ table: { show_checkbox_column: false }, row: ticked })],
  ])('%s has no box in its header', async (_which, controls) => {
    await expect(packetsOf(controls, perform(10, 'selectAll', true))).rejects.toThrow('shows no box in its header');
  });
});
