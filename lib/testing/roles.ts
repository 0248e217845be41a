/** ARIA roles of Flet's controls and where their names come from: the one table behind `getByRole`. */

import { type Control, textOf } from '../flet/index.js';
import { labelsOf, textIn, tooltipOf } from './shown.js';

/**
 * Where a name comes from: the label of a box or field, a property, the tooltip, or all text in the control. The first that is
 * not empty holds.
 */
export type NameSource = 'label' | 'tooltip' | 'text' | 'content' | 'title' | 'header' | 'hint_text' | 'bar_hint_text';

export interface RoleRow {
  readonly role: string;
  readonly name: readonly NameSource[];
  /** Where the row holds only sometimes: in words, for the documentation. */
  readonly when?: string;
  /** The same as a condition. */
  readonly holds?: (control: Control) => boolean;
}

const row = (role: string, ...name: NameSource[]): readonly RoleRow[] => [{ role, name }];
const when = (role: string, words: string, holds: (control: Control) => boolean, ...name: NameSource[]): RoleRow => ({
  role,
  name,
  when: words,
  holds,
});
const handles =
  (...events: string[]) =>
  (control: Control): boolean =>
    events.some((event) => control.handles(event));

const button = row('button', 'text', 'tooltip');
const iconButton = row('button', 'tooltip', 'text');
const box = (role: string): readonly RoleRow[] => row(role, 'label', 'tooltip');
const dialog = row('dialog', 'title', 'label', 'text');
const picker = row('dialog', 'text');
const bar = row('tablist', 'tooltip');
const list = row('list', 'tooltip');
const textField = row('textbox', 'label', 'hint_text', 'tooltip');
const tile = [
  when('button', 'it reacts to a click', handles('click', 'long_press'), 'title', 'text', 'tooltip'),
  { role: 'listitem', name: ['title', 'text'] },
] as const satisfies readonly RoleRow[];
const segmented = row('radiogroup', 'tooltip');

const isMultiple = (control: Control): boolean =>
  control.closest((ancestor) => ancestor.type === 'SegmentedButton')?.flag('allow_multiple_selection') === true;

