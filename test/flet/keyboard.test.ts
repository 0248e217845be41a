import { ExtData } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import type { FletClient } from '../../lib/flet/index.js';
import { E, on, P, type Step } from './packets.js';
import { connectScripted, type Message } from './scripted-app.js';

type Press = Parameters<FletClient['pressKey']>[1];

const press =
  (key: string, options?: Press): Step =>
  (client) =>
    client.pressKey(key, options);
const focus =
  (id: number): Step =>
  (client) =>
    client.focus(client.tree.get(id));

const heard = (key: string, modifiers: object = {}): Message =>
  E(1, 'keyboard_event', { key, shift: false, ctrl: false, alt: false, meta: false, ...modifiers });

/** What a page whose app listens to keys sends, after `id` has got the focus. */
async function keysOf(
  controls: Record<string, unknown>[],
  id: number | undefined,
  ...steps: Step[]
): Promise<Message[]> {
  const { client, app } = await connectScripted(controls, { properties: on('keyboard_event') });
  if (id !== undefined) await focus(id)(client);
  await app.taken(client);
  for (const step of steps) await step(client);
  return app.taken(client);
}

describe('a page that listens to keys hears', () => {
  test.each<[string, Step, Message]>([
    ['a letter, as its key is labelled', press('a'), heard('A')],
    ['a capital letter', press('A', { shift: true }), heard('A', { shift: true })],
    ['a shortcut', press('s', { ctrl: true, alt: true }), heard('S', { ctrl: true, alt: true })],
    ['the command key', press('q', { meta: true }), heard('Q', { meta: true })],
    ['a digit', press('7'), heard('7')],
    ['the space bar', press(' '), heard(' ')],
    ['the space bar by its name', press('Space'), heard(' ')],
    ['a key of many letters', press('Escape'), heard('Escape')],
    ['a key with the name that browsers give it', press('ArrowLeft'), heard('Arrow Left')],
    ['a function key', press('F5'), heard('F5')],
    ['a key that repeats itself, once', press('x', { repeat: 2 }), heard('X')],
  ])('%s', async (_what, step, packet) => {
    expect(await keysOf([], undefined, step)).toEqual([packet]);
  });

  test.each(['Shift', 'Control', 'Alt', 'Meta'])('nothing when only %s is pressed', async (key) => {
    expect(await keysOf([], undefined, press(key))).toEqual([]);
  });

  test('and one that does not listen hears nothing', async () => {
    const { client, app } = await connectScripted();
    await client.pressKey('a');
    expect(await app.taken(client)).toEqual([]);
  });
});

test('no key is a mistake', async () => {
  const { client } = await connectScripted();
  await expect(client.pressKey('')).rejects.toThrow(TypeError);
});

describe('a listener that is, or holds, what has the focus hears', () => {
  const listener = (content: object): Record<string, unknown> => ({
    _c: 'KeyboardListener',
    _i: 10,
    ...on('key_down', 'key_repeat', 'key_up'),
    content,
  });
  const text = { _c: 'Text', _i: 11 };
  const field = { _c: 'TextField', _i: 12, ...on('change') };
  const key = (event: string, name: string): Message => E(10, event, { key: name });

  test.each<[string, number | undefined, Step, Message[]]>([
    ['a key', 10, press('a'), [heard('A'), key('key_down', 'A'), key('key_up', 'A')]],
    [
      'a key that repeats itself',
      10,
      press('ArrowUp', { repeat: 2 }),
      [
        heard('Arrow Up'),
        key('key_down', 'Arrow Up'),
        key('key_repeat', 'Arrow Up'),
        key('key_repeat', 'Arrow Up'),
        key('key_up', 'Arrow Up'),
      ],
    ],
    [
      'a key with another held',
      10,
      press('c', { ctrl: true }),
      [
        key('key_down', 'Control Left'),
        heard('C', { ctrl: true }),
        key('key_down', 'C'),
        key('key_up', 'C'),
        key('key_up', 'Control Left'),
      ],
    ],
    [
      'a key that is held with others alone',
      10,
      press('Shift'),
      [key('key_down', 'Shift Left'), key('key_up', 'Shift Left')],
    ],
    ['nothing without the focus', undefined, press('a'), [heard('A')]],
  ])('%s', async (_what, focused, step, packets) => {
    expect(await keysOf([listener(text)], focused, step)).toEqual(packets);
  });

  test('a key in the field that it holds, before the field', async () => {
    expect(await keysOf([listener(field)], 12, press('a'))).toEqual([
      heard('A'),
      key('key_down', 'A'),
      P(12, { value: 'a' }),
      E(12, 'change', 'a'),
      key('key_up', 'A'),
    ]);
  });

  test('keys from the start, when it asks for the focus', async () => {
    expect(await keysOf([{ ...listener(text), autofocus: true }], undefined, press('b'))).toEqual([
      heard('B'),
      key('key_down', 'B'),
      key('key_up', 'B'),
    ]);
  });
});

