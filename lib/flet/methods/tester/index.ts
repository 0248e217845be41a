/**
 * Flet's `Tester` service: what tests written for `flet test` ask of a client.
 *
 * There is no layout here, so a place on the screen is known only as beside everything: a tap at an offset closes an open menu
 * or dialog, as a tap beside it does, and is else only remembered in `services.calls`, like a drag from an offset.
 */

import type { ClientContext } from '../../context.js';
import type { Control } from '../../control.js';
import { milliseconds } from '../../duration.js';
import { isMap, type WireMap, type WireValue } from '../../values.js';
import { type Method, type MethodTable, record, stringArgument } from '../method.js';
import { takePicture } from '../pictures.js';
import type { Search } from './finders.js';
import { doubleClick, drag, enterText, hover, longPress, secondaryClick, tap, tapBeside } from './gestures.js';
import type { Widget } from './widgets.js';

/** Time passes on the client's clock as long as the test says, then until the app is quiet. */
async function pump(context: ClientContext, _tester: Control, { duration }: WireMap): Promise<null> {
  const time = milliseconds(duration) ?? 0;
  if (time > 0) await new Promise<void>((resolve) => context.timers.after(time, resolve));
  await context.quiet();
  return null;
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
    if (!tapBeside(context)) record(context, tester, method, args);
    return null;
  };

function offsetIn(value: WireValue): { x: number; y: number } {
  const { x, y } = isMap(value) ? value : {};
  return { x: Number(x ?? 0), y: Number(y ?? 0) };
}

export const TESTER: MethodTable = {
  pump,
  pump_and_settle: pump,

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
