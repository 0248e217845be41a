import { describe, expect, test } from 'vitest';
import { click, E, on, perform } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { focus, hover, pointer, type Row, refused, steps, testRows } from './rows.js';

const everything = on('click', 'hover', 'long_press', 'focus', 'blur', 'tap_down', 'enter', 'exit');

const MATERIAL = [
  'Button',
  'FilledButton',
  'FilledTonalButton',
  'OutlinedButton',
  'TextButton',
  'IconButton',
  'FilledIconButton',
  'FilledTonalIconButton',
  'OutlinedIconButton',
];
const CUPERTINO = ['CupertinoButton', 'CupertinoFilledButton', 'CupertinoTintedButton'];

const pressed = [...MATERIAL, ...CUPERTINO].flatMap((type): Row[] => [
  [
    `a click on a ${type}, which does not take the keyboard`,
    [{ _c: type, _i: 10, ...everything }],
    click(10),
    [E(10, 'click')],
  ],
  [`a click on a ${type} that nobody listens to`, [{ _c: type, _i: 10 }], click(10), []],
  [`a long press on a ${type}`, [{ _c: type, _i: 10, ...everything }], perform(10, 'longPress'), [E(10, 'long_press')]],
  [
    `the keyboard on a ${type}`,
    [{ _c: type, _i: 10, ...everything }],
    steps(focus(10), focus(undefined)),
    [E(10, 'focus'), E(10, 'blur')],
  ],
]);

const hovered = MATERIAL.map(
  (type): Row => [
    `a pointer that comes to a ${type} and goes`,
    [{ _c: type, _i: 10, ...everything }],
    hover(10),
    [E(10, 'hover', true), E(10, 'hover', false)],
  ],
);

const onlyClicked = ['FloatingActionButton', 'CupertinoDialogAction', 'CupertinoActionSheetAction'].map(
  (type): Row => [`a click on a ${type}`, [{ _c: type, _i: 10, ...everything }], click(10), [E(10, 'click')]],
);

const OTHERS: Row[] = [
  [
    'a Cupertino button has no hover',
    [{ _c: 'CupertinoButton', _i: 10, ...everything }],
    refused(perform(10, 'hover', true), 'it takes only click, longPress'),
    [],
  ],
  [
    'a click on a container',
    [{ _c: 'Container', _i: 10, ...everything }],
    click(10),
    [E(10, 'tap_down', pointer), E(10, 'click')],
  ],
  [
    'a long press on a container',
    [{ _c: 'Container', _i: 10, ...everything }],
    perform(10, 'longPress'),
    [E(10, 'long_press')],
  ],
  [
    'a pointer that comes to a container and goes',
    [{ _c: 'Container', _i: 10, ...everything }],
    hover(10),
    [E(10, 'hover', true), E(10, 'hover', false)],
  ],
  ['a click on a tile', [{ _c: 'ListTile', _i: 10, ...everything }], click(10), [E(10, 'click')]],
  [
    'a long press on a tile',
    [{ _c: 'ListTile', _i: 10, ...everything }],
    perform(10, 'longPress'),
    [E(10, 'long_press')],
  ],
  ['a click on a Cupertino tile', [{ _c: 'CupertinoListTile', _i: 10, ...everything }], click(10), [E(10, 'click')]],
  [
    'a click on a part of a text',
    [{ _c: 'Text', _i: 9, spans: [{ _c: 'TextSpan', _i: 10, text: 'here', ...everything }] }],
    click(10),
    [E(10, 'click')],
  ],
  [
    'a pointer that comes to a part of a text and goes',
    [{ _c: 'Text', _i: 9, spans: [{ _c: 'TextSpan', _i: 10, text: 'here', ...everything }] }],
    hover(10),
    [E(10, 'enter'), E(10, 'exit')],
  ],
];

describe('buttons', () => testRows([...pressed, ...hovered, ...onlyClicked]));
describe('what else is pressed', () => testRows(OTHERS));

describe('addresses and client actions', () => {
  test.each([
    'Button',
    'FloatingActionButton',
    'Container',
    'ListTile',
    'CupertinoListTile',
    'CupertinoButton',
    'IconButton',
    'TextSpan',
  ])('run before the click of a %s; an unknown service is skipped', async (type) => {
    const action = [
      { service_id: 30, method: 'set', args: { data: 'copied' } },
      { service_id: 99, method: 'set', args: {} },
    ];
    const { client, app } = await connectScripted(
      [{ _c: type, _i: 10, action, url: 'https://flet.dev', ...on('click') }],
      { properties: { _services: { _c: 'ServiceRegistry', _i: 6, _services: [{ _c: 'Clipboard', _i: 30 }] } } },
    );
    let atClick: unknown[] = [];
    client.on('sent', () => {
      atClick = [client.services.clipboard.text, ...client.services.launchedUrls];
    });
    await click(10)(client);
    expect(await app.taken(client)).toEqual([E(10, 'click')]);
    expect(atClick).toEqual(['copied', 'https://flet.dev']);
  });

  test('make a container without handlers react', async () => {
    const { client, app } = await connectScripted([{ _c: 'Container', _i: 10, url: { url: 'https://flet.dev' } }]);
    await click(10)(client);
    expect(await app.taken(client)).toEqual([]);
    expect(client.services.launchedUrls).toEqual(['https://flet.dev']);
  });
});
