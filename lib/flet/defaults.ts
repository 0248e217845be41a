/**
 * What a property means when it is absent. Flet sends only what differs from the default, so a client that reads a property
 * has to know it. A property that is in no row means `null`: «none».
 */

import { DateTime, type Value } from './values.js';

type Defaults = Readonly<Record<string, Value>>;

const ANY: Defaults = { visible: true, disabled: false, opacity: 1 };

const SELECTED_INDEX: Defaults = { selected_index: 0 };
const OFF: Defaults = { value: false };
const CHECKBOX: Defaults = { value: false, tristate: false };
const SLIDER: Defaults = { min: 0, max: 1 };
const TEXT_INPUT: Defaults = { value: '', multiline: false, shift_enter: false, read_only: false, password: false };
const DIALOG: Defaults = { open: false, modal: false };
const DATE_PICKER: Defaults = {
  ...DIALOG,
  entry_mode: 'calendar',
  first_date: new DateTime('1900-01-01'),
  last_date: new DateTime('2050-01-01'),
};

const BY_TYPE: Readonly<Record<string, Defaults>> = {
  AlertDialog: DIALOG,
  AutoComplete: { value: '' },
  Banner: DIALOG,
  BottomSheet: { ...DIALOG, dismissible: true, draggable: false },
  Checkbox: CHECKBOX,
  Chip: { selected: false },
  ContextMenu: { secondary_trigger: 'down', tertiary_trigger: 'down' },
  CupertinoAlertDialog: DIALOG,
  CupertinoBottomSheet: DIALOG,
  CupertinoCheckbox: CHECKBOX,
  CupertinoListTile: { toggle_inputs: false },
  CupertinoNavigationBar: SELECTED_INDEX,
  CupertinoPicker: { ...SELECTED_INDEX, item_extent: 32, looping: false },
  CupertinoRadio: { toggleable: false },
  CupertinoSegmentedButton: SELECTED_INDEX,
  CupertinoSlider: SLIDER,
  CupertinoSlidingSegmentedButton: SELECTED_INDEX,
  CupertinoSwitch: OFF,
  CupertinoTextField: TEXT_INPUT,
  DataRow: { selected: false },
  DataTable: { show_checkbox_column: false, sort_ascending: false },
  DatePicker: DATE_PICKER,
  DateRangePicker: DATE_PICKER,
  Dismissible: { dismiss_direction: 'horizontal' },
  DragTarget: { group: 'default' },
  Draggable: { group: 'default' },
  Dropdown: { editable: false, enable_filter: false },
  ExpansionPanel: { expanded: false, can_tap_header: false },
  ExpansionTile: { expanded: false },
  ListTile: { toggle_inputs: false },
  MenuItemButton: { close_on_click: true },
  NavigationBar: SELECTED_INDEX,
  NavigationDrawer: SELECTED_INDEX,
  PageView: { ...SELECTED_INDEX, horizontal: true, reverse: false, viewport_fraction: 1 },
  Radio: { toggleable: false },
  RangeSlider: SLIDER,
  SearchBar: { value: '' },
  SegmentedButton: { selected: [], allow_empty_selection: false, allow_multiple_selection: false },
  Slider: SLIDER,
  SnackBar: { ...DIALOG, show_close_icon: false },
  Switch: OFF,
  TabBarView: { viewport_fraction: 1 },
  Tabs: SELECTED_INDEX,
  Text: { value: '', selectable: false },
  TextField: TEXT_INPUT,
  TimePicker: { ...DIALOG, entry_mode: 'dial' },
  View: { route: '/', can_pop: true },
  WindowDragArea: { maximizable: true },
};

/** Defaults that depend on other properties. `own` gives what the control holds itself. */
const COMPUTED: Readonly<Record<string, (own: (name: string) => Value | undefined) => Defaults>> = {
  // A box of three states that says nothing is indeterminate, also when Python's value is False.
  Checkbox: (own) => (own('tristate') === true ? { value: null } : {}),
  CupertinoCheckbox: (own) => (own('tristate') === true ? { value: null } : {}),
  Slider: (own) => ({ value: own('min') ?? 0 }),
  CupertinoSlider: (own) => ({ value: own('min') ?? 0 }),
};

/** The default of a property of a control type; `null` when it has none. */
export function defaultOf(type: string, name: string, own: (name: string) => Value | undefined): Value {
  for (const defaults of [COMPUTED[type]?.(own), BY_TYPE[type], ANY]) {
    if (defaults !== undefined && Object.hasOwn(defaults, name)) return defaults[name]!;
  }
  return null;
}
