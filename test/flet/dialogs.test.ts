import { describe, expect, test } from 'vitest';
import { type Options, python, type Row, refused, steps, testRows, withDialog } from './gestures/rows.js';
import { click, E, on, P, perform } from './packets.js';
import { connectScripted } from './scripted-app.js';

const dialog = (type: string, properties: object = {}): Record<string, unknown> => ({
  _c: type,
  _i: 20,
  open: true,
  content: { _c: 'Text', _i: 40, value: 'Content' },
  ...on('dismiss', 'visible', 'action'),
  ...properties,
});
const showing = (type: string, properties: object = {}): Options => withDialog(dialog(type, properties));

const closed = [P(20, { open: false }), E(20, 'dismiss')];
const barClosed = [P(20, { _dismissed: true }), ...closed];
const actions = [{ _c: 'TextButton', _i: 41, content: 'OK' }];
const stays = 'can only be closed by the app or by one of its buttons';

const alerts = ['AlertDialog', 'CupertinoAlertDialog', 'CupertinoBottomSheet'].flatMap((type): Row[] => [
  [`a press beside a ${type}`, [], perform(20, 'dismiss'), closed, showing(type)],
  [`a press beside a modal ${type}`, [], refused(perform(20, 'dismiss'), stays), [], showing(type, { modal: true })],
  [`Python closing a ${type}`, [], python(20, 'open', false), closed, showing(type, { modal: true })],
  [`Python opening a ${type}`, [], python(20, 'open', true), [], showing(type, { open: false })],
  [
    `a ${type} that is closed already`,
    [],
    refused(perform(20, 'dismiss'), 'it is not open'),
    [],
    showing(type, { open: false }),
  ],
]);

const SHEETS: Row[] = [
  ['a press beside a sheet', [], perform(20, 'dismiss'), closed, showing('BottomSheet')],
  [
    'a press beside a sheet that stays',
    [],
    refused(perform(20, 'dismiss'), stays),
    [],
    showing('BottomSheet', { dismissible: false }),
  ],
  [
    'a sheet that is dragged down',
    [],
    perform(20, 'swipe', 'down'),
    closed,
    showing('BottomSheet', { draggable: true }),
  ],
  [
    'a sheet that cannot be dragged',
    [],
    refused(perform(20, 'swipe', 'down'), 'cannot be dragged down'),
    [],
    showing('BottomSheet'),
  ],
  ['Python closing a sheet', [], python(20, 'open', false), closed, showing('BottomSheet', { dismissible: false })],
];

const SNACK_BARS: Row[] = [
  ['the close icon', [], perform(20, 'dismiss'), barClosed, showing('SnackBar')],
  ['a swipe', [], perform(20, 'swipe', 'down'), barClosed, showing('SnackBar')],
  [
    'a swipe where it cannot go',
    [],
    refused(perform(20, 'swipe', 'left'), 'cannot be swiped left'),
    [],
    showing('SnackBar'),
  ],
  [
    'a swipe to a side that it allows',
    [],
    perform(20, 'swipe', 'left'),
    barClosed,
    showing('SnackBar', { dismiss_direction: 'horizontal' }),
  ],
  ['the text of its action', [], click(20), [E(20, 'action'), ...barClosed], showing('SnackBar', { action: 'Undo' })],
  [
    'its action control',
    [],
    click(21),
    [E(21, 'click'), ...barClosed],
    showing('SnackBar', { action: { _c: 'SnackBar', _i: 21, label: 'Undo', ...on('click') } }),
  ],
  ['Python closing it', [], python(20, 'open', false), barClosed, showing('SnackBar')],
  ['Python showing it', [], python(20, 'open', true), [E(20, 'visible')], showing('SnackBar', { open: false })],
  ['Python putting it on the page', [], python(5, 'controls', [dialog('SnackBar')]), [E(20, 'visible')]],
  [
    'the next one, which takes its place',
    [],
    steps(python(5, 'controls', [dialog('SnackBar')]), async (client, app) => {
      const next = { ...dialog('SnackBar', { content: 'Next' }), _i: 21 };
      await Promise.all([client.nextPatch(), app.patch(5, [0, { controls: [1] }], [1, 1, 1, next])]);
    }),
    [E(20, 'visible'), ...barClosed, E(21, 'visible')],
  ],
];

