/** What Flutter shows without being told: buttons that lead back, arrows that unfold, the buttons and texts of pickers. */

import type { ClientContext } from '../../context.js';
import type { Control } from '../../control.js';
import type { ControlTree } from '../../control-tree.js';
import { openDrawer } from '../../gestures/drawers.js';
import type { GestureArguments, GestureName } from '../../gestures/gesture.js';
import { performGesture } from '../../gestures/index.js';
import { goBack } from '../../gestures/page.js';
import { shownViews } from '../../views.js';
import { endTimePicker, timeFields } from './time-fields.js';
import type { Widget } from './widgets.js';

/** Numbers of Flet's icons: the set, then the place in it. They belong to the version of Flet that this client speaks to. */
export const ICON_NUMBERS = {
  ARROW_BACK: 65957,
  ARROW_DROP_DOWN: 65989,
  CLEAR: 66937,
  CLOSE: 66945,
  EDIT_OUTLINED: 67911,
  EXPAND_MORE: 68136,
  KEYBOARD_OUTLINED: 69577,
  MENU: 70185,
  MORE_VERT: 70373,
  VISIBILITY: 73986,
} as const;

/** A button: the same action by whichever of its parts it is found. */
interface Button {
  icon?: number;
  tooltip?: string;
  text?: string;
  tap?: (context: ClientContext) => void;
  enter?: (text: string) => void;
}

type Implied = (control: Control, tree: ControlTree) => Button[];

const does =
  <Name extends GestureName>(control: Control, name: Name, argument: GestureArguments[Name]) =>
  (context: ClientContext): void =>
    performGesture(context, control, name, argument);

/** The button at the start of an app bar that says nothing about it: for the drawer, or back. */
const appBar: Implied = (bar, tree) => {
  // It may also stand in the body: it is the page around it that can be left.
  const holder = bar.closest(({ type }) => type === 'View' || type === 'Pagelet');
  if (holder === undefined) return [];
  const buttons: Button[] = [];
  if (bar.get('leading') === null && bar.get('automatically_imply_leading') !== false) {
    if (holder.child('drawer') !== undefined) buttons.push(drawerButton(holder, 'drawer'));
    else if (holder.type === 'View' && shownViews(tree.page).length > 1) buttons.push(backButton(holder));
  }
  const actions = bar.get('actions');
  const hasActions = Array.isArray(actions) && actions.length > 0;
  if (!hasActions && holder.child('end_drawer') !== undefined) buttons.push(drawerButton(holder, 'end_drawer'));
  return buttons;
};

function drawerButton(holder: Control, side: 'drawer' | 'end_drawer'): Button {
  return {
    icon: ICON_NUMBERS.MENU,
    tooltip: 'Open navigation menu',
    tap: (context) => {
      openDrawer(context, holder, side);
    },
  };
}

function backButton(view: Control): Button {
  const isDialog = view.flag('fullscreen_dialog');
  return {
    icon: isDialog ? ICON_NUMBERS.CLOSE : ICON_NUMBERS.ARROW_BACK,
    tooltip: isDialog ? 'Close' : 'Back',
    tap: (context) => goBack(context),
  };
}

const expansionTile: Implied = (tile) => {
  const isLeading = tile.get('affinity') === 'leading';
  const hasOwn = tile.get(isLeading ? 'leading' : 'trailing') !== null;
  return hasOwn || tile.get('show_trailing_icon') === false ? [] : [{ icon: ICON_NUMBERS.EXPAND_MORE }];
};

const chip: Implied = (control) =>
  control.handles('delete')
    ? [
        {
          ...(control.get('delete_icon') === null ? { icon: ICON_NUMBERS.CLEAR } : {}),
          tooltip: control.string('delete_icon_tooltip') ?? 'Delete',
          tap: does(control, 'delete', undefined),
        },
      ]
    : [];

const snackBar: Implied = (bar) =>
  bar.flag('show_close_icon')
    ? [{ icon: ICON_NUMBERS.CLOSE, tooltip: 'Close', tap: does(bar, 'dismiss', undefined) }]
    : [];

const popupMenuButton: Implied = (button) => [
  {
    ...(button.get('icon') === null && button.get('content') === null ? { icon: ICON_NUMBERS.MORE_VERT } : {}),
    ...(button.get('tooltip') === null ? { tooltip: 'Show menu' } : {}),
  },
];

