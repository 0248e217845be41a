/** Keys, and what they do: to the page, to those who listen, and to what has the focus. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { FletError } from '../flet-error.js';
import { isDisabled, obstacle, openDialogs } from '../reachability.js';
import type { GestureArguments, GestureName } from './gesture.js';
import { gesturesOf, performGesture } from './index.js';
import { keyTarget } from './sliders.js';

/** What is held down while a key is pressed. */
export interface Modifiers {
  shift?: boolean;
  ctrl?: boolean;
  alt?: boolean;
  meta?: boolean;
}

export interface KeyPress extends Modifiers {
  /** How often the key repeats itself while it is held. Default 0. */
  repeat?: number;
}

const MODIFIER_KEYS: Readonly<Record<keyof Modifiers, string>> = {
  ctrl: 'Control Left',
  shift: 'Shift Left',
  alt: 'Alt Left',
  meta: 'Meta Left',
};

/** Names that other people use for the same keys. */
const ALIASES: Readonly<Record<string, string>> = {
  Space: ' ',
  Esc: 'Escape',
  Return: 'Enter',
  Control: 'Control Left',
  Shift: 'Shift Left',
  Alt: 'Alt Left',
  Meta: 'Meta Left',
};

/**
 * Flutter's label of a key: letters in upper case, names of several words apart. Takes the browser's names too: `ArrowLeft`.
 */
function labelOf(key: string): string {
  const alias = ALIASES[key];
  if (alias !== undefined) return alias;
  if (isPrintable(key)) return key.toUpperCase();
  return key.replace(/([a-z])(?=[A-Z])/g, '$1 ');
}

function isPrintable(key: string): boolean {
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(key)].length === 1;
}

const isModifier = (label: string): boolean => /^(Control|Shift|Alt|Meta) (Left|Right)$/.test(label);

/**
 * Presses a key and releases it. The page hears of it first, then every `KeyboardListener` that is, or is around, what has the
 * focus; then the key does what it does to a person: types, submits, presses, moves the focus, closes a dialog.
 */
export function pressKey(context: ClientContext, key: string, press: KeyPress = {}): void {
  if (key === '') throw new TypeError("Expected a key such as 'a' or 'Enter' but received an empty text");
  const { repeat = 0, ...modifiers } = press;
  const held = (Object.keys(MODIFIER_KEYS) as (keyof Modifiers)[]).filter((name) => modifiers[name] === true);
  const label = labelOf(key);
  const listeners = listenersAround(context.focus.current);
  const tell = (event: string, which: string): void => {
    for (const listener of listeners) context.emit(listener, event, { key: which });
  };
  for (const name of held) tell('key_down', MODIFIER_KEYS[name]);
  if (!isModifier(label)) tellPage(context, label, modifiers);
  tell('key_down', label);
  act(context, key, label, modifiers);
  for (let i = 0; i < repeat; i++) {
    tell('key_repeat', label);
    act(context, key, label, modifiers);
  }
  tell('key_up', label);
  for (const name of held.reverse()) tell('key_up', MODIFIER_KEYS[name]);
}

function tellPage(context: ClientContext, key: string, modifiers: Modifiers): void {
  const { shift = false, ctrl = false, alt = false, meta = false } = modifiers;
  context.emit(context.tree.page, 'keyboard_event', { key, shift, ctrl, alt, meta });
}

/** From the inside out. */
function listenersAround(focused: Control | undefined): Control[] {
  const found: Control[] = [];
  for (let control = focused; control !== undefined; control = control.parent) {
    if (control.type === 'KeyboardListener' && !isDisabled(control)) found.push(control);
  }
  return found;
}

/** Which way a slider goes. */
const ARROWS: Readonly<Record<string, 1 | -1>> = {
  'Arrow Up': 1,
  'Arrow Right': 1,
  'Arrow Down': -1,
  'Arrow Left': -1,
};

/** In a browser Enter is for buttons; these react to the space bar alone there. */
const ONLY_SPACE = new Set(['Checkbox', 'CupertinoCheckbox', 'CupertinoRadio', 'CupertinoSwitch', 'Radio', 'Switch']);

function takes(control: Control, gesture: GestureName): boolean {
  return gesturesOf(control)[gesture] !== undefined;
}

