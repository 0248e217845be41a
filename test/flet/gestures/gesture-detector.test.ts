import { describe, expect, test } from 'vitest';
import { click, E, on, perform } from '../packets.js';
import { connectScripted } from '../scripted-app.js';
import { packetsOf, sends } from './packet-rows.js';
import { at, mouse, pointer, tick, xy } from './pointers.js';
import { type Row, steps } from './rows.js';

/** A detector of 100 × 50: its middle is at 50, 25. */
const detector = (...events: string[]): Record<string, unknown>[] => [
  { _c: 'GestureDetector', _i: 10, width: 100, height: 50, ...on(...events) },
];

const TAP = ['tap_down', 'tap_up', 'tap'];
const DOUBLE_TAP = ['double_tap_down', 'double_tap'];
const longPressEvents = (prefix: string): string[] =>
  ['_down', '_start', '', '_move_update', '_end', '_up'].map((end) => `${prefix}long_press${end}`);
const dragEvents = (name: string): string[] => ['down', 'start', 'update', 'end'].map((end) => `${name}_${end}`);
const middle = pointer(50, 25);
const rest = { v: xy(0, 0), pv: 0 };

const TAPS: Row[] = [
  [
    'a tap, in the middle',
    detector(...TAP),
    click(10),
    [E(10, 'tap_down', middle), E(10, 'tap_up', middle), E(10, 'tap', middle)],
  ],
  [
    'a tap at a point',
    detector(...TAP),
    perform(10, 'click', xy(3, 4)),
    [E(10, 'tap_down', pointer(3, 4)), E(10, 'tap_up', pointer(3, 4)), E(10, 'tap', pointer(3, 4))],
  ],
  [
    'a tap on a detector of unknown size: in its corner',
    [{ _c: 'GestureDetector', _i: 10, ...on('tap') }],
    click(10),
    [E(10, 'tap', pointer(0, 0))],
  ],
  ['a tap, where a double tap could still come', detector('tap', 'double_tap'), click(10), [E(10, 'tap', middle)]],
  [
    'a double tap, without a tap',
    detector(...TAP, ...DOUBLE_TAP),
    perform(10, 'doubleClick'),
    [E(10, 'double_tap_down', middle), E(10, 'double_tap')],
  ],
  [
    'a double tap that nobody waits for: two taps',
    detector('tap'),
    perform(10, 'doubleClick'),
    [E(10, 'tap', middle), E(10, 'tap', middle)],
  ],
  [
    'a secondary tap',
    detector('secondary_tap_down', 'secondary_tap_up', 'secondary_tap'),
    perform(10, 'buttonClick', 'secondary'),
    [E(10, 'secondary_tap_down', middle), E(10, 'secondary_tap_up', middle), E(10, 'secondary_tap')],
  ],
  [
    'a tertiary tap',
    detector('tertiary_tap_down', 'tertiary_tap_up'),
    perform(10, 'buttonClick', 'tertiary'),
    [E(10, 'tertiary_tap_down', middle), E(10, 'tertiary_tap_up', middle)],
  ],
  [
    'a tap that strays a little',
    detector(...TAP, 'tap_move', 'tap_cancel'),
    perform(10, 'drag', { by: xy(4, 0), steps: 2 }),
    [
      E(10, 'tap_down', middle),
      E(10, 'tap_move', { ...pointer(52, 25), d: xy(2, 0) }),
      E(10, 'tap_move', { ...pointer(54, 25), d: xy(2, 0) }),
      E(10, 'tap_up', pointer(54, 25)),
      E(10, 'tap', middle),
    ],
  ],
  [
    'a tap that strays too far',
    detector(...TAP, 'tap_move', 'tap_cancel'),
    perform(10, 'drag', { by: xy(20, 0), steps: 2 }),
    [E(10, 'tap_down', middle), E(10, 'tap_move', { ...pointer(60, 25), d: xy(10, 0) }), E(10, 'tap_cancel')],
  ],
];

