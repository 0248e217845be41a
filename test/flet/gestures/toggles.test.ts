import { describe, expect, test } from 'vitest';
import { click, E, on, P, perform } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { type Controls, focus, type Row, refused, steps, testRows } from './rows.js';

const boxes = ['Checkbox', 'CupertinoCheckbox'].flatMap((type): Row[] => [
  [
    `a click on a ${type}`,
    [{ _c: type, _i: 10, ...on('change') }],
    click(10),
    [P(10, { value: true }), E(10, 'change', true)],
  ],
  [
    `a click on the label of a ${type}`,
    [{ _c: type, _i: 10, value: true, label: 'Yes', ...on('change') }],
    perform(10, 'clickLabel'),
    [P(10, { value: false }), E(10, 'change', false)],
  ],
  [
    `a click on a ${type} that nobody listens to`,
    [{ _c: type, _i: 10, value: true }],
    click(10),
    [P(10, { value: false })],
  ],
  [
    `clicks on a ${type} of three states, which starts indeterminate`,
    [{ _c: type, _i: 10, tristate: true, ...on('change') }],
    steps(click(10), click(10), perform(10, 'clickLabel'), click(10)),
    [false, true, null, false].flatMap((value) => [P(10, { value }), E(10, 'change', value)]),
  ],
  [
    `the keyboard on a ${type}`,
    [{ _c: type, _i: 10, ...on('focus', 'blur') }],
    steps(focus(10), focus(undefined)),
    [E(10, 'focus'), E(10, 'blur')],
  ],
  [
    `a click on a ${type}, which does not take the keyboard`,
    [{ _c: type, _i: 10, ...on('focus', 'blur') }],
    click(10),
    [P(10, { value: true })],
  ],
]);

const switches = [
  { type: 'Switch', data: true as boolean | null, back: false as boolean | null },
  { type: 'CupertinoSwitch', data: null, back: null },
].flatMap(({ type, data, back }): Row[] => [
  [
    `a click on a ${type}, and one on its label`,
    [{ _c: type, _i: 10, label: 'On', ...on('change') }],
    steps(click(10), perform(10, 'clickLabel')),
    [P(10, { value: true }), E(10, 'change', data), P(10, { value: false }), E(10, 'change', back)],
  ],
  [
    `the keyboard on a ${type}`,
    [{ _c: type, _i: 10, ...on('focus', 'blur') }],
    steps(focus(10), focus(undefined)),
    [E(10, 'focus'), E(10, 'blur')],
  ],
]);

const radioGroup = (type: string, properties: object, value?: string): Controls => [
  {
    _c: 'RadioGroup',
    _i: 10,
    ...on('change'),
    ...(value === undefined ? {} : { value }),
    content: { _c: 'Row', _i: 11, controls: [{ _c: type, _i: 12, value: 'a', label: 'A', ...properties }] },
  },
];
const chosen = [P(10, { value: 'a' }), E(10, 'change', 'a')];

const radios = ['Radio', 'CupertinoRadio'].flatMap((type): Row[] => [
  [`a click on a ${type}`, radioGroup(type, {}), click(12), chosen],
  [`a click on the label of a ${type}`, radioGroup(type, {}), perform(12, 'clickLabel'), chosen],
  [`a click on the selected ${type}`, radioGroup(type, {}, 'a'), click(12), []],
  [`a click on the label of the selected ${type}`, radioGroup(type, {}, 'a'), perform(12, 'clickLabel'), chosen],
  [
    `a click on the selected ${type} that can be taken back`,
    radioGroup(type, { toggleable: true }, 'a'),
    click(12),
    [P(10, { value: null }), E(10, 'change')],
  ],
  [
    `the keyboard on a ${type}`,
    radioGroup(type, on('focus', 'blur')),
    steps(focus(12), focus(undefined)),
    [E(12, 'focus'), E(12, 'blur')],
  ],
  [
    `a ${type} outside of a group`,
    [{ _c: type, _i: 12, value: 'a' }],
    refused(click(12), `Flet draws an error in its place: ${type} has to stand in a RadioGroup`),
    [],
  ],
]);