function act(context: ClientContext, key: string, label: string, modifiers: Modifiers): void {
  const isShortcut = modifiers.ctrl === true || modifiers.alt === true || modifiers.meta === true;
  if (isShortcut) return;
  const { current } = context.focus;
  if (label === 'Tab') {
    moveFocus(context, modifiers.shift === true);
  } else if (label === 'Escape') {
    closeDialog(context);
  } else if (current === undefined || obstacle(context.tree, current) !== undefined) {
    // Nothing is there that a key could reach.
  } else if (current.type === 'Slider' && label in ARROWS) {
    const target = keyTarget(context, current, ARROWS[label]!);
    if (target !== undefined) attempt(context, current, 'slide', target);
  } else if (takes(current, 'type')) {
    editText(context, current, key, label, modifiers.shift === true);
  } else if (label === ' ' || (label === 'Enter' && !(context.tree.page.flag('web') && ONLY_SPACE.has(current.type)))) {
    attempt(context, current, 'click', undefined);
  }
}

/** Performs a gesture where it is possible; a key that has no effect is no mistake. */
function attempt<Name extends GestureName>(
  context: ClientContext,
  control: Control,
  name: Name,
  argument: GestureArguments[Name],
): void {
  if (!takes(control, name)) return;
  try {
    performGesture(context, control, name, argument);
  } catch (error) {
    if (!(error instanceof FletError)) throw error;
  }
}

/** The cursor is at the end of the text. */
function editText(context: ClientContext, field: Control, key: string, label: string, shift: boolean): void {
  if (label === 'Enter') {
    if (shift && field.flag('shift_enter')) attempt(context, field, 'newline', undefined);
    else attempt(context, field, 'submit', undefined);
  } else if (label === 'Backspace') {
    // A drop-down keeps what is typed beside its value.
    const text = field.string(field.type === 'Dropdown' ? 'text' : 'value') ?? '';
    const last = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].at(-1);
    if (last !== undefined) attempt(context, field, 'fill', text.slice(0, last.index));
  } else if (isPrintable(label)) {
    attempt(context, field, 'type', shift ? label : key === 'Space' ? ' ' : key);
  }
}

/** What the Tab key stops at. */
const TAB_STOPS = new Set([
  'AutoComplete',
  'Button',
  'Checkbox',
  'Chip',
  'CupertinoButton',
  'CupertinoCheckbox',
  'CupertinoFilledButton',
  'CupertinoRadio',
  'CupertinoSwitch',
  'CupertinoTextField',
  'CupertinoTintedButton',
  'Dropdown',
  'DropdownM2',
  'FilledButton',
  'FilledIconButton',
  'FilledTonalButton',
  'FilledTonalIconButton',
  'FloatingActionButton',
  'IconButton',
  'ListTile',
  'MenuItemButton',
  'OutlinedButton',
  'OutlinedIconButton',
  'PopupMenuButton',
  'Radio',
  'RangeSlider',
  'SearchBar',
  'SegmentedButton',
  'Slider',
  'SubmenuButton',
  'Switch',
  'TextButton',
  'TextField',
]);

/** In reading order, and round again at the end. */
function moveFocus(context: ClientContext, backwards: boolean): void {
  const { tree, focus } = context;
  const stops = [...tree.page.walk()].filter(
    (control) => TAB_STOPS.has(control.type) && obstacle(tree, control) === undefined,
  );
  if (stops.length === 0) return;
  const place = focus.current === undefined ? -1 : stops.indexOf(focus.current);
  const next = backwards ? (place <= 0 ? stops.length : place) - 1 : (place + 1) % stops.length;
  focus.move(context, stops[next]);
}

/** They do not mind the Escape key. */
const BARS = new Set(['SnackBar', 'Banner']);

/** The topmost dialog closes where a press beside it would close it: a modal one stays. */
function closeDialog(context: ClientContext): void {
  const top = openDialogs(context.tree).findLast((dialog) => !BARS.has(dialog.type) && takes(dialog, 'dismiss'));
  if (top === undefined) return;
  const hasBarrier = top.type === 'BottomSheet' ? top.flag('dismissible') : !top.flag('modal');
  if (hasBarrier) attempt(context, top, 'dismiss', undefined);
}
