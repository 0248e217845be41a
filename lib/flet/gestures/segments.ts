/** Buttons that are made of segments, of which one or several are selected. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { textOf } from '../text.js';
import type { WireValue } from '../values.js';
import { type Choice, type GestureTable, refused } from './gesture.js';

/** A segment by its value, its label or its place. */
function segmentOf(button: Control, choice: Choice): Control {
  const segments = button.children('segments').filter((segment) => segment.flag('visible'));
  const found =
    segments.find((segment) => segment.get('value') === choice) ??
    segments.find((segment, index) => index === choice || textOf(segment) === choice);
  if (found === undefined) {
    const known = segments.map((segment) => JSON.stringify(segment.get('value'))).join(', ');
    throw refused(button, `has no segment ${JSON.stringify(choice)}; it has ${known === '' ? 'none' : known}`);
  }
  if (found.flag('disabled')) throw refused(button, `has disabled the segment ${JSON.stringify(choice)}`);
  return found;
}

function toggle(context: ClientContext, button: Control, segment: Control): void {
  const value = segment.get('value') as WireValue;
  const before = button.get('selected');
  // A set: Python answers with a patch of the list, which by then has what it adds.
  const selected = [...new Set((Array.isArray(before) ? before : []) as WireValue[])];
  const others = selected.filter((item) => item !== value);
  const isOff = others.length < selected.length;
  if (isOff && others.length === 0 && !button.flag('allow_empty_selection')) return;
  const multiple = button.flag('allow_multiple_selection');
  const next = isOff ? (multiple ? others : []) : multiple ? [...selected, value] : [value];
  context.update(button, { selected: next });
  context.emit(button, 'change', next);
}

const segmentedButton: GestureTable = {
  select: (context, button, choice) => toggle(context, button, segmentOf(button, choice)),
};

const segment: GestureTable = {
  click: (context, control) => {
    if (control.parent?.type !== 'SegmentedButton') throw refused(control, 'stands in no SegmentedButton');
    toggle(context, control.parent, control);
  },
};

/** Choosing the selected segment again tells nobody. */
function choose(context: ClientContext, button: Control, item: Control): void {
  const index = button.children('controls').indexOf(item);
  if (button.get('selected_index') === index) return;
  context.update(button, { selected_index: index });
  context.emit(button, 'change', index);
}

const cupertinoSegments: GestureTable = {
  select: (context, button, choice) => {
    const items = button.children('controls');
    const found = typeof choice === 'number' ? items[choice] : items.find((item) => textOf(item) === choice);
    if (found === undefined) {
      const known = items.map((item) => JSON.stringify(textOf(item))).join(', ');
      throw refused(button, `has no item ${JSON.stringify(choice)}; it has ${known === '' ? 'none' : known}`);
    }
    choose(context, button, found);
  },
};

/** What stands in such a button is pressed as a segment of it, whatever it is. */
export const cupertinoSegment: GestureTable = {
  click: (context, item) => {
    if (item.parent !== undefined) choose(context, item.parent, item);
  },
};

export const SEGMENT_GESTURES: Readonly<Record<string, GestureTable>> = {
  CupertinoSegmentedButton: cupertinoSegments,
  CupertinoSlidingSegmentedButton: cupertinoSegments,
  Segment: segment,
  SegmentedButton: segmentedButton,
};
