/** What a user has entered, chosen and ticked, read off the controls. */

import { type Control, DateTime, Double, Duration, TimeOfDay, type Value } from '../flet/index.js';
import { selectedTabOf } from '../flet/visibility.js';
import { source } from './text-pattern.js';

/** What holds the value of a control, where that is not its `value`. */
const VALUE_PROPERTY: Readonly<Record<string, string>> = {
  Chip: 'selected',
  CupertinoNavigationBar: 'selected_index',
  CupertinoPicker: 'selected_index',
  CupertinoSegmentedButton: 'selected_index',
  CupertinoSlidingSegmentedButton: 'selected_index',
  DataRow: 'selected',
  ExpansionPanel: 'expanded',
  ExpansionTile: 'expanded',
  NavigationBar: 'selected_index',
  NavigationDrawer: 'selected_index',
  NavigationRail: 'selected_index',
  PageView: 'selected_index',
  PopupMenuItem: 'checked',
  SegmentedButton: 'selected',
};

/** The value of a control as JavaScript has it; dates as ISO 8601 text, times as `09:05`, spans in milliseconds. */
export function valueIn(control: Control): unknown {
  switch (control.type) {
    case 'RangeSlider':
    case 'DateRangePicker':
      return [plain(control.get('start_value')), plain(control.get('end_value'))];
    case 'Tabs':
      return selectedTabOf(control);
    default:
      return plain(control.get(VALUE_PROPERTY[control.type] ?? 'value'));
  }
}

/** A property's value without the protocol's own types. */
export function plain(value: Value): unknown {
  if (value instanceof Double) return value.value;
  if (value instanceof DateTime) return value.iso;
  if (value instanceof TimeOfDay) return printTime(value);
  if (value instanceof Duration) return value.milliseconds;
  if (Array.isArray(value)) return value.map(plain);
  return value;
}

function printTime({ hour, minute }: TimeOfDay): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** Ticked, switched on, selected: true or false, null for indeterminate; undefined for what cannot be. */
export function checkedOf(control: Control): boolean | null | undefined {
  switch (control.type) {
    case 'Checkbox':
    case 'CupertinoCheckbox':
    case 'Switch':
    case 'CupertinoSwitch':
      return control.get('value') as boolean | null;
    case 'Radio':
    case 'CupertinoRadio': {
      const group = control.closest((ancestor) => ancestor.type === 'RadioGroup');
      return group !== undefined && group.get('value') === control.get('value');
    }
    case 'Chip':
    case 'DataRow':
      return control.flag('selected');
    case 'Segment': {
      const selected = control.parent?.get('selected');
      return Array.isArray(selected) && selected.includes(control.get('value'));
    }
    case 'PopupMenuItem':
      return control.get('checked') === null ? undefined : control.flag('checked');
    case 'Semantics':
      return (control.get('checked') ?? control.get('toggled') ?? undefined) as boolean | undefined;
    case 'ListTile':
    case 'CupertinoListTile':
      return ofTile(control);
    default:
      return ofDestination(control);
  }
}

/** A tile that passes clicks on has the state of the box in it. */
function ofTile(tile: Control): boolean | null | undefined {
  if (!tile.flag('toggle_inputs')) return undefined;
  for (const inner of tile.walk()) {
    const checked = inner === tile ? undefined : checkedOf(inner);
    if (checked !== undefined) return checked;
  }
  return undefined;
}

/** A tab or destination is «checked» while it is the selected one. */
function ofDestination(control: Control): boolean | undefined {
  const { parent } = control;
  if (parent === undefined) return undefined;
  if (control.type === 'Tab') {
    const tabs = parent.closest((ancestor) => ancestor.type === 'Tabs');
    return tabs === undefined ? undefined : parent.children('tabs').indexOf(control) === selectedTabOf(tabs);
  }
  if (!/^Navigation(Bar|Rail|Drawer)Destination$/.test(control.type)) return undefined;
  const property = parent.type === 'NavigationDrawer' ? 'controls' : 'destinations';
  const others = parent.children(property).filter(({ type }) => type === control.type);
  return others.indexOf(control) === parent.number('selected_index');
}

/** Compares what is there with what a test expects. */
export function fitsValue(actual: unknown, expected: unknown): boolean {
  if (isMatcher(expected)) return expected.asymmetricMatch(actual);
  if (expected instanceof RegExp)
    return typeof actual === 'string' && new RegExp(expected.source, expected.flags.replace(/[gy]/g, '')).test(actual);
  if (expected instanceof Date) return typeof actual === 'string' && new Date(actual).getTime() === expected.getTime();
  if (expected instanceof DateTime || expected instanceof TimeOfDay || expected instanceof Duration) {
    return fitsValue(actual, plain(expected));
  }
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => fitsValue(actual[index], item))
    );
  }
  if (expected instanceof Uint8Array) {
    return (
      actual instanceof Uint8Array && actual.length === expected.length && expected.every((b, i) => b === actual[i])
    );
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return false;
    const keys = Object.keys(expected);
    return (
      keys.length === Object.keys(actual).length &&
      keys.every(
        (key) => Object.hasOwn(actual, key) && fitsValue(plain((actual as never)[key]), (expected as never)[key]),
      )
    );
  }
  return Object.is(actual, expected);
}

/** A matcher of the test runner: `expect.closeTo(0.5)`. */
function isMatcher(value: unknown): value is { asymmetricMatch(actual: unknown): boolean } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'asymmetricMatch' in value &&
    typeof value.asymmetricMatch === 'function'
  );
}

/** A value in a message. */
export function printValue(value: unknown): string {
  if (isMatcher(value)) return String(value);
  if (typeof value === 'object' && value !== null && 'type' in value && 'properties' in value)
    return `a ${String(value.type)}`;
  return source(value);
}