const BANNERS: Row[] = [
  ['Python showing a banner', [], python(5, 'controls', [dialog('Banner', { actions })]), [E(20, 'visible')]],
  ['Python closing a banner', [], python(20, 'open', false), barClosed, showing('Banner', { actions })],
  [
    'a banner, which no user can close but by its actions',
    [],
    refused(perform(20, 'dismiss'), 'it takes no gesture'),
    [],
    showing('Banner', { actions }),
  ],
  ['a banner without actions, which is an error', [], python(5, 'controls', [dialog('Banner')]), []],
];

describe('alerts', () => testRows(alerts));
describe('sheets', () => testRows(SHEETS));
describe('snack bars', () => testRows(SNACK_BARS));
describe('banners', () => testRows(BANNERS));

describe('an action sheet', () => {
  testRows([
    [
      'tells nothing itself; its actions do',
      [],
      steps(click(22), click(23)),
      [E(22, 'click'), E(23, 'click')],
      showing('CupertinoBottomSheet', {
        content: {
          _c: 'CupertinoActionSheet',
          _i: 21,
          actions: [{ _c: 'CupertinoActionSheetAction', _i: 22, ...on('click') }],
          cancel: { _c: 'CupertinoActionSheetAction', _i: 23, ...on('click') },
        },
      }),
    ],
  ]);
});

describe('the time of a snack bar', () => {
  interface Timer {
    milliseconds: number;
    fire: () => void;
    cancelled: boolean;
  }

  async function withTimers(properties: object) {
    const pending: Timer[] = [];
    const after = (milliseconds: number, fire: () => void) => {
      const timer = { milliseconds, fire, cancelled: false };
      pending.push(timer);
      return () => {
        timer.cancelled = true;
      };
    };
    const connected = await connectScripted([], { ...showing('SnackBar', properties), timers: { after } });
    return { ...connected, pending };
  }

  test.each([
    ['after its duration', { duration: { seconds: 2, milliseconds: 500 } }, 2500],
    ['after four seconds', {}, 4000],
    ['with its action, when it shall not persist', { action: 'Undo', persist: false }, 4000],
  ])('lets it leave: %s', async (_when, properties, milliseconds) => {
    const { client, app, pending } = await withTimers(properties);
    expect(pending.map((timer) => timer.milliseconds)).toEqual([milliseconds]);
    pending[0]!.fire();
    expect(await app.taken(client)).toEqual(barClosed);
  });

  test.each([
    ['when it has an action', { action: 'Undo' }],
    ['when it shall persist', { persist: true }],
  ])('does not end: %s', async (_when, properties) => {
    expect((await withTimers(properties)).pending).toEqual([]);
  });

  test('does not count any more when it is shown a second time', async () => {
    const { client, app, pending } = await withTimers({});
    await perform(20, 'dismiss')(client);
    await python(20, 'open', true)(client, app);
    expect(pending.map(({ cancelled }) => cancelled)).toEqual([true, false]);
  });
});

test('dialogs cover what is below, but not the bars beside them', async () => {
  const bar = { ...dialog('SnackBar', { action: 'Undo' }), _i: 30 };
  const { client } = await connectScripted(
    [{ _c: 'Button', _i: 10, content: 'Below' }],
    withDialog(bar, dialog('AlertDialog', { title: 'Sure?' })),
  );
  await expect(click(10)(client)).rejects.toMatchObject({
    code: 'ERR_EMBED_FLET_BLOCKED',
    message: 'Cannot click Button "Below": AlertDialog "Sure?" open=true (action, dismiss, visible) covers it',
  });
  await click(30)(client);
});
