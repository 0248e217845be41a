import { describe, expect, test } from 'vitest';
import { DateTime, type FletClient, type GestureName, TimeOfDay } from '../../lib/flet/index.js';
import { connectScripted, type Message } from './scripted-app.js';

type Controls = Record<string, unknown>[];
type Step = (client: FletClient) => Promise<void>;

const E = (target: number, name: string, data: unknown = null): Message => [3, { target, name, data }];
const P = (id: number, props: Record<string, unknown>): Message => [4, { id, props }];

const on = (...events: string[]): Record<string, true> =>
  Object.fromEntries(events.map((event) => [`on_${event}`, true]));

const perform =
  (id: number, name: GestureName, argument?: unknown): Step =>
  (client) =>
    client.perform(client.tree.get(id)!, name, argument as never);
const click = (id: number): Step => perform(id, 'click');

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

describe('dialogs', () => {
  const dialog = (type: string, properties: object = {}): Record<string, unknown> => ({
    _c: type,
    _i: 20,
    open: true,
    ...on('dismiss', 'change', 'visible', 'action'),
    ...properties,
  });
  const withDialog = (control: Record<string, unknown>): { properties: Record<string, unknown> } => ({
    properties: { _dialogs: { _c: 'Dialogs', _i: 5, controls: [control] } },
  });
  const closed = [P(20, { open: false }), E(20, 'dismiss')];
  const barClosed = [P(20, { _dismissed: true }), ...closed];
  const date = new DateTime('2026-03-04T00:00:00.000+00:00');

  test.each<[string, Record<string, unknown>, Step, unknown[]]>([
    ['a dialog', dialog('AlertDialog'), perform(20, 'dismiss'), closed],
    ['a sheet', dialog('BottomSheet'), perform(20, 'dismiss'), closed],
    ['a snack bar', dialog('SnackBar'), perform(20, 'dismiss'), barClosed],
    ['a snack bar by its action', dialog('SnackBar', { action: 'Undo' }), click(20), [E(20, 'action'), ...barClosed]],
    [
      'a snack bar by its action control',
      dialog('SnackBar', { action: { _c: 'SnackBarAction', _i: 21, label: 'Undo', ...on('click') } }),
      click(21),
      [E(21, 'click'), ...barClosed],
    ],
    [
      'a date picker, cancelled',
      dialog('DatePicker'),
      perform(20, 'dismiss'),
      [P(20, { value: null, open: false }), E(20, 'dismiss', true)],
    ],
    [
      'a date picker with a date',
      dialog('DatePicker'),
      perform(20, 'pick', date),
      [
        [4, { id: 20, props: { value: expect.anything(), open: false } }],
        [3, { target: 20, name: 'change', data: expect.anything() }],
        E(20, 'dismiss', false),
      ],
    ],
    [
      'a time picker with a time',
      dialog('TimePicker'),
      perform(20, 'pick', new TimeOfDay(9, 5)),
      [
        [4, { id: 20, props: { value: expect.anything(), open: false } }],
        [3, { target: 20, name: 'change', data: expect.anything() }],
        E(20, 'dismiss', false),
      ],
    ],
  ])('close with their packets: %s', async (_what, control, step, packets) => {
    const { client, app } = await connectScripted([], withDialog(control));
    await step(client);
    expect(await app.taken(client)).toEqual(packets);
    expect(client.tree.get(20)!.flag('open')).toBe(false);
  });

  test.each([
    ['a dialog', dialog('AlertDialog'), closed],
    ['a sheet', dialog('BottomSheet'), closed],
    ['a snack bar', dialog('SnackBar'), barClosed],
    ['a banner', dialog('Banner'), barClosed],
    [
      'a picker, as if it was cancelled',
      dialog('TimePicker'),
      [P(20, { value: null, open: false }), E(20, 'dismiss', true)],
    ],
  ])('that Python closes send the same: %s', async (_what, control, packets) => {
    const { client, app } = await connectScripted([], withDialog(control));
    await Promise.all([client.nextPatch(), app.patch(20, [0], [0, 0, 'open', false])]);
    expect(await app.taken(client)).toEqual(packets);
  });

  test('tell when a bar becomes visible, and when the next one replaces it', async () => {
    const { client, app } = await connectScripted();
    const bar = (id: number): Record<string, unknown> => ({ ...dialog('SnackBar'), _i: id });
    await Promise.all([client.nextPatch(), app.patch(5, [0], [0, 0, 'controls', [bar(20)]])]);
    expect(await app.taken(client)).toEqual([E(20, 'visible')]);
    await Promise.all([client.nextPatch(), app.patch(5, [0, { controls: [1] }], [1, 1, 1, bar(21)])]);
    expect(await app.taken(client)).toEqual([...barClosed, E(21, 'visible')]);
  });

  test.each([
    ['after its duration', { duration: { seconds: 2, milliseconds: 500 } }, 2500, barClosed],
    ['after four seconds', {}, 4000, barClosed],
    ['never, when it has an action', { action: 'Undo' }, undefined, []],
    ['never, when it shall persist', { persist: true }, undefined, []],
    ['with its action, when it shall not persist', { action: 'Undo', persist: false }, 4000, barClosed],
  ])('let a snack bar leave: %s', async (_when, properties, after, packets) => {
    const timers: { milliseconds: number; fire: () => void }[] = [];
    const { client, app } = await connectScripted([], {
      ...withDialog(dialog('SnackBar', properties)),
      timers: {
        after: (milliseconds, fire) => {
          timers.push({ milliseconds, fire });
          return () => {};
        },
      },
    });
    expect(timers.map(({ milliseconds }) => milliseconds)).toEqual(after === undefined ? [] : [after]);
    for (const { fire } of timers) fire();
    expect(await app.taken(client)).toEqual(packets);
  });

  test('cover what is below, but not the bars beside them', async () => {
    const bar = { ...dialog('SnackBar', { action: 'Undo' }), _i: 30 };
    const { client } = await connectScripted([{ _c: 'Button', _i: 10, content: 'Below' }], {
      properties: { _dialogs: { _c: 'Dialogs', _i: 5, controls: [bar, dialog('AlertDialog', { title: 'Sure?' })] } },
    });
    await expect(click(10)(client)).rejects.toMatchObject({
      code: 'ERR_EMBED_FLET_BLOCKED',
      message:
        'Cannot click Button "Below": AlertDialog "Sure?" open=true (change, dismiss, action, visible) covers it'.replace(
          'change, dismiss, action, visible',
          'action, change, dismiss, visible',
        ),
    });
    await click(30)(client);
  });
});

