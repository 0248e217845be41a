import { describe, expect, test } from 'vitest';
import { DateTime, TimeOfDay } from '../../lib/flet/index.js';
import { click, E, on, P, perform, type Step } from './packets.js';
import { connectScripted } from './scripted-app.js';

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
