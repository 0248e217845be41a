import { describe, expect, test } from 'vitest';
import { click, on, perform, type Step } from './packets.js';
import { connectScripted } from './scripted-app.js';

type Controls = Record<string, unknown>[];

const everyTextEvent = on('change', 'submit', 'focus', 'blur', 'click');
const field = { _c: 'TextField', _i: 10, ...everyTextEvent };
const options = [
  { _c: 'DropdownOption', _i: 11, key: 'r', text: 'Red' },
  { _c: 'DropdownOption', _i: 12, key: 'green' },
];

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
    [
      'a radio without a group',
      [{ _c: 'Radio', _i: 10, value: 'a' }],
      click(10),
      'BLOCKED',
      'Cannot click Radio value="a": Flet draws an error in its place: Radio has to stand in a RadioGroup',
    ],
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
