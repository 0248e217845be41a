import { describe, expect, test } from 'vitest';
import { click, E, on } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { focus, python, type Row, steps, testRows } from './rows.js';

const both = on('focus', 'blur');
const field = (id: number, more: object = {}): Record<string, unknown> => ({
  _c: 'TextField',
  _i: id,
  ...both,
  ...more,
});

const ROWS: Row[] = [
  [
    'what has it is told before what gets it',
    [field(10), field(11)],
    steps(focus(10), focus(11)),
    [E(10, 'focus'), E(10, 'blur'), E(11, 'focus')],
  ],
  ['what has it gets it again', [field(10)], steps(focus(10), focus(10)), [E(10, 'focus')]],
  ['a disabled control does not get it', [field(10, { disabled: true })], focus(10), []],
  [
    'a control that becomes disabled loses it without a word',
    [field(10)],
    steps(focus(10), python(10, 'disabled', true), focus(undefined)),
    [E(10, 'focus')],
  ],
  ['a control that appears asks for it', [], python(3, 'controls', [field(10, { autofocus: true })]), [E(10, 'focus')]],
  [
    'the first of several that ask for it gets it',
    [],
    python(3, 'controls', [field(10, { autofocus: true }), field(11, { autofocus: true })]),
    [E(10, 'focus')],
  ],
  [
    'a control that asks for it while it is hidden gets it when it is shown',
    [field(10, { autofocus: true, visible: false })],
    python(10, 'visible', true),
    [E(10, 'focus')],
  ],
  [
    'a dialog that asks for it takes it from the view below',
    [field(10)],
    steps(
      focus(10),
      python(5, 'controls', [{ _c: 'AlertDialog', _i: 20, open: true, content: field(21, { autofocus: true }) }]),
    ),
    [E(10, 'focus'), E(10, 'blur'), E(21, 'focus')],
  ],
  [
    'a field loses it before the button that is clicked tells',
    [field(10), { _c: 'Button', _i: 11, ...on('click', 'focus') }],
    steps(click(10), click(11)),
    [E(10, 'focus'), E(10, 'blur'), E(11, 'click')],
  ],
  [
    'a button keeps it when another one is clicked',
    [
      { _c: 'Button', _i: 10, ...both },
      { _c: 'Button', _i: 11, ...on('click') },
    ],
    steps(focus(10), click(11)),
    [E(10, 'focus'), E(11, 'click')],
  ],
];

describe('the focus', () => {
  testRows(ROWS);

  test('goes where Python calls for it', async () => {
    const { client, app } = await connectScripted([field(10)]);
    const answer = [5, { control_id: 10, call_id: 'call', result: null, error: null }];
    expect(await app.call(10, 'focus')).toEqual([E(10, 'focus'), answer]);
    expect(client.focused).toBe(client.tree.get(10));
  });
});
