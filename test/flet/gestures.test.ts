import { describe, expect, test } from 'vitest';
import { click, E, on, P, perform, type Step } from './packets.js';
import { connectScripted, type Message } from './scripted-app.js';

type Controls = Record<string, unknown>[];

async function packetsOf(controls: Controls, ...steps: Step[]): Promise<Message[]> {
  const { client, app } = await connectScripted(controls);
  for (const step of steps) await step(client);
  return app.taken(client);
}

const pointer = { k: 'mouse', l: { x: 0, y: 0 }, g: { x: 0, y: 0 } };
const everyTextEvent = on('change', 'submit', 'focus', 'blur', 'click');
const field = { _c: 'TextField', _i: 10, ...everyTextEvent };
const options = [
  { _c: 'DropdownOption', _i: 11, key: 'r', text: 'Red' },
  { _c: 'DropdownOption', _i: 12, key: 'green' },
];
const tabs = {
  _c: 'Tabs',
  _i: 10,
  length: 2,
  ...on('change'),
  content: {
    _c: 'TabBar',
    _i: 11,
    ...on('click'),
    tabs: [
      { _c: 'Tab', _i: 12, label: 'One' },
      { _c: 'Tab', _i: 13, label: 'Two' },
    ],
  },
};
const segments = {
  _c: 'SegmentedButton',
  _i: 10,
  ...on('change'),
  selected: ['a'],
  segments: [
    { _c: 'Segment', _i: 11, value: 'a' },
    { _c: 'Segment', _i: 12, value: 'b' },
  ],
};
const radios = (properties: object, value?: string): Record<string, unknown> => ({
  _c: 'RadioGroup',
  _i: 10,
  ...on('change'),
  ...(value === undefined ? {} : { value }),
  content: { _c: 'Row', _i: 11, controls: [{ _c: 'Radio', _i: 12, value: 'a', ...properties }] },
});

type Row = [gesture: string, controls: Controls, step: Step, packets: Message[]];

const PRESSES: Row[] = [
  ['a click on a button', [{ _c: 'Button', _i: 10, ...on('click') }], click(10), [E(10, 'click')]],
  ['a click that nobody listens to', [{ _c: 'Button', _i: 10 }], click(10), []],
  [
    'a pointer that comes and goes',
    [{ _c: 'TextButton', _i: 10, ...on('hover') }],
    async (client) => {
      await perform(10, 'hover', true)(client);
      await perform(10, 'hover', false)(client);
    },
    [E(10, 'hover', true), E(10, 'hover', false)],
  ],
  [
    'a long press',
    [{ _c: 'IconButton', _i: 10, ...on('long_press', 'click') }],
    perform(10, 'longPress'),
    [E(10, 'long_press')],
  ],
  [
    'a click on a container',
    [{ _c: 'Container', _i: 10, ...on('tap_down', 'click') }],
    click(10),
    [E(10, 'tap_down', pointer), E(10, 'click')],
  ],
  [
    'a tap that a detector sees',
    [{ _c: 'GestureDetector', _i: 10, ...on('tap_down', 'tap_up', 'tap') }],
    click(10),
    [E(10, 'tap_down', pointer), E(10, 'tap_up', pointer), E(10, 'tap', pointer)],
  ],
  [
    'a click on a tile that toggles its input',
    [
      {
        _c: 'ListTile',
        _i: 10,
        toggle_inputs: true,
        ...on('click'),
        leading: { _c: 'Checkbox', _i: 11, ...on('change') },
      },
    ],
    click(10),
    [P(11, { value: true }), E(11, 'change', true), E(10, 'click')],
  ],
];