const field: Implied = (control) =>
  control.flag('password') && control.flag('can_reveal_password')
    ? [{ icon: ICON_NUMBERS.VISIBILITY, tap: does(control, 'reveal', undefined) }]
    : [];

const dropdown: Implied = (control) =>
  control.get('trailing_icon') === null ? [{ icon: ICON_NUMBERS.ARROW_DROP_DOWN }] : [];

const pickerButtons: Implied = (picker) => [
  { text: picker.string('cancel_text') ?? 'Cancel', tap: does(picker, 'dismiss', undefined) },
  { text: picker.string('confirm_text') ?? 'OK', tap: does(picker, 'pick', undefined) },
];

/** The button that goes to the other way of entering a date or a time. */
function modeButton(picker: Control, home: string, toInput: string, toHome: string, homeIcon: string): Button[] {
  const mode = picker.string('entry_mode') ?? home;
  if (mode !== home && mode !== 'input') return [];
  const isHome = mode === home;
  const own = picker.number(isHome ? 'switch_to_input_icon' : homeIcon);
  const icon =
    own ?? (isHome ? (home === 'dial' ? ICON_NUMBERS.KEYBOARD_OUTLINED : ICON_NUMBERS.EDIT_OUTLINED) : undefined);
  return [
    {
      ...(icon === undefined ? {} : { icon }),
      tooltip: isHome ? toInput : toHome,
      tap: does(picker, 'switchEntryMode', undefined),
    },
  ];
}

const datePicker: Implied = (picker, tree) => [
  { text: picker.string('help_text') ?? 'Select date' },
  ...modeButton(picker, 'calendar', 'Switch to input', 'Switch to calendar', 'switch_to_calendar_icon'),
  ...pickerButtons(picker, tree),
];

const timePicker: Implied = (picker, tree) => [
  { text: picker.string('help_text') ?? (picker.get('entry_mode') === 'input' ? 'Enter time' : 'Select time') },
  ...timeFields(tree, picker),
  ...modeButton(picker, 'dial', 'Switch to text input mode', 'Switch to dial picker mode', 'switch_to_timer_icon'),
  { text: picker.string('cancel_text') ?? 'Cancel', tap: (context) => endTimePicker(context, picker, 'dismiss') },
  { text: picker.string('confirm_text') ?? 'OK', tap: (context) => endTimePicker(context, picker, 'pick') },
];

/** As large as the page: closed at the top, saved there too. */
const dateRangePicker: Implied = (picker) => [
  { text: picker.string('help_text') ?? 'Select range' },
  { icon: ICON_NUMBERS.CLOSE, tooltip: 'Close', tap: does(picker, 'dismiss', undefined) },
  { text: picker.string('save_text') ?? 'Save', tap: does(picker, 'pick', undefined) },
  ...(picker.number('switch_to_input_icon') === undefined ? [] : [{ icon: picker.number('switch_to_input_icon')! }]),
];

const IMPLIED: Readonly<Record<string, Implied>> = {
  AppBar: appBar,
  Chip: chip,
  DatePicker: datePicker,
  DateRangePicker: dateRangePicker,
  Dropdown: dropdown,
  ExpansionPanel: () => [{ icon: ICON_NUMBERS.EXPAND_MORE }],
  ExpansionTile: expansionTile,
  PopupMenuButton: popupMenuButton,
  SnackBar: snackBar,
  TextField: field,
  TimePicker: timePicker,
};

export function* impliedWidgets(tree: ControlTree, control: Control): Generator<Widget, void, undefined> {
  if (!Object.hasOwn(IMPLIED, control.type)) return;
  for (const { icon, tooltip, text, tap, enter } of IMPLIED[control.type]!(control, tree)) {
    const own = { control, ...(tap === undefined ? {} : { tap }), ...(enter === undefined ? {} : { enter }) };
    if (tooltip !== undefined) yield { ...own, kind: 'tooltip', value: tooltip };
    if (icon !== undefined) yield { ...own, kind: 'icon', value: icon };
    if (text !== undefined) yield { ...own, kind: 'text', value: text };
  }
}
