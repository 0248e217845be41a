/**
 * What Flet's tester can find: the texts, tooltips, icons, keys and identifiers that are on the screen, those included that
 * Flutter adds by itself (the arrow that leads back, the buttons of a picker).
 *
 * Flutter's finders look at widgets, of which a control may have several or none. What is covered by a dialog can be found; what
 * is not shown at all cannot.
 */

import type { ClientContext } from '../../context.js';
import type { Control } from '../../control.js';
import type { ControlTree } from '../../control-tree.js';
import { isOpen } from '../../open-menus.js';
import { ownText } from '../../own-text.js';
import { isMap } from '../../values.js';
import { isHiddenIn } from '../../visibility.js';
import { impliedWidgets } from './implied-widgets.js';

export interface Widget {
  readonly control: Control;
  readonly kind: 'text' | 'tooltip' | 'icon' | 'key' | 'scroll key' | 'semantics identifier';
  readonly value: string | number | boolean;
  /** What a tap on it does, where that is not a click on the control. */
  readonly tap?: (context: ClientContext) => void;
  /** What entering a text into it does, where that is not filling the control. */
  readonly enter?: (text: string) => void;
}

/** Every widget on the screen, in reading order. */
export function* widgetsOf(tree: ControlTree): Generator<Widget, void, undefined> {
  const pending: Control[] = [tree.page];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield* ownWidgets(next);
    yield* impliedWidgets(tree, next);
    if (OPAQUE.has(next.type)) continue;
    const unseen = unseenChildren(next);
    const children = next.children().filter((child) => !isHiddenIn(child) && !unseen.includes(child));
    for (const child of children.reverse()) pending.push(child);
  }
}

/** What is in these is not made of widgets: spans, and shapes that are drawn. */
const OPAQUE = new Set(['Canvas', 'Text', 'Window']);

function* ownWidgets(control: Control): Generator<Widget, void, undefined> {
  yield* keys(control);
  for (const value of texts(control)) yield { control, kind: 'text', value };
  const tooltip = textIn(control.get('tooltip'), 'message');
  if (tooltip !== undefined) yield { control, kind: 'tooltip', value: tooltip };
  for (const name of ICONS) {
    const value = control.number(name);
    const other = OTHER_ICON[name];
    if (value !== undefined && (other === undefined || shownIcon(control) !== other)) {
      yield { control, kind: 'icon', value };
    }
  }
  if (control.type === 'Semantics') {
    const value = control.string('identifier');
    if (value !== undefined) yield { control, kind: 'semantics identifier', value };
  }
}

/** The `key` of an option is what it stands for, not what it is found by. */
const WITHOUT_KEY = new Set(['DropdownOption', 'Option']);

function* keys(control: Control): Generator<Widget, void, undefined> {
  if (WITHOUT_KEY.has(control.type)) return;
  const key = control.get('key');
  const value = isMap(key) ? key['value'] : key;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return;
  yield { control, kind: isMap(key) && key['_type'] === 'scroll' ? 'scroll key' : 'key', value };
}

/** Properties that are texts on the screen when they are strings. */
const TEXTS = [
  'content',
  'text',
  'label',
  'title',
  'subtitle',
  'header',
  'message',
  'bar_hint_text',
  'hint_text',
  'placeholder_text',
  'helper',
  'helper_text',
  'error',
  'error_text',
  'counter',
  'prefix',
  'suffix',
  'action',
] as const;

/** Their labels and titles are for other eyes, or drawn only while they are used. */
const WITHOUT_TEXT = new Set(['Page', 'RangeSlider', 'Semantics', 'Slider', 'TextSpan', 'View', 'Window']);

/** Fields whose `value` is what has been typed. */
const FIELDS = new Set(['AutoComplete', 'CupertinoTextField', 'SearchBar', 'TextField']);

function* texts(control: Control): Generator<string, void, undefined> {
  const { type } = control;
  if (WITHOUT_TEXT.has(type)) return;
  if (type === 'Text') {
    yield ownText(control);
    return;
  }
  if (type === 'DropdownOption' || type === 'Option') {
    // In the open menu a content of its own stands in the place of the text.
    if (control.child('content') === undefined) yield ownText(control);
    return;
  }
  if (FIELDS.has(type)) yield control.string('value') ?? '';
  if (type === 'Dropdown') yield* dropdownTexts(control);
  else if (type === 'DropdownM2' && !isOpen(control)) yield* selectedText(control);
  for (const name of TEXTS) {
    if (name === 'text' && type === 'Dropdown') continue;
    const value = control.string(name);
    if (value !== undefined) yield value;
  }
  const badge = textIn(control.get('badge'), 'label');
  if (badge !== undefined) yield badge;
}

/** What is chosen, and every option once: a closed drop-down holds its menu too, to know how wide it has to be. */
function* dropdownTexts(dropdown: Control): Generator<string, void, undefined> {
  const text = dropdown.string('text');
  if (text !== undefined) yield text;
  else yield* selectedText(dropdown);
  for (const option of dropdown.children('options')) if (option.flag('visible')) yield ownText(option);
}

function* selectedText(dropdown: Control): Generator<string, void, undefined> {
  const value = dropdown.get('value');
  if (value === null) return;
  const option = dropdown.children('options').find((item) => item.get('key') === value || item.get('text') === value);
  yield option === undefined ? String(value) : ownText(option);
}

/** Properties that show an icon when they hold its number. */
const ICONS = [
  'icon',
  'selected_icon',
  'leading',
  'leading_icon',
  'prefix_icon',
  'suffix_icon',
  'trailing',
  'trailing_icon',
] as const;

/** Of an icon for either state only one is shown. */
const OTHER_ICON: Readonly<Record<string, string | undefined>> = { icon: 'selected_icon', selected_icon: 'icon' };

/** The property of the icon that a control shows by its state; undefined when it has just one. */
function shownIcon(control: Control): 'icon' | 'selected_icon' | undefined {
  if (control.get('selected_icon') === null) return undefined;
  if (control.get('icon') === null) return 'selected_icon';
  return isSelected(control) ? 'selected_icon' : 'icon';
}

function isSelected(control: Control): boolean {
  const { parent } = control;
  if (!control.type.endsWith('Destination') || parent === undefined) return control.flag('selected');
  const destinations = parent.children().filter(({ type }) => type === control.type);
  return destinations[parent.number('selected_index') ?? -1] === control;
}

/** Icons that are controls are shown by the same rule. */
function unseenChildren(control: Control): Control[] {
  const shown = shownIcon(control);
  return shown === undefined ? [] : control.children(OTHER_ICON[shown]!);
}

/** A text that stands by itself or in a map. */
function textIn(value: unknown, name: string): string | undefined {
  const text = isMap(value) ? value[name] : value;
  return typeof text === 'string' ? text : undefined;
}