const CHOICES: Row[] = [
  [
    'a click on a box',
    [{ _c: 'Checkbox', _i: 10, ...on('change') }],
    click(10),
    [P(10, { value: true }), E(10, 'change', true)],
  ],
  [
    'a click on a box that nobody listens to',
    [{ _c: 'Checkbox', _i: 10, value: true }],
    click(10),
    [P(10, { value: false })],
  ],
  [
    'clicks on a box of three states, which starts indeterminate',
    [{ _c: 'Checkbox', _i: 10, tristate: true }],
    async (client) => {
      for (let i = 0; i < 4; i++) await click(10)(client);
    },
    [false, true, null, false].map((value) => P(10, { value })),
  ],
  [
    'a click on a switch',
    [{ _c: 'Switch', _i: 10, ...on('change') }],
    click(10),
    [P(10, { value: true }), E(10, 'change', true)],
  ],
  [
    'a click on a Cupertino switch, which does not tell its value',
    [{ _c: 'CupertinoSwitch', _i: 10, ...on('change') }],
    click(10),
    [P(10, { value: true }), E(10, 'change')],
  ],
  ['a click on a radio', [radios({})], click(12), [P(10, { value: 'a' }), E(10, 'change', 'a')]],
  ['a click on the selected radio', [radios({}, 'a')], click(12), []],
  [
    'a click on the selected radio that toggles',
    [radios({ toggleable: true }, 'a')],
    click(12),
    [P(10, { value: null }), E(10, 'change')],
  ],
  [
    'a click on a chip that selects',
    [{ _c: 'Chip', _i: 10, ...on('select') }],
    click(10),
    [P(10, { selected: true }), E(10, 'select', true)],
  ],
  ['a click on a chip that clicks', [{ _c: 'Chip', _i: 10, ...on('click') }], click(10), [E(10, 'click')]],
  ['the delete icon of a chip', [{ _c: 'Chip', _i: 10, ...on('delete') }], perform(10, 'delete'), [E(10, 'delete')]],
  ['a click on a segment', [segments], click(12), [P(10, { selected: ['b'] }), E(10, 'change', ['b'])]],
  ['a click on the last selected segment', [segments], click(11), []],
  [
    'the choice of one more segment',
    [{ ...segments, allow_multiple_selection: true }],
    perform(10, 'select', 'b'),
    [P(10, { selected: ['a', 'b'] }), E(10, 'change', ['a', 'b'])],
  ],
  [
    'the choice of the only segment where none may be',
    [{ ...segments, allow_empty_selection: true }],
    perform(10, 'select', 'a'),
    [P(10, { selected: [] }), E(10, 'change', [])],
  ],
  [
    'the choice of an option',
    [{ _c: 'Dropdown', _i: 10, options, ...on('select', 'text_change') }],
    perform(10, 'select', 'Red'),
    [P(10, { text: 'Red' }), E(10, 'text_change', 'Red'), P(10, { value: 'r' }), E(10, 'select', 'r')],
  ],
  [
    'the choice of an option whose text is shown already',
    [{ _c: 'Dropdown', _i: 10, options, text: 'green', ...on('select', 'text_change') }],
    perform(10, 'select', 'green'),
    [P(10, { value: 'green' }), E(10, 'select', 'green')],
  ],
  [
    'the choice of an older drop-down’s option',
    [
      {
        _c: 'DropdownM2',
        _i: 10,
        options: [{ _c: 'Option', _i: 11, key: 'k', ...on('click') }],
        ...on('click', 'focus', 'blur', 'change'),
      },
    ],
    perform(10, 'select', 'k'),
    [
      E(10, 'click'),
      E(10, 'focus'),
      E(10, 'blur'),
      E(11, 'click'),
      P(10, { value: 'k' }),
      E(10, 'change', 'k'),
      E(10, 'focus'),
    ],
  ],
  [
    'the choice of a menu’s item',
    [
      {
        _c: 'PopupMenuButton',
        _i: 10,
        ...on('open', 'select'),
        items: [{ _c: 'PopupMenuItem', _i: 11, content: 'Bold', checked: false, ...on('click') }],
      },
    ],
    perform(10, 'select', 'Bold'),
    [E(10, 'open'), E(11, 'click', true), E(10, 'select', '11')],
  ],
];

