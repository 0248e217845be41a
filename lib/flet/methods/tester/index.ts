/**
 * Flet's `Tester` service: what tests written for `flet test` ask of a client.
 *
 * There is no layout here, so a place on the screen is beside everything but what is known to reach there (an open search view, a
 * drawer, what fills the page): a tap at an offset closes an open menu or dialog, as a tap beside it does, and is else only
 * remembered in `services.calls`, like a drag from an offset.
 */

import type { ClientContext } from '../../context.js';
import type { Control } from '../../control.js';
import { milliseconds } from '../../duration.js';
import { isMap, type WireMap, type WireValue } from '../../values.js';
import { type Method, type MethodTable, record, stringArgument } from '../method.js';
import { takePicture } from '../pictures.js';
import type { Search } from './finders.js';
import { doubleClick, drag, enterText, hover, longPress, secondaryClick, tap, tapAt } from './gestures.js';
import type { Widget } from './widgets.js';

/** Time between the frames of `pump_and_settle`, and after how much of it that gives up: milliseconds, as Flutter has them. */
const FRAME = 100;
const PATIENCE = 600_000;

/** Time passes on the client's clock as long as the test says; then there is a frame. */
async function pump(context: ClientContext, _tester: Control, { duration }: WireMap): Promise<null> {
  const time = await pass(context, duration);
  await draw(context, time);
  return null;
}

/** Frames follow one another until no transition is running. Only the time that the test asks for passes outside of them too. */
async function pumpAndSettle(context: ClientContext, _tester: Control, { duration }: WireMap): Promise<null> {
  const time = (await pass(context, duration)) || FRAME;
  let spent = 0;
  do {
    if (spent >= PATIENCE) throw new Error('FlutterError: pumpAndSettle timed out');
    await draw(context, time);
    spent += time;
  } while (!context.frames.areStill);
  return null;
}

/** Resolves with the milliseconds that have passed. */
async function pass(context: ClientContext, duration: WireValue | undefined): Promise<number> {
  const time = milliseconds(duration) ?? 0;
  if (time > 0) await new Promise<void>((resolve) => context.timers.after(time, resolve));
  return time;
}

/** Draws a frame, and resolves when the app has nothing more to do for now. */
async function draw(context: ClientContext, elapsed: number): Promise<void> {
  context.frames.pump(elapsed);
  await context.quiet();
}

const finding =
  (search: (args: WireMap) => { what: string; fits: Search }): Method =>
  ({ tree, finders }, _tester, args) => {
    const { what, fits } = search(args);
    return finders.add(tree, what, fits);
  };

const equalTo =
  (kind: Widget['kind'], argument: string): Method =>
  (...call) =>
    finding((args) => {
      const wanted = args[argument];
      return {
        what: `${kind} ${JSON.stringify(wanted)}`,
        fits: (widget) => widget.kind === kind && widget.value === wanted,
      };
    })(...call);

function textContaining(args: WireMap): { what: string; fits: Search } {
  const pattern = stringArgument(args, 'pattern');
  let expression: RegExp;
  try {
    expression = new RegExp(pattern);
  } catch (error) {
    throw new Error(`FormatException: ${(error as Error).message}`);
  }
  return {
    what: `text containing /${pattern}/`,
    fits: ({ kind, value }) => kind === 'text' && expression.test(String(value)),
  };
}

/** A key by itself means a value key. Those are the same only with the same type; scroll keys go by their text. */
function byKey({ key }: WireMap): { what: string; fits: Search } {
  const wanted = isMap(key) ? key['value'] : key;
  const isScroll = isMap(key) && key['_type'] === 'scroll';
  return {
    what: `key ${JSON.stringify(wanted)}`,
    fits: ({ kind, value }) =>
      isScroll ? kind === 'scroll key' && String(value) === String(wanted) : kind === 'key' && value === wanted,
  };
}

/** Does something to the widget at a place of a finder. An unknown finder is passed over. */
const acting =
  (act: (context: ClientContext, widget: Widget, args: WireMap) => void): Method =>
  (context, _tester, args) => {
    const widget = context.finders.get(context.tree, args['finder_id'], args['finder_index']);
    if (widget !== undefined) act(context, widget, args);
    return null;
  };

const atOffset =
  (method: string): Method =>
  (context, tester, args) => {
    if (!tapAt(context, offsetIn(args['offset'] ?? null))) record(context, tester, method, args);
    return null;
  };

function offsetIn(value: WireValue): { x: number; y: number } {
  const { x, y } = isMap(value) ? value : {};
  return { x: Number(x ?? 0), y: Number(y ?? 0) };
}

export const TESTER: MethodTable = {
  pump,
  pump_and_settle: pumpAndSettle,

  find_by_text: equalTo('text', 'text'),
  find_by_text_containing: finding(textContaining),
  find_by_key: finding(byKey),
  find_by_tooltip: equalTo('tooltip', 'value'),
  find_by_icon: equalTo('icon', 'icon'),
  find_by_semantics_identifier: equalTo('semantics identifier', 'identifier'),

  tap: acting(tap),
  mouse_click: acting(tap),
  mouse_double_click: acting(doubleClick),
  right_mouse_click: acting(secondaryClick),
  long_press: acting(longPress),
  mouse_hover: acting(hover),
  enter_text: acting((context, widget, args) => enterText(context, widget, stringArgument(args, 'text'))),
  drag: acting((context, widget, { offset }) => drag(context, widget, offsetIn(offset))),

  tap_at: atOffset('tap_at'),
  mouse_click_at: atOffset('mouse_click_at'),
  mouse_double_click_at: atOffset('mouse_double_click_at'),
  right_mouse_click_at: atOffset('right_mouse_click_at'),
  drag_from: (context, tester, args) => {
    record(context, tester, 'drag_from', args);
    return null;
  },

  take_screenshot: (context, tester, args) => takePicture(context, tester, 'take_screenshot', args),
  // The answer first: it is the last that the app gets.
  teardown: (context) => {
    queueMicrotask(() => context.exit());
    return null;
  },
};

/** Runs a method without a `Tester` of the app's: for tests that do not run in the app's Python. */
export async function runTester(context: ClientContext, method: string, args: WireMap): Promise<WireValue> {
  const run = Object.hasOwn(TESTER, method) ? TESTER[method] : undefined;
  if (run === undefined) throw new Error(`Exception: Unknown Tester method: ${method}`);
  return run(context, context.tree.page, args);
}