const LONG_PRESSES: Row[] = [
  [
    'a long press',
    detector(...longPressEvents('')),
    perform(10, 'longPress'),
    [
      E(10, 'long_press_down', middle),
      E(10, 'long_press_start', at(50, 25)),
      E(10, 'long_press'),
      E(10, 'long_press_end', { ...at(50, 25), v: xy(0, 0) }),
      E(10, 'long_press_up'),
    ],
  ],
  [
    'a long press that moves',
    detector(...longPressEvents('')),
    perform(10, 'drag', { by: xy(10, 20), steps: 2, from: xy(1, 1), hold: true }),
    [
      E(10, 'long_press_down', pointer(1, 1)),
      E(10, 'long_press_start', at(1, 1)),
      E(10, 'long_press'),
      E(10, 'long_press_move_update', { ...at(6, 11), of: xy(5, 10), lofo: xy(5, 10) }),
      E(10, 'long_press_move_update', { ...at(11, 21), of: xy(10, 20), lofo: xy(10, 20) }),
      E(10, 'long_press_end', { ...at(11, 21), v: xy(0, 0) }),
      E(10, 'long_press_up'),
    ],
  ],
  ...(['secondary', 'tertiary'] as const).map(
    (button): Row => [
      `a ${button} long press that moves`,
      detector(...longPressEvents(`${button}_`)),
      perform(10, 'drag', { by: xy(10, 0), button, hold: true }),
      [
        E(10, `${button}_long_press_down`, middle),
        E(10, `${button}_long_press_start`, at(50, 25)),
        E(10, `${button}_long_press`),
        E(10, `${button}_long_press_move_update`, { ...at(60, 25), of: xy(10, 0), lofo: xy(10, 0) }),
        E(10, `${button}_long_press_end`, { ...at(60, 25), v: xy(0, 0) }),
        E(10, `${button}_long_press_up`),
      ],
    ],
  ),
  ['a long press that nobody waits for: a tap', detector('tap'), perform(10, 'longPress'), [E(10, 'tap', middle)]],
];

const CANCELLED: Row[] = [
  ...(
    [
      'tap',
      'secondary_tap',
      'tertiary_tap',
      'double_tap',
      'long_press',
      'secondary_long_press',
      'tertiary_long_press',
    ] as const
  ).map(
    (name): Row => [
      name,
      detector(`${name}_down`, `${name}_cancel`, name),
      perform(10, 'cancel', name),
      [E(10, `${name}_down`, middle), E(10, `${name}_cancel`)],
    ],
  ),
  ...(['pan', 'horizontal_drag', 'vertical_drag'] as const).map(
    (name): Row => [
      name,
      detector(`${name}_down`, `${name}_cancel`, `${name}_start`),
      perform(10, 'cancel', name),
      [E(10, `${name}_down`, at(50, 25)), E(10, `${name}_cancel`)],
    ],
  ),
];

const DRAGS: Row[] = [
  [
    'a pan: the global way is measured from its start, the local one from the last move',
    detector(...dragEvents('pan')),
    perform(10, 'drag', { by: xy(10, 20), steps: 2, from: xy(5, 5) }),
    [
      E(10, 'pan_down', at(5, 5)),
      E(10, 'pan_start', { ...pointer(5, 5), ts: tick(1) }),
      E(10, 'pan_update', { ...at(10, 15), ld: xy(5, 10), gd: xy(5, 10), pd: null, ts: tick(2) }),
      E(10, 'pan_update', { ...at(15, 25), ld: xy(5, 10), gd: xy(10, 20), pd: null, ts: tick(3) }),
      E(10, 'pan_end', { ...at(15, 25), ...rest }),
    ],
  ],
  ...(
    [
      ['horizontal', xy(10, 4), xy(5, 2), 5],
      ['vertical', xy(4, 10), xy(2, 5), 5],
    ] as const
  ).map(
    ([axis, by, half, along]): Row => [
      `a ${axis} drag: both ways are measured from the last move`,
      detector(...dragEvents('horizontal_drag'), ...dragEvents('vertical_drag'), ...dragEvents('pan')),
      perform(10, 'drag', { by, steps: 2, from: xy(0, 0) }),
      [
        E(10, `${axis}_drag_down`, at(0, 0)),
        E(10, `${axis}_drag_start`, { ...pointer(0, 0), ts: tick(1) }),
        E(10, `${axis}_drag_update`, { ...at(half.x, half.y), ld: half, gd: half, pd: along, ts: tick(2) }),
        E(10, `${axis}_drag_update`, { ...at(by.x, by.y), ld: half, gd: half, pd: along, ts: tick(3) }),
        E(10, `${axis}_drag_end`, { ...at(by.x, by.y), ...rest }),
      ],
    ],
  ),
  [
    'a drag against the only axis that is listened to',
    detector('horizontal_drag_update'),
    perform(10, 'drag', { by: xy(1, 10), from: xy(0, 0) }),
    [E(10, 'horizontal_drag_update', { ...at(1, 10), ld: xy(1, 10), gd: xy(1, 10), pd: 1, ts: tick(2) })],
  ],
  [
    'a drag along the axis that nobody listens to: a pan',
    detector('horizontal_drag_end', 'pan_end'),
    perform(10, 'drag', { by: xy(0, 10), from: xy(0, 0) }),
    [E(10, 'pan_end', { ...at(0, 10), ...rest })],
  ],
  [
    'a swipe along an axis, which ends fast',
    detector('horizontal_drag_end'),
    perform(10, 'swipe', 'left'),
    [E(10, 'horizontal_drag_end', { ...at(-50, 25), v: xy(-1000, 0), pv: -1000 })],
  ],
  [
    'a swipe that pans, which has no primary velocity',
    detector('pan_end'),
    perform(10, 'swipe', 'down'),
    [E(10, 'pan_end', { ...at(50, 125), v: xy(0, 1000), pv: null })],
  ],
  [
    'a drag with the right button',
    detector('right_pan_start', 'right_pan_update', 'right_pan_end'),
    perform(10, 'drag', { by: xy(10, 0), steps: 2, button: 'secondary' }),
    [
      E(10, 'right_pan_start', mouse(50, 25, 1, null, 1)),
      E(10, 'right_pan_update', mouse(55, 25, 2, xy(5, 0), 1)),
      E(10, 'right_pan_update', mouse(60, 25, 3, xy(5, 0), 1)),
      E(10, 'right_pan_end', mouse(60, 25, 4, null)),
    ],
  ],
  [
    'a drag with the right button whose start nobody listens to',
    detector('right_pan_update', 'right_pan_end'),
    perform(10, 'drag', { by: xy(10, 0), button: 'secondary' }),
    [],
  ],
];