describe('in a field that has the focus', () => {
  const field = { _c: 'TextField', _i: 10, value: 'Hi', ...on('change', 'submit', 'blur') };
  const changed = (value: string): Message[] => [P(10, { value }), E(10, 'change', value)];

  test.each<[string, object, Step, Message[]]>([
    ['a letter is typed', {}, press('o'), [heard('O'), ...changed('Hio')]],
    ['Shift makes it a capital', {}, press('o', { shift: true }), [heard('O', { shift: true }), ...changed('HiO')]],
    [
      'a letter that repeats itself is typed again',
      {},
      press('o', { repeat: 1 }),
      [heard('O'), ...changed('Hio'), ...changed('Hioo')],
    ],
    ['the space bar is typed', {}, press('Space'), [heard(' '), ...changed('Hi ')]],
    [
      'Backspace deletes the last character',
      { value: 'a👍🏽' },
      press('Backspace'),
      [heard('Backspace'), ...changed('a')],
    ],
    ['Backspace deletes nothing where nothing is', { value: '' }, press('Backspace'), [heard('Backspace')]],
    ['Enter submits', {}, press('Enter'), [heard('Enter'), E(10, 'submit', 'Hi'), E(10, 'blur')]],
    [
      'Enter breaks a line, where there are several',
      { multiline: true },
      press('Enter'),
      [heard('Enter'), ...changed('Hi\n')],
    ],
    [
      'Shift+Enter breaks a line, where Enter submits',
      { multiline: true, shift_enter: true },
      press('Enter', { shift: true }),
      [heard('Enter', { shift: true }), ...changed('Hi\n')],
    ],
    ['a shortcut types nothing', {}, press('a', { ctrl: true }), [heard('A', { ctrl: true })]],
    ['an arrow types nothing', {}, press('ArrowLeft'), [heard('Arrow Left')]],
    ['nothing is typed that may not be', { read_only: true }, press('o'), [heard('O')]],
  ])('%s', async (_what, properties, step, packets) => {
    expect(await keysOf([{ ...field, ...properties }], 10, step)).toEqual(packets);
  });
});

test('keys do nothing in a drop-down that takes no text', async () => {
  expect(await keysOf([{ _c: 'Dropdown', _i: 10 }], 10, press('a'), press('Backspace'))).toEqual([
    heard('A'),
    heard('Backspace'),
  ]);
});

test('keys type into a drop-down that can be edited, beside its value', async () => {
  const dropdown = { _c: 'Dropdown', _i: 10, editable: true, value: 'r', text: 'Re', ...on('text_change', 'select') };
  const typed = (text: string): Message[] => [P(10, { text }), E(10, 'text_change', text)];
  expect(await keysOf([dropdown], 10, press('Backspace'), press('o'))).toEqual([
    heard('Backspace'),
    ...typed('R'),
    heard('O'),
    ...typed('Ro'),
  ]);
});

test('a listener that Python gives the focus hears keys', async () => {
  const listener = { _c: 'KeyboardListener', _i: 10, content: { _c: 'Text', _i: 11 }, ...on('key_down', 'key_up') };
  const { client, app } = await connectScripted([listener]);
  expect(await app.call(10, 'focus')).toEqual([[5, { control_id: 10, call_id: 'call', result: null, error: null }]]);
  await client.pressKey('F2');
  expect(await app.taken(client)).toEqual([E(10, 'key_down', { key: 'F2' }), E(10, 'key_up', { key: 'F2' })]);
});

test('a listener that is disabled hears nothing', async () => {
  const listener = { _c: 'KeyboardListener', _i: 10, disabled: true, content: { _c: 'TextField', _i: 11 } };
  expect(await keysOf([{ ...listener, ...on('key_down', 'key_up') }], 10, press('a'))).toEqual([heard('A')]);
});

describe('the Tab key', () => {
  const stop = (id: number, properties: object = {}): Record<string, unknown> => ({
    _c: 'TextField',
    _i: id,
    ...on('focus', 'blur'),
    ...properties,
  });
  const controls = [
    stop(10),
    { _c: 'Column', _i: 20, controls: [{ _c: 'Text', _i: 21 }, stop(11, { disabled: true }), stop(12)] },
    stop(13, { visible: false }),
    { _c: 'Button', _i: 14, ...on('focus', 'blur', 'click') },
  ];
  const moved = (from: number, to: number): Message[] => [heard('Tab'), E(from, 'blur'), E(to, 'focus')];

  test('goes to the next control in reading order that can be reached, and round again', async () => {
    expect(await keysOf(controls, 10, press('Tab'), press('Tab'), press('Tab'))).toEqual([
      ...moved(10, 12),
      ...moved(12, 14),
      ...moved(14, 10),
    ]);
  });

  test('with Shift goes back', async () => {
    const back = (from: number, to: number): Message[] => [
      heard('Tab', { shift: true }),
      E(from, 'blur'),
      E(to, 'focus'),
    ];
    const shiftTab = press('Tab', { shift: true });
    expect(await keysOf(controls, 12, shiftTab, shiftTab)).toEqual([...back(12, 10), ...back(10, 14)]);
  });

  test('begins with the first control', async () => {
    expect(await keysOf(controls, undefined, press('Tab'))).toEqual([heard('Tab'), E(10, 'focus')]);
  });

  test('leads to a button, which Enter and the space bar press', async () => {
    expect(await keysOf(controls, 14, press('Enter'), press(' '))).toEqual([
      heard('Enter'),
      E(14, 'click'),
      heard(' '),
      E(14, 'click'),
    ]);
  });

  test('goes nowhere on a page without such controls', async () => {
    expect(await keysOf([], undefined, press('Tab'))).toEqual([heard('Tab')]);
  });
});