/** Per control type the rows that may hold; the first whose condition holds is the control's. */
export const ROLES: Readonly<Record<string, readonly RoleRow[]>> = {
  AlertDialog: dialog,
  AppBar: row('banner', 'title', 'text'),
  AutoComplete: row('combobox', 'label', 'tooltip'),
  Banner: row('alert', 'text'),
  BottomSheet: dialog,
  Button: button,
  Checkbox: box('checkbox'),
  Chip: button,
  CircleAvatar: row('img', 'tooltip', 'text'),
  Container: [
    when(
      'button',
      'it reacts to a click or opens an address',
      (control) => control.handles('click') || control.get('url') !== null,
      'text',
      'tooltip',
    ),
  ],
  CupertinoActionSheetAction: button,
  CupertinoAlertDialog: dialog,
  CupertinoAppBar: row('banner', 'title', 'text'),
  CupertinoBottomSheet: dialog,
  CupertinoButton: button,
  CupertinoCheckbox: box('checkbox'),
  CupertinoContextMenuAction: row('menuitem', 'text'),
  CupertinoDialogAction: button,
  CupertinoFilledButton: button,
  CupertinoListTile: tile,
  CupertinoNavigationBar: bar,
  CupertinoPicker: row('listbox', 'tooltip'),
  CupertinoRadio: box('radio'),
  CupertinoSegmentedButton: segmented,
  CupertinoSlider: box('slider'),
  CupertinoSlidingSegmentedButton: segmented,
  CupertinoSwitch: box('switch'),
  CupertinoTextField: textField,
  CupertinoTintedButton: button,
  DataCell: row('cell', 'text'),
  DataColumn: row('columnheader', 'text', 'tooltip'),
  DataRow: row('row', 'text'),
  DataTable: row('table', 'tooltip'),
  DatePicker: picker,
  DateRangePicker: picker,
  Divider: row('separator'),
  Dropdown: row('combobox', 'label', 'hint_text', 'tooltip'),
  DropdownM2: row('combobox', 'label', 'hint_text', 'tooltip'),
  DropdownOption: row('option', 'text'),
  ExpansionPanel: row('button', 'header'),
  ExpansionTile: row('button', 'title'),
  FilledButton: button,
  FilledIconButton: iconButton,
  FilledTonalButton: button,
  FilledTonalIconButton: iconButton,
  FloatingActionButton: button,
  GestureDetector: [when('button', 'it reacts to a tap', handles('tap', 'tap_down', 'tap_up'), 'text', 'tooltip')],
  GridView: list,
  Icon: row('img', 'label', 'tooltip'),
  IconButton: iconButton,
  Image: row('img', 'label', 'tooltip'),
  ListTile: tile,
  ListView: list,
  MenuBar: row('menubar', 'tooltip'),
  MenuItemButton: row('menuitem', 'label', 'text', 'tooltip'),
  NavigationBar: bar,
  NavigationBarDestination: row('tab', 'label', 'tooltip'),
  NavigationDrawer: bar,
  NavigationDrawerDestination: row('tab', 'label', 'tooltip'),
  NavigationRail: bar,
  NavigationRailDestination: row('tab', 'label', 'tooltip'),
  Option: row('option', 'text'),
  OutlinedButton: button,
  OutlinedIconButton: iconButton,
  PopupMenuButton: row('button', 'tooltip', 'content'),
  PopupMenuItem: [
    when('menuitemcheckbox', 'it can be checked', (control) => control.get('checked') !== null, 'text'),
    { role: 'menuitem', name: ['text'] },
  ],
  ProgressBar: row('progressbar', 'label', 'tooltip'),
  ProgressRing: row('progressbar', 'label', 'tooltip'),
  Radio: box('radio'),
  RadioGroup: row('radiogroup', 'tooltip'),
  RangeSlider: box('slider'),
  RawImage: row('img', 'tooltip'),
  ReorderableListView: list,
  SearchBar: row('searchbox', 'bar_hint_text', 'tooltip'),
  Segment: [
    when('checkbox', 'several of its SegmentedButton can be selected', isMultiple, 'text', 'tooltip'),
    { role: 'radio', name: ['text', 'tooltip'] },
  ],
  SegmentedButton: [
    when('group', 'several can be selected', (control) => control.flag('allow_multiple_selection'), 'tooltip'),
    { role: 'radiogroup', name: ['tooltip'] },
  ],
  Semantics: [
    when('button', '`button` is set', (control) => control.flag('button'), 'label', 'text', 'tooltip'),
    when('link', '`link` is set', (control) => control.flag('link'), 'label', 'text', 'tooltip'),
    when('heading', '`header` is set', (control) => control.flag('header'), 'label', 'text', 'tooltip'),
    when('textbox', '`textfield` is set', (control) => control.flag('textfield'), 'label', 'hint_text', 'text'),
    when('slider', '`slider` is set', (control) => control.flag('slider'), 'label', 'text', 'tooltip'),
    when('img', '`image` is set', (control) => control.flag('image'), 'label', 'text', 'tooltip'),
    when('switch', '`toggled` is set', (control) => control.get('toggled') !== null, 'label', 'text', 'tooltip'),
    when('checkbox', '`checked` is set', (control) => control.get('checked') !== null, 'label', 'text', 'tooltip'),
  ],
  Slider: box('slider'),
  SnackBar: [
    when('button', 'it is the action of a snack bar', (control) => control.parent?.type === 'SnackBar', 'text'),
    { role: 'status', name: ['text'] },
  ],
  SubmenuButton: row('menuitem', 'content', 'tooltip'),
  Switch: box('switch'),
  Tab: row('tab', 'text', 'tooltip'),
  TabBar: row('tablist', 'tooltip'),
  TabBarView: row('tabpanel', 'tooltip'),
  TextButton: button,
  TextField: textField,
  TextSpan: [
    when(
      'link',
      'it reacts to a click or opens an address',
      (control) => control.handles('click') || control.get('url') !== null,
      'text',
    ),
  ],
  TimePicker: picker,
  VerticalDivider: row('separator'),
};

/** Every role that a control can have. */
export const ROLE_NAMES: readonly string[] = [
  ...new Set(
    Object.values(ROLES)
      .flat()
      .map(({ role }) => role),
  ),
].sort();

/** The control's role; undefined when it has none. */
export function roleOf(control: Control): string | undefined {
  return rowOf(control)?.role;
}

/** What a control is called by its role's row; empty when nothing names it. */
export function nameOf(control: Control): string {
  for (const from of rowOf(control)?.name ?? []) {
    const name = nameFrom(control, from);
    if (name !== '') return name;
  }
  return '';
}

function rowOf(control: Control): RoleRow | undefined {
  const rows = Object.hasOwn(ROLES, control.type) ? ROLES[control.type]! : [];
  return rows.find(({ holds }) => holds === undefined || holds(control));
}

function nameFrom(control: Control, from: NameSource): string {
  switch (from) {
    case 'label':
      return labelsOf(control)[0] ?? '';
    case 'tooltip':
      return tooltipOf(control);
    case 'text':
      return textOf(control).replaceAll('\n', ' ');
    default:
      return textIn(control.get(from)).replaceAll('\n', ' ');
  }
}