const SCALES: Row[] = [
  [
    'two fingers that part, turn and move',
    detector('scale_start', 'scale_update', 'scale_end'),
    perform(10, 'pinch', { scale: 2, rotation: 0.5, by: xy(4, 6) }),
    [
      E(10, 'scale_start', { gfp: xy(50, 25), lfp: xy(50, 25), pc: 2, ts: tick(1) }),
      E(10, 'scale_update', {
        gfp: xy(54, 31),
        lfp: xy(54, 31),
        fpd: xy(4, 6),
        pc: 2,
        hs: 2,
        vs: 2,
        s: 2,
        rot: 0.5,
        ts: tick(2),
      }),
      E(10, 'scale_end', { pc: 1, v: xy(0, 0) }),
    ],
  ],
  [
    'one finger, where only scales are listened to',
    detector('scale_start', 'scale_update', 'scale_end'),
    perform(10, 'drag', { by: xy(10, 0), from: xy(0, 0) }),
    [
      E(10, 'scale_start', { gfp: xy(0, 0), lfp: xy(0, 0), pc: 1, ts: tick(1) }),
      E(10, 'scale_update', {
        gfp: xy(10, 0),
        lfp: xy(10, 0),
        fpd: xy(10, 0),
        pc: 1,
        hs: 1,
        vs: 1,
        s: 1,
        rot: 0,
        ts: tick(2),
      }),
      E(10, 'scale_end', { pc: 0, v: xy(0, 0) }),
    ],
  ],
];

const FORCE = ['force_press_start', 'force_press_peak', 'force_press_update', 'force_press_end'];
const force = (p: number): Record<string, unknown> => ({ ...at(50, 25), p });
const twoFingers = { ...detector('multi_tap', 'multi_long_press')[0], multi_tap_touches: 2 };

