/** What can be done to a control without knowing the app: the gestures that it takes, with something to put in. */

import type { Control, GestureArguments, GestureName } from '../flet/index.js';

/** One thing to do. */
export type SmokeAction = {
  [Name in GestureName]: { control: Control; gesture: Name; argument: GestureArguments[Name] };
}[GestureName];

/** How many items of a list of choices are tried. */
const MOST_CHOICES = 3;

const CHOICES = ['options', 'items', 'destinations', 'segments', 'tabs', 'controls', 'suggestions'];

/** Where a control's choices lie is known by what it holds; a gesture that is not here is not tried. */
const ARGUMENTS: { [Name in GestureName]?: (control: Control) => GestureArguments[Name][] } = {
  click: () => [undefined],
  doubleClick: () => [undefined],
  longPress: () => [undefined],
  buttonClick: () => ['secondary'],
  hover: () => [true, false],
  fill: (control) => [textFor(control)],
  submit: () => [undefined],
  select: choices,
  slide: (control) => {
    const min = control.number('min') ?? 0;
    const max = control.number('max') ?? 1;
    return control.type === 'RangeSlider' ? [[min, max]] : [max, (min + max) / 2];
  },
  pick: () => [undefined],
  delete: () => [undefined],
  open: () => [undefined],
  drag: () => [{ by: { x: 40, y: 24 }, steps: 3 }],
  pinch: () => [{ scale: 1.5 }],
  scroll: () => [{ x: 0, y: 120 }],
  reorder: (control) => (control.children('controls').length > 1 ? [[0, 1]] : []),
  selectAll: () => [true, false],
  swipe: () => ['left'],
};

/** Everything to try with the gestures that a control takes, the harmless before what closes or removes it. */
export function actionsOn(control: Control, gestures: readonly GestureName[]): SmokeAction[] {
  const actions: SmokeAction[] = [];
  for (const gesture of Object.keys(ARGUMENTS) as GestureName[]) {
    if (!gestures.includes(gesture)) continue;
    for (const argument of ARGUMENTS[gesture]!(control)) actions.push({ control, gesture, argument } as SmokeAction);
  }
  return actions;
}

function choices(control: Control): number[] {
  const count = Math.max(0, ...CHOICES.map((name) => control.children(name).length));
  return Array.from({ length: Math.min(count, MOST_CHOICES) }, (_, index) => index);
}

const BY_KEYBOARD: Readonly<Record<string, string>> = {
  number: '42',
  phone: '5551234',
  email: 'ada@example.com',
  url: 'https://example.com',
  datetime: '2026-01-02',
};

/** A text that the field is meant for, as far as it says. */
function textFor(field: Control): string {
  return BY_KEYBOARD[field.string('keyboard_type') ?? ''] ?? 'Ada';
}
