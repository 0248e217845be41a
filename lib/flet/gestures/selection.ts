/** Texts that are read, marked and followed: `Text`, `Markdown`, `SelectionArea`. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { launchUrl } from '../methods/url-launcher.js';
import { textOf } from '../text.js';
import type { WireMap } from '../values.js';
import { type GestureTable, refused } from './gesture.js';

/** Why a selection has changed, in Flutter's words. */
type Cause = 'tap' | 'doubleTap' | 'longPress' | 'drag';

function range(base: number, extent: number): WireMap {
  return { base_offset: base, extent_offset: extent, affinity: 'downstream', directional: false };
}

function expectRange(control: Control, text: string, [base, extent]: readonly [number, number]): void {
  for (const place of [base, extent]) {
    if (!Number.isInteger(place) || place < 0 || place > text.length) {
      throw refused(control, `has ${text.length} characters, and no place ${place} between them`);
    }
  }
}

/** `selected_text` is the whole text, whatever is marked: so does Flet's own client. */
function mark(context: ClientContext, control: Control, cause: Cause, base: number, extent: number): void {
  if (control.get('enable_interactive_selection') === false) return;
  const text = control.string('value') ?? '';
  context.emit(control, 'selection_change', { selected_text: text, cause, selection: range(base, extent) });
}

/** The first word: nobody knows where in the text the pointer is. */
function markWord(context: ClientContext, control: Control, cause: Cause): void {
  const word = /\S+/.exec(control.string('value') ?? '');
  if (word !== null) mark(context, control, cause, word.index, word.index + word[0].length);
}

/** Of a `Text` that is selectable. Any other is for reading only, even when the app listens to its taps. */
export const SELECTABLE_TEXT: GestureTable = {
  click: (context, control) => {
    mark(context, control, 'tap', 0, 0);
    context.emit(control, 'tap');
  },
  doubleClick: (context, control) => markWord(context, control, 'doubleTap'),
  longPress: (context, control) => markWord(context, control, 'longPress'),
  selectText: (context, control, offsets) => {
    expectRange(control, control.string('value') ?? '', offsets);
    mark(context, control, 'drag', ...offsets);
  },
};

/** Flet's own client describes what is marked in a Markdown in a way that Python does not understand. */
function markMarkdown(
  context: ClientContext,
  control: Control,
  [base, extent]: readonly [base: number, extent: number],
): void {
  const text = control.string('value') ?? '';
  if (!control.flag('selectable')) throw refused(control, 'is not selectable');
  expectRange(control, text, [base, extent]);
  const [start, end] = [Math.min(base, extent), Math.max(base, extent)];
  const marked = text.slice(start, end);
  const faithful = { start, end, selection: marked, collapsed: start === end, valid: true, normalized: base <= extent };
  const data = context.faithful
    ? { text: marked, cause: 'drag', selection: { ...range(base, extent), ...faithful } }
    : { selected_text: marked, cause: 'drag', selection: range(base, extent) };
  context.emit(control, 'selection_change', data);
}

/** Links of a Markdown text: `[text](address)` and `<address>`. */
function linkOf(control: Control, choice: string | number): string {
  const links = [
    ...(control.string('value') ?? '').matchAll(/\[([^[\]]*)\]\(<?([^()\s<>]+)>?[^()\n]*\)|<([a-z]+:[^\s<>]+)>/gi),
  ].map(([, text, address, bare]) => ({ text: text ?? bare, address: address ?? bare ?? '' }));
  const found =
    typeof choice === 'number'
      ? links[choice]
      : links.find(({ text, address }) => choice === text || choice === address);
  if (found !== undefined) return found.address;
  const known = links.map(({ text }) => JSON.stringify(text)).join(', ');
  throw refused(control, `has no link ${JSON.stringify(choice)}; it has ${known === '' ? 'none' : known}`);
}

/** A link by its text, its address or its place. */
function follow(context: ClientContext, control: Control, choice: string | number): void {
  const address = linkOf(control, choice);
  if (control.flag('auto_follow_links')) launchUrl(context.services, address);
  context.emit(control, 'tap_link', address);
}

const markdown: GestureTable = {
  click: (context, control) => context.emit(control, 'tap_text'),
  select: follow,
  selectText: markMarkdown,
};

/** Everything in the area, in reading order, as if it was one text. */
const area: GestureTable = {
  selectText: (context, control, [base, extent]) => {
    const text = textOf(control);
    expectRange(control, text, [base, extent]);
    const marked = text.slice(Math.min(base, extent), Math.max(base, extent));
    context.emit(control, 'change', marked === '' ? null : marked);
  },
};

export const SELECTION_GESTURES: Readonly<Record<string, GestureTable>> = {
  Markdown: markdown,
  SelectionArea: area,
};