describe('a gesture that a user could not make is refused and sends nothing', () => {
  const button = { _c: 'Button', _i: 10, content: 'Go', ...on('click') };
  const inside = (properties: object): Controls => [{ _c: 'Row', _i: 9, ...properties, controls: [button] }];

  test.each<[string, Controls, Step, string, string]>([
    [
      'a disabled control',
      [{ ...button, disabled: true }],
      click(10),
      'BLOCKED',
      'Cannot click Button "Go" disabled=true (click): it is disabled',
    ],
    [
      'inside something disabled',
      inside({ disabled: true }),
      click(10),
      'BLOCKED',
      'Cannot click Button "Go" (click): Row disabled=true around it is disabled',
    ],
    ['an invisible control', [{ ...button, visible: false }], click(10), 'BLOCKED', 'it is not visible'],
    [
      'inside something invisible',
      inside({ visible: false }),
      click(10),
      'BLOCKED',
      'Row visible=false around it is not visible',
    ],
    [
      'text into a button',
      [button],
      perform(10, 'fill', 'x'),
      'NO_GESTURE',
      'Cannot fill Button "Go" (click): it takes only click, longPress, hover',
    ],
    [
      'a click on a text',
      [{ _c: 'Text', _i: 10, value: 'x' }],
      click(10),
      'NO_GESTURE',
      'Cannot click Text "x": it takes no gesture',
    ],
    [
      'text into a read-only field',
      [{ ...field, read_only: true }],
      perform(10, 'fill', 'x'),
      'REFUSED',
      'is read-only',
    ],
    [
      'an option that is not there',
      [{ _c: 'Dropdown', _i: 10, options }],
      perform(10, 'select', 'blue'),
      'REFUSED',
      'Dropdown has no option "blue"; it has "Red", "green"',
    ],
    [
      'a value beyond the slider',
      [{ _c: 'Slider', _i: 10 }],
      perform(10, 'slide', 2),
      'REFUSED',
      'Slider goes from 0 to 1, not to 2',
    ],
    ['a radio without a group', [{ _c: 'Radio', _i: 10, value: 'a' }], click(10), 'REFUSED', 'stands in no RadioGroup'],
    [
      'a destination that is not there',
      [{ _c: 'NavigationBar', _i: 10, destinations: [] }],
      perform(10, 'select', 0),
      'REFUSED',
      'NavigationBar has no item 0; it has none',
    ],
  ])('%s', async (_what, controls, step, code, message) => {
    const { client, app } = await connectScripted(controls);
    await expect(step(client)).rejects.toMatchObject({
      code: `ERR_EMBED_FLET_${code}`,
      message: expect.stringContaining(message),
    });
    expect(await app.taken(client)).toEqual([]);
  });

  test('on a control that has left the page', async () => {
    const { client, app } = await connectScripted([button]);
    const control = client.tree.get(10)!;
    await Promise.all([client.nextPatch(), app.patch(3, [0], [0, 0, 'controls', []])]);
    await expect(client.click(control)).rejects.toMatchObject({
      code: 'ERR_EMBED_FLET_NO_CONTROL',
      message: 'Cannot click Button "Go" (click): it is not on the page any more',
    });
  });

  test('on a view below the top one', async () => {
    const views = [
      { _c: 'View', _i: 3, route: '/', controls: [button] },
      { _c: 'View', _i: 7, route: '/store' },
    ];
    const { client } = await connectScripted([], { properties: { views } });
    await expect(click(10)(client)).rejects.toThrow("it is on the view '/' below the view '/store'");
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

describe('the page', () => {
  test('tells a new address, size and brightness', async () => {
    const { client, app } = await connectScripted();
    await client.navigate('/store');
    await client.setBrightness('dark');
    await client.resize(400, 300);
    expect(await app.taken(client)).toEqual([
      P(1, { route: '/store' }),
      E(1, 'route_change', { route: '/store' }),
      P(1, { platform_brightness: 'dark' }),
      E(1, 'platform_brightness_change', 'dark'),
      P(1, { width: 400, height: 300 }),
      E(1, 'resize', { width: 400, height: 300 }),
      P(2, { width: 400, height: 300 }),
    ]);
  });

  const twoViews = [
    { _c: 'View', _i: 3, route: '/' },
    { _c: 'View', _i: 7, route: '/store' },
  ];

  test('goes back by one view', async () => {
    const { client, app } = await connectScripted([], { properties: { views: twoViews } });
    await client.back();
    expect(await app.taken(client)).toEqual([E(1, 'view_pop', { route: '/store' })]);
  });

  test.each([
    [true, [E(1, 'view_pop', { route: '/store' })]],
    [false, []],
  ])('asks a view that wants to be asked before it goes back: %s', async (shouldPop, packets) => {
    const asking = { ...twoViews[1], can_pop: false, ...on('confirm_pop') };
    const { client, app } = await connectScripted([], { properties: { views: [twoViews[0], asking] } });
    const back = client.back();
    expect(await app.receive()).toEqual(E(7, 'confirm_pop'));
    expect((await app.call(7, 'confirm_pop', { should_pop: shouldPop })).at(-1)![1]).toMatchObject({ error: null });
    await back;
    expect(await app.taken(client)).toEqual(packets);
  });

  test('ends the app when it goes back from the first view', async () => {
    const { client, app } = await connectScripted();
    let exits = 0;
    client.on('exit', () => exits++);
    await client.back();
    expect(exits).toBe(1);
    expect(await app.taken(client)).toEqual([]);
  });

  test.each([
    [true, 0],
    [false, 1],
  ])('with prevent_close %s, the window’s close button ends the app %i times', async (preventClose, exits) => {
    const window = { _c: 'Window', _i: 2, prevent_close: preventClose, ...on('event') };
    const { client, app } = await connectScripted([], { properties: { window } });
    let seen = 0;
    client.on('exit', () => seen++);
    await client.closeWindow();
    expect(await app.taken(client)).toEqual([E(2, 'event', { type: 'close' })]);
    expect(seen).toBe(exits);
  });
});

describe('what Python changes', () => {
  test.each([
    ['the tab', { ...tabs }, 'selected_index', 1],
    ['the page of a PageView', { _c: 'PageView', _i: 10, ...on('change'), controls: [] }, 'selected_index', 1],
    ['the folding of a tile', { _c: 'ExpansionTile', _i: 10, ...on('change') }, 'expanded', true],
  ])('is answered as if the user had changed it: %s', async (_what, control, property, value) => {
    const { client, app } = await connectScripted([control]);
    await Promise.all([client.nextPatch(), app.patch(10, [0], [0, 0, property, value])]);
    expect(await app.taken(client)).toEqual([P(10, { [property]: value }), E(10, 'change', value)]);
  });

  test('takes the focus to a field that comes with autofocus, and lets a field that goes lose it silently', async () => {
    const { client, app } = await connectScripted();
    await Promise.all([client.nextPatch(), app.patch(3, [0], [0, 0, 'controls', [{ ...field, autofocus: true }]])]);
    expect(client.focused?.id).toBe(10);
    await Promise.all([client.nextPatch(), app.patch(3, [0], [0, 0, 'controls', []])]);
    expect(client.focused).toBeUndefined();
    expect(await app.taken(client)).toEqual([E(10, 'focus')]);
  });
});