const TEXTS: Row[] = [
  ['a click into a field', [field], click(10), [E(10, 'focus'), E(10, 'click')]],
  [
    'a text that is filled in',
    [field],
    perform(10, 'fill', 'Ada'),
    [E(10, 'focus'), P(10, { value: 'Ada' }), E(10, 'change', 'Ada')],
  ],
  [
    'a text that is typed, and Enter',
    [field],
    perform(10, 'type', 'Hi\n'),
    [
      E(10, 'focus'),
      P(10, { value: 'H' }),
      E(10, 'change', 'H'),
      P(10, { value: 'Hi' }),
      E(10, 'change', 'Hi'),
      E(10, 'submit', 'Hi'),
      E(10, 'blur'),
    ],
  ],
  [
    'a text without listeners',
    [{ _c: 'TextField', _i: 10, value: 'x' }],
    perform(10, 'type', 'y'),
    [P(10, { value: 'xy' })],
  ],
  [
    'Enter in a field of several lines',
    [{ ...field, multiline: true, value: 'a' }],
    perform(10, 'submit'),
    [E(10, 'focus'), P(10, { value: 'a\n' }), E(10, 'change', 'a\n')],
  ],
  [
    'Enter in a field that keeps Shift+Enter for lines',
    [{ ...field, multiline: true, shift_enter: true }],
    perform(10, 'submit'),
    [E(10, 'focus'), E(10, 'submit')],
  ],
  [
    'a text beyond the limit, counted as a reader counts',
    [{ ...field, max_length: 2 }],
    perform(10, 'fill', '👩‍👩‍👧bc'),
    [E(10, 'focus'), P(10, { value: '👩‍👩‍👧b' }), E(10, 'change', '👩‍👩‍👧b')],
  ],
  [
    'a key that the limit refuses',
    [{ _c: 'TextField', _i: 10, max_length: 1, value: 'a' }],
    perform(10, 'type', 'b'),
    [],
  ],
  [
    'a text that a filter thins out',
    [{ _c: 'TextField', _i: 10, input_filter: { regex_string: '[0-9]', allow: true, replacement_string: '' } }],
    perform(10, 'fill', 'a1b22'),
    [P(10, { value: '122' })],
  ],
  [
    'a text that a filter forbids in parts',
    [{ _c: 'TextField', _i: 10, input_filter: { regex_string: 'b+', allow: false, replacement_string: '*' } }],
    perform(10, 'fill', 'abba'),
    [P(10, { value: 'a*a' })],
  ],
  [
    'a text that is capitalized',
    [{ _c: 'TextField', _i: 10, capitalization: 'words' }],
    perform(10, 'fill', 'grace hopper'),
    [P(10, { value: 'Grace Hopper' })],
  ],
  [
    'the focus that goes from field to field',
    [field, { ...field, _i: 11 }],
    async (client) => {
      await click(10)(client);
      await click(11)(client);
    },
    [E(10, 'focus'), E(10, 'click'), E(10, 'blur'), E(11, 'focus'), E(11, 'click')],
  ],
  [
    'a search that somebody listens to',
    [{ _c: 'SearchBar', _i: 10, ...on('change', 'submit') }],
    async (client) => {
      await perform(10, 'fill', 'x')(client);
      await perform(10, 'submit')(client);
    },
    [P(10, { value: 'x' }), P(10, { value: 'x' }), E(10, 'change', 'x'), P(10, { value: 'x' }), E(10, 'submit', 'x')],
  ],
];

const SLIDERS: Row[] = [
  [
    'a slider that snaps',
    [{ _c: 'Slider', _i: 10, min: 0, max: 10, divisions: 10, ...on('change', 'change_start', 'change_end') }],
    perform(10, 'slide', 4.3),
    [E(10, 'change_start', 0), P(10, { value: 4 }), E(10, 'change', 4), E(10, 'change_end', 4)],
  ],
  [
    'a Cupertino slider, whose change does not tell its value',
    [{ _c: 'CupertinoSlider', _i: 10, value: 0.25, ...on('change', 'change_end') }],
    perform(10, 'slide', 0.5),
    [P(10, { value: 0.5 }), E(10, 'change'), E(10, 'change_end', 0.5)],
  ],
  [
    'a range',
    [{ _c: 'RangeSlider', _i: 10, start_value: 0, end_value: 1, ...on('change', 'change_start', 'change_end') }],
    perform(10, 'slide', [0.25, 0.75]),
    [E(10, 'change_start'), P(10, { start_value: 0.25, end_value: 0.75 }), E(10, 'change'), E(10, 'change_end')],
  ],
];