const CHIPS: Row[] = [
  [
    'clicks on a chip that selects',
    [{ _c: 'Chip', _i: 10, ...on('select') }],
    steps(click(10), click(10)),
    [P(10, { selected: true }), E(10, 'select', true), P(10, { selected: false }), E(10, 'select', false)],
  ],
  ['a click on a chip that clicks', [{ _c: 'Chip', _i: 10, ...on('click') }], click(10), [E(10, 'click')]],
  ['a click on a chip that nobody listens to', [{ _c: 'Chip', _i: 10 }], click(10), []],
  ['the delete icon of a chip', [{ _c: 'Chip', _i: 10, ...on('delete') }], perform(10, 'delete'), [E(10, 'delete')]],
  [
    'a delete icon that is not there',
    [{ _c: 'Chip', _i: 10 }],
    refused(perform(10, 'delete'), 'has no delete icon'),
    [],
  ],
  [
    'the keyboard on a chip',
    [{ _c: 'Chip', _i: 10, ...on('focus', 'blur') }],
    steps(focus(10), focus(undefined)),
    [E(10, 'focus'), E(10, 'blur')],
  ],
  [
    'a chip that has handlers of both kinds',
    [{ _c: 'Chip', _i: 10, label: 'x', ...on('click', 'select') }],
    refused(click(10), 'Flet draws an error in its place: Chip can have only one of the handlers'),
    [],
  ],
];

const tiles = ['ListTile', 'CupertinoListTile'].flatMap((type): Row[] => {
  const tile = (input: object): Controls => [
    { _c: type, _i: 10, toggle_inputs: true, ...on('click'), trailing: { _i: 11, ...on('change'), ...input } },
  ];
  return [
    [
      `a click on a ${type} with a box`,
      tile({ _c: 'Checkbox' }),
      click(10),
      [P(11, { value: true }), E(11, 'change', true), E(10, 'click')],
    ],
    [
      `a click on a ${type} with a switch`,
      tile({ _c: 'Switch', value: true }),
      click(10),
      [P(11, { value: false }), E(11, 'change', false), E(10, 'click')],
    ],
    [
      `a click on a ${type} with a radio`,
      [{ _c: 'RadioGroup', _i: 9, ...on('change'), content: tile({ _c: 'Radio', value: 'a' })[0]! }],
      click(10),
      [P(9, { value: 'a' }), E(9, 'change', 'a'), E(10, 'click')],
    ],
    [
      `a click on a ${type} with the selected radio, which tells its value again as its label does`,
      [{ _c: 'RadioGroup', _i: 9, value: 'a', ...on('change'), content: tile({ _c: 'Radio', value: 'a' })[0]! }],
      click(10),
      [P(9, { value: 'a' }), E(9, 'change', 'a'), E(10, 'click')],
    ],
    [
      `a click on a ${type} with a Cupertino switch`,
      tile({ _c: 'CupertinoSwitch' }),
      click(10),
      [P(11, { value: true }), E(11, 'change'), E(10, 'click')],
    ],
    [`a click on a ${type} with a disabled box`, tile({ _c: 'Checkbox', disabled: true }), click(10), [E(10, 'click')]],
    [
      `a click on a ${type} that does not toggle what is in it`,
      [{ _c: type, _i: 10, ...on('click'), trailing: { _c: 'Checkbox', _i: 11 } }],
      click(10),
      [E(10, 'click')],
    ],
  ];
});

describe('boxes', () => testRows(boxes));
describe('switches', () => testRows(switches));
describe('radios', () => testRows(radios));
describe('chips', () => testRows(CHIPS));
describe('tiles that toggle what is in them', () => {
  testRows(tiles);

  test.each(['ListTile', 'CupertinoListTile'])('open the address of a %s after that', async (type) => {
    const { client, app } = await connectScripted([
      {
        _c: type,
        _i: 10,
        toggle_inputs: true,
        url: 'https://flet.dev',
        ...on('click'),
        trailing: { _c: 'Checkbox', _i: 11, ...on('change') },
      },
    ]);
    const opened: number[] = [];
    client.on('sent', () => opened.push(client.services.launchedUrls.length));
    await click(10)(client);
    expect(opened).toEqual([0, 0, 1]);
    expect(await app.taken(client)).toEqual([P(11, { value: true }), E(11, 'change', true), E(10, 'click')]);
  });
});

test('a Cupertino switch whose picture fails is sent as an event: no gesture covers it', async () => {
  const { client, app } = await connectScripted([{ _c: 'CupertinoSwitch', _i: 10, ...on('image_error') }]);
  await client.sendEvent(client.tree.get(10)!, 'image_error', 'no such picture');
  expect(await app.taken(client)).toEqual([E(10, 'image_error', 'no such picture')]);
});
