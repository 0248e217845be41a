import { describe, expect, test } from 'vitest';
import { E, on, P, perform } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { focus, type Row, refused, steps, testRows } from './rows.js';

const all = on('change', 'change_start', 'change_end');

const ROWS: Row[] = [
  [
    'a slider that is pressed, dragged and released',
    [{ _c: 'Slider', _i: 10, value: 0.25, ...all }],
    perform(10, 'slide', 0.5),
    [E(10, 'change_start', 0.25), P(10, { value: 0.5 }), E(10, 'change', 0.5), E(10, 'change_end', 0.5)],
  ],
  [
    'a slider that snaps to its divisions, and starts at its minimum',
    [{ _c: 'Slider', _i: 10, min: 1, max: 11, divisions: 10, ...all }],
    perform(10, 'slide', 4.3),
    [E(10, 'change_start', 1), P(10, { value: 4 }), E(10, 'change', 4), E(10, 'change_end', 4)],
  ],
  ['a slider that nobody listens to', [{ _c: 'Slider', _i: 10 }], perform(10, 'slide', 0.5), [P(10, { value: 0.5 })]],
  [
    'the keyboard on a slider',
    [{ _c: 'Slider', _i: 10, ...on('focus', 'blur') }],
    steps(focus(10), focus(undefined)),
    [E(10, 'focus'), E(10, 'blur')],
  ],
  [
    'a Cupertino slider, whose change does not tell its value',
    [{ _c: 'CupertinoSlider', _i: 10, value: 0.25, ...all }],
    perform(10, 'slide', 0.5),
    [E(10, 'change_start', 0.25), P(10, { value: 0.5 }), E(10, 'change'), E(10, 'change_end', 0.5)],
  ],
  [
    'the keyboard on a Cupertino slider, of which it does not tell',
    [{ _c: 'CupertinoSlider', _i: 10, ...on('focus', 'blur') }],
    steps(focus(10), focus(undefined)),
    [],
  ],
  [
    'a range, whose events tell nothing',
    [{ _c: 'RangeSlider', _i: 10, start_value: 0, end_value: 1, ...all }],
    perform(10, 'slide', [0.25, 0.75]),
    [E(10, 'change_start'), P(10, { start_value: 0.25, end_value: 0.75 }), E(10, 'change'), E(10, 'change_end')],
  ],
  [
    'a second drag, which starts where the first has ended',
    [{ _c: 'Slider', _i: 10, ...all }],
    steps(perform(10, 'slide', 0.5), perform(10, 'slide', 0.75)),
    [
      ...[E(10, 'change_start', 0), P(10, { value: 0.5 }), E(10, 'change', 0.5), E(10, 'change_end', 0.5)],
      ...[E(10, 'change_start', 0.5), P(10, { value: 0.75 }), E(10, 'change', 0.75), E(10, 'change_end', 0.75)],
    ],
  ],
  [
    'a Cupertino slider that snaps to its divisions',
    [{ _c: 'CupertinoSlider', _i: 10, divisions: 4, ...all }],
    perform(10, 'slide', 0.6),
    [E(10, 'change_start', 0), P(10, { value: 0.5 }), E(10, 'change'), E(10, 'change_end', 0.5)],
  ],
  [
    'a range that snaps to its divisions',
    [{ _c: 'RangeSlider', _i: 10, start_value: 0, end_value: 1, divisions: 4, ...all }],
    perform(10, 'slide', [0.3, 0.7]),
    [E(10, 'change_start'), P(10, { start_value: 0.25, end_value: 0.75 }), E(10, 'change'), E(10, 'change_end')],
  ],
  [
    'a value beyond the end',
    [{ _c: 'Slider', _i: 10 }],
    refused(perform(10, 'slide', 2), 'Slider goes from 0 to 1, not to 2'),
    [],
  ],
];

describe('sliders', () => {
  testRows(ROWS);

  test('send doubles, whole or not', async () => {
    const { client, app } = await connectScripted([{ _c: 'Slider', _i: 10, max: 10 }]);
    await perform(10, 'slide', 4)(client);
    expect(Buffer.from((await app.receiveRaw())!).toString('hex')).toContain('cb4010000000000000');
    expect(client.tree.get(10)!.get('value')).toBe(4);
  });
});