const destinations = (type: string): Controls => [
  { _c: type, _i: 11, label: 'Home' },
  { _c: type, _i: 12, label: 'Stars' },
];

const NAVIGATION: Row[] = [
  [
    'a destination, by its text',
    [{ _c: 'NavigationBar', _i: 10, destinations: destinations('NavigationBarDestination'), ...on('change') }],
    perform(10, 'select', 'Stars'),
    [P(10, { selected_index: 1 }), E(10, 'change', 1)],
  ],
  [
    'a click on the destination that is selected',
    [
      {
        _c: 'NavigationRail',
        _i: 10,
        selected_index: 1,
        destinations: destinations('NavigationRailDestination'),
        ...on('change'),
      },
    ],
    click(12),
    [P(10, { selected_index: 1 }), E(10, 'change', 1)],
  ],
  ['a click on another tab', [tabs], click(13), [E(11, 'click', 1), P(10, { selected_index: 1 }), E(10, 'change', 1)]],
  ['a click on the current tab', [tabs], click(12), [E(11, 'click', 0)]],
  [
    'the choice of a tab by its text',
    [tabs],
    perform(10, 'select', 'Two'),
    [E(11, 'click', 1), P(10, { selected_index: 1 }), E(10, 'change', 1)],
  ],
  [
    'a tile that unfolds',
    [{ _c: 'ExpansionTile', _i: 10, ...on('change') }],
    click(10),
    [P(10, { expanded: true }), E(10, 'change', true)],
  ],
  [
    'a page that is turned',
    [
      {
        _c: 'PageView',
        _i: 10,
        ...on('change'),
        controls: [
          { _c: 'Text', _i: 11 },
          { _c: 'Text', _i: 12 },
        ],
      },
    ],
    perform(10, 'select', 1),
    [P(10, { selected_index: 1 }), E(10, 'change', 1)],
  ],
];

describe.each([
  ['pressing', PRESSES],
  ['choosing', CHOICES],
  ['typing', TEXTS],
  ['sliding', SLIDERS],
  ['navigating', NAVIGATION],
])('%s sends the packets of Flet’s own client in its order', (_family, rows) => {
  test.each(rows)('%s', async (_gesture, controls, step, packets) => {
    expect(await packetsOf(controls, step)).toEqual(packets);
  });
});

describe('numbers', () => {
  test('of sliders are doubles, whole or not', async () => {
    const { client, app } = await connectScripted([{ _c: 'Slider', _i: 10, max: 10 }]);
    await perform(10, 'slide', 4)(client);
    expect(Buffer.from((await app.receiveRaw())!).toString('hex')).toContain('cb4010000000000000');
    expect(client.tree.get(10)!.get('value')).toBe(4);
  });
});

describe('adaptive controls', () => {
  test.each([
    ['ios', true, null],
    ['macos', true, null],
    ['linux', true, true],
    ['ios', false, true],
  ])('on %s, adaptive %s, tell %s with the change of a switch', async (platform, adaptive, data) => {
    const row = { _c: 'Row', _i: 9, adaptive, controls: [{ _c: 'Switch', _i: 10, ...on('change') }] };
    const { client, app } = await connectScripted([row], { page: { platform } });
    await Promise.all([client.nextPatch(), app.patch(1, [0], [0, 0, 'platform', platform])]);
    await click(10)(client);
    expect((await app.taken(client)).at(-1)).toEqual(E(10, 'change', data));
  });
});

describe('client actions', () => {
  test('run before the click, and an unknown service is skipped', async () => {
    const action = [
      { service_id: 30, method: 'set', args: { data: 'copied' } },
      { service_id: 99, method: 'set', args: {} },
    ];
    const { client, app } = await connectScripted(
      [{ _c: 'Button', _i: 10, action, url: 'https://flet.dev', ...on('click') }],
      {
        properties: { _services: { _c: 'ServiceRegistry', _i: 6, _services: [{ _c: 'Clipboard', _i: 30 }] } },
      },
    );
    await click(10)(client);
    expect(await app.taken(client)).toEqual([E(10, 'click')]);
    expect(client.services.clipboard.text).toBe('copied');
    expect(client.services.launchedUrls).toEqual(['https://flet.dev']);
  });
});