describe('the Escape key', () => {
  const dialog = (type: string, properties: object = {}): Record<string, unknown> => ({
    _c: type,
    _i: 30,
    open: true,
    title: 'Sure?',
    content: { _c: 'Text', _i: 31, value: 'Sure?' },
    ...on('dismiss'),
    ...properties,
  });

  test.each<[string, Record<string, unknown>, Message[]]>([
    ...['AlertDialog', 'CupertinoAlertDialog', 'CupertinoBottomSheet'].flatMap(
      (type): [string, Record<string, unknown>, Message[]][] => [
        [`closes a ${type}`, dialog(type), [P(30, { open: false }), E(30, 'dismiss')]],
        [`does not close a ${type} that is modal`, dialog(type, { modal: true }), []],
      ],
    ),
    ['closes a sheet', dialog('BottomSheet'), [P(30, { open: false }), E(30, 'dismiss')]],
    [
      'does not close a sheet that stays, though it can be dragged away',
      dialog('BottomSheet', { dismissible: false, draggable: true }),
      [],
    ],
    ['cancels a DatePicker', dialog('DatePicker'), [P(30, { value: null, open: false }), E(30, 'dismiss', true)]],
    [
      'cancels a TimePicker',
      dialog('TimePicker', { value: new ExtData(2, new TextEncoder().encode('09:05')) }),
      [P(30, { value: new ExtData(2, new TextEncoder().encode('9:5')), open: false }), E(30, 'dismiss', true)],
    ],
    [
      'cancels a DateRangePicker',
      dialog('DateRangePicker'),
      [P(30, { start_value: null, end_value: null, open: false }), E(30, 'dismiss', true)],
    ],
    ...['DatePicker', 'TimePicker', 'DateRangePicker'].map((type): [string, Record<string, unknown>, Message[]] => [
      `does not cancel a ${type} that is modal`,
      dialog(type, { modal: true }),
      [],
    ]),
    ['does not close a bar', dialog('SnackBar'), []],
  ])('%s', async (_what, control, packets) => {
    const { client, app } = await connectScripted([], {
      properties: { _dialogs: { _c: 'Dialogs', _i: 5, controls: [control] } },
    });
    await client.pressKey('Escape');
    expect(await app.taken(client)).toEqual(packets);
  });
});

describe('an arrow moves a slider that has the keyboard', () => {
  const slider = (properties: object): Record<string, unknown>[] => [
    { _c: 'Slider', _i: 10, ...on('change_start', 'change', 'change_end'), ...properties },
  ];
  const moved = (from: number, to: number): Message[] => [
    E(10, 'change_start', from),
    P(10, { value: to }),
    E(10, 'change', to),
    E(10, 'change_end', to),
  ];

  test.each<[string, object, string, Message[]]>([
    ['by one division', { min: 0, max: 10, divisions: 5, value: 4 }, 'ArrowRight', moved(4, 6)],
    ['and back', { min: 0, max: 10, divisions: 5, value: 4 }, 'ArrowDown', moved(4, 2)],
    ['by a twentieth where there are none', { min: 0, max: 100, value: 50 }, 'ArrowUp', moved(50, 55)],
    ['not beyond its end', { min: 0, max: 10, divisions: 5, value: 10 }, 'ArrowRight', []],
  ])('%s', async (_title, properties, key, packets) => {
    const sent = await keysOf(slider(properties), 10, press(key));
    expect(sent.slice(1)).toEqual(packets);
  });
});

describe('in a browser', () => {
  const handlers = on('change', 'click');
  const controls = [
    { _c: 'Checkbox', _i: 10, ...handlers },
    { _c: 'Button', _i: 11, content: 'Press', ...handlers },
  ];

  test.each<[string, number, string, Message[]]>([
    ['Enter leaves a box alone', 10, 'Enter', []],
    ['the space bar ticks it', 10, ' ', [P(10, { value: true }), E(10, 'change', true)]],
    ['Enter presses a button', 11, 'Enter', [E(11, 'click')]],
  ])('%s', async (_title, id, key, packets) => {
    const { client, app } = await connectScripted(controls, { page: { web: true } });
    await client.focus(client.tree.get(id));
    await app.taken(client);
    await client.pressKey(key);
    expect(await app.taken(client)).toEqual(packets);
  });
});
