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
    [E(10, 'tap_down', pointer), E(10, 'long_press')],
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
  const _services = [
    { _c: 'Clipboard', _i: 30 },
    { _c: 'UrlLauncher', _i: 31 },
    { _c: 'FilePicker', _i: 32, ...on('result') },
  ];
  const withServices = { properties: { _services: { _c: 'ServiceRegistry', _i: 6, _services } } };
  const TYPES = [
    ...MATERIAL,
    ...CUPERTINO,
    'FloatingActionButton',
    'Container',
    'ListTile',
    'CupertinoListTile',
    'TextSpan',
  ];

  test.each(TYPES)('run before the click of a %s, the address first; an unknown service is skipped', async (type) => {
    const action = [
      { service_id: 99, method: 'set', args: {} },
      { service_id: 30, method: 'set', args: { data: 'copied' } },
      { service_id: 31, method: 'launch_url', args: { url: { url: 'https://example.com', target: '_blank' } } },
    ];
    const { client, app } = await connectScripted(
      [{ _c: type, _i: 10, action, url: 'https://flet.dev', ...on('click') }],
      withServices,
    );
    let atClick: unknown[] = [];
    client.on('sent', () => {
      atClick = [client.services.clipboard.text, ...client.services.launchedUrls];
    });
    await click(10)(client);
    expect(await app.taken(client)).toEqual([E(10, 'click')]);
    expect(atClick).toEqual(['copied', 'https://flet.dev', 'https://example.com']);
  });

  test('of a file picker tell the files before the click', async () => {
    const action = { service_id: 32, method: 'pick_files', args: { allow_multiple: false } };
    const { client, app } = await connectScripted([{ _c: 'Button', _i: 10, action, ...on('click') }], withServices);
    client.services.filePicker.files = [{ name: 'a.txt', size: 1 }];
    await click(10)(client);
    const files = [{ id: 0, name: 'a.txt', size: 1, path: null, bytes: null }];
    expect(await app.taken(client)).toEqual([E(32, 'result', { files }), E(10, 'click')]);
  });

  test('come after the press and before the click of a container', async () => {
    const box = { _c: 'Container', _i: 10, url: 'https://flet.dev', ...on('tap_down', 'click') };
    const { client, app } = await connectScripted([box]);
    const opened: number[] = [];
    client.on('sent', () => opened.push(client.services.launchedUrls.length));
    await click(10)(client);
    expect(opened).toEqual([0, 1]);
    expect(await app.taken(client)).toEqual([E(10, 'tap_down', pointer), E(10, 'click')]);
  });

  test.each([
    ['an address', { url: { url: 'https://flet.dev' } }],
    ['an action', { action: { service_id: 31, method: 'launch_url', args: { url: 'https://flet.dev' } } }],
  ])('make a container without handlers react: %s', async (_what, properties) => {
    const { client, app } = await connectScripted([{ _c: 'Container', _i: 10, ...properties }], withServices);
    await click(10)(client);
    expect(await app.taken(client)).toEqual([]);
    expect(client.services.launchedUrls).toEqual(['https://flet.dev']);
  });
});