const FINGERS: Row[] = [
  [
    'a hard press',
    detector(...FORCE),
    perform(10, 'forcePress', 0.9),
    [
      E(10, 'force_press_start', force(0.4)),
      E(10, 'force_press_peak', force(0.9)),
      E(10, 'force_press_update', force(0.9)),
      E(10, 'force_press_end', force(0)),
    ],
  ],
  [
    'a press that never peaks',
    detector(...FORCE),
    perform(10, 'forcePress', 0.5),
    [
      E(10, 'force_press_start', force(0.4)),
      E(10, 'force_press_update', force(0.5)),
      E(10, 'force_press_end', force(0)),
    ],
  ],
  ['a press that is too weak', detector(...FORCE), perform(10, 'forcePress', 0.3), []],
  [
    'as many fingers as expected',
    [twoFingers],
    perform(10, 'multiTouch', { fingers: 2 }),
    [true, false, false].map((ct) => E(10, 'multi_tap', { ct })),
  ],
  [
    'as many fingers as expected, which stay',
    [twoFingers],
    perform(10, 'multiTouch', { fingers: 2, hold: true }),
    [
      E(10, 'multi_tap', { ct: true }),
      E(10, 'multi_long_press'),
      E(10, 'multi_tap', { ct: false }),
      E(10, 'multi_tap', { ct: false }),
    ],
  ],
  [
    'fewer fingers than expected, which stay',
    [twoFingers],
    perform(10, 'multiTouch', { fingers: 1, hold: true }),
    [E(10, 'multi_tap', { ct: false })],
  ],
];

const MOUSE: Row[] = [
  [
    'a mouse that comes, moves and goes',
    detector('enter', 'hover', 'exit'),
    steps(
      perform(10, 'hover', true),
      perform(10, 'pointAt', xy(60, 20)),
      perform(10, 'pointAt', xy(61, 22)),
      perform(10, 'hover', false),
    ),
    [
      E(10, 'enter', mouse(50, 25, 1, null)),
      E(10, 'hover', mouse(50, 25, 2, xy(0, 0))),
      E(10, 'hover', mouse(60, 20, 3, xy(10, -5))),
      E(10, 'hover', mouse(61, 22, 4, xy(1, 2))),
      E(10, 'exit', mouse(61, 22, 5, null)),
    ],
  ],
  [
    'a mouse that comes to a point',
    detector('enter', 'hover'),
    perform(10, 'pointAt', xy(1, 2)),
    [E(10, 'enter', mouse(1, 2, 1, null)), E(10, 'hover', mouse(1, 2, 2, xy(0, 0)))],
  ],
  [
    'a wheel',
    detector('scroll'),
    perform(10, 'scroll', xy(0, 40)),
    [E(10, 'scroll', { ...at(50, 25), sd: xy(0, 40) })],
  ],
  [
    'a wheel where the mouse is',
    detector('scroll'),
    steps(perform(10, 'pointAt', xy(1, 2)), perform(10, 'scroll', xy(5, 0))),
    [E(10, 'scroll', { ...at(1, 2), sd: xy(5, 0) })],
  ],
];

sends('a detector tells taps', TAPS);
sends('a detector tells long presses', LONG_PRESSES);
sends('a detector tells what was begun and cancelled', CANCELLED);
sends('a detector tells drags', DRAGS);
sends('a detector tells scales', SCALES);
sends('a detector tells how many fingers press how hard', FINGERS);
sends('a detector tells what the mouse does', MOUSE);

describe('a detector', () => {
  test('hears of touches on a phone', async () => {
    const { client, app } = await connectScripted(detector('tap'));
    await Promise.all([client.nextPatch(), app.patch(1, [0], [0, 0, 'platform', 'android'])]);
    await click(10)(client);
    expect(await app.taken(client)).toEqual([E(10, 'tap', pointer(50, 25, 'touch'))]);
  });

  test('hears of the moves of a long press in the form of Flet’s own client, if that is asked for', async () => {
    const held = perform(10, 'drag', { by: xy(1, 2), hold: true });
    expect(await packetsOf(detector('long_press_move_update'), held, { faithful: true })).toEqual([
      E(10, 'long_press_move_update', { ...at(51, 27), ofo: xy(1, 2), lofo: xy(1, 2) }),
    ]);
  });

  test.each([
    ['a drag with the third button', perform(10, 'drag', { by: xy(1, 1), button: 'tertiary' }), 'tertiary button'],
    ['no finger', perform(10, 'multiTouch', { fingers: 0 }), 'takes one finger or more, not 0'],
    ['an impossible pressure', perform(10, 'forcePress', 2), 'takes a pressure from 0 to 1, not 2'],
    ['an impossible scale', perform(10, 'pinch', { scale: 0 }), 'takes a scale above 0, not 0'],
  ])('refuses %s', async (_what, step, message) => {
    await expect(packetsOf(detector('tap'), step)).rejects.toMatchObject({
      code: 'ERR_EMBED_FLET_REFUSED',
      message: expect.stringContaining(message),
    });
  });
});
