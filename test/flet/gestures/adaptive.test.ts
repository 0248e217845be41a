import { describe, expect, test } from 'vitest';
import { click, E, on, P, perform } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { type Act, type Controls, type Row, refused, steps, testRows, withDialog } from './rows.js';

const page = (platform: string) => ({ properties: { platform }, page: { platform } });
const adaptive = (controls: Controls): Controls => [{ _c: 'Row', _i: 9, adaptive: true, controls }];

test.each([
  ['ios', true, null],
  ['macos', true, null],
  ['linux', true, true],
  ['android', true, true],
  ['ios', false, true],
])('on %s, adaptive %s, the change of a switch tells %s', async (platform, isAdaptive, data) => {
  const row = { _c: 'Row', _i: 9, adaptive: isAdaptive, controls: [{ _c: 'Switch', _i: 10, ...on('change') }] };
  const { client, app } = await connectScripted([row], page(platform));
  await click(10)(client);
  expect(await app.taken(client)).toEqual([P(10, { value: true }), E(10, 'change', data)]);
});

const withoutHover: Act = steps(
  refused(perform(10, 'hover', true), 'it takes only click, longPress'),
  click(10),
  perform(10, 'longPress'),
);
const handlers = on('click', 'hover', 'long_press', 'change');

const buttons = ['Button', 'FilledButton', 'FilledTonalButton', 'IconButton', 'OutlinedButton', 'TextButton'].map(
  (type): Row => [
    `a ${type} is a Cupertino button, without hover`,
    adaptive([{ _c: type, _i: 10, ...handlers }]),
    withoutHover,
    [E(10, 'click'), E(10, 'long_press')],
    page('ios'),
  ],
);

const OTHERS: Row[] = [
  [
    'a slider does not tell its value with the change',
    adaptive([{ _c: 'Slider', _i: 10, ...handlers }]),
    perform(10, 'slide', 0.5),
    [P(10, { value: 0.5 }), E(10, 'change')],
    page('ios'),
  ],
  [
    'a box and its value are the same',
    adaptive([{ _c: 'Checkbox', _i: 10, ...handlers }]),
    click(10),
    [P(10, { value: true }), E(10, 'change', true)],
    page('ios'),
  ],
  [
    'a tile has no long press',
    adaptive([{ _c: 'ListTile', _i: 10, ...handlers }]),
    steps(refused(perform(10, 'longPress'), 'it takes only click'), click(10)),
    [E(10, 'click')],
    page('ios'),
  ],
  [
    'a tile passes its click to the Cupertino form of the switch in it',
    adaptive([{ _c: 'ListTile', _i: 10, toggle_inputs: true, trailing: { _c: 'Switch', _i: 11, ...handlers } }]),
    click(10),
    [P(11, { value: true }), E(11, 'change')],
    page('ios'),
  ],
  [
    'a bar of destinations',
    adaptive([
      {
        _c: 'NavigationBar',
        _i: 10,
        ...handlers,
        destinations: [
          { _c: 'NavigationBarDestination', _i: 11 },
          { _c: 'NavigationBarDestination', _i: 12 },
        ],
      },
    ]),
    click(12),
    [P(10, { selected_index: 1 }), E(10, 'change', 1)],
    page('ios'),
  ],
  [
    'a button of a dialog is an action of it, which is only clicked',
    [],
    steps(refused(perform(21, 'longPress'), 'it takes only click'), click(21)),
    [E(21, 'click')],
    {
      page: { platform: 'ios' },
      properties: {
        platform: 'ios',
        ...withDialog({
          _c: 'AlertDialog',
          _i: 20,
          open: true,
          adaptive: true,
          actions: [{ _c: 'TextButton', _i: 21, content: 'OK', ...handlers }],
        }).properties,
      },
    },
  ],
];

describe('on Apple’s platforms', () => testRows([...buttons, ...OTHERS]));
