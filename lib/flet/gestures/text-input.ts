/** Fields that take text. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { isMap } from '../values.js';
import { type GestureTable, refused } from './gesture.js';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function setText(context: ClientContext, field: Control, text: string): void {
  const before = field.string('value') ?? '';
  const value = accepted(field, text);
  if (value === before && text !== before) return;
  context.update(field, { value });
  context.emit(field, 'change', value);
}

/** What is left of a text after the field's filter, capitalization and limit. */
function accepted(field: Control, text: string): string {
  const filtered = filter(field, capitalize(field.get('capitalization'), text));
  const limit = field.number('max_length');
  if (limit === undefined || limit < 0) return filtered;
  return Array.from(graphemes.segment(filtered), ({ segment }) => segment)
    .slice(0, limit)
    .join('');
}

function filter(field: Control, text: string): string {
  const rule = field.get('input_filter');
  if (!isMap(rule) || typeof rule['regex_string'] !== 'string') return text;
  const flag = (name: string, letter: string): string => (rule[name] === true ? letter : '');
  const caseless = rule['case_sensitive'] === false ? 'i' : '';
  const flags = `g${flag('multiline', 'm')}${caseless}${flag('unicode', 'u')}${flag('dot_all', 's')}`;
  let expression: RegExp;
  try {
    expression = new RegExp(rule['regex_string'], flags);
  } catch (error) {
    throw refused(field, `has an input filter that is no regular expression: ${(error as Error).message}`);
  }
  const replacement = typeof rule['replacement_string'] === 'string' ? rule['replacement_string'] : '';
  if (rule['allow'] === false) return text.replace(expression, () => replacement);
  let kept = '';
  let end = 0;
  for (const match of text.matchAll(expression)) {
    if (match.index > end) kept += replacement;
    kept += match[0];
    end = match.index + match[0].length;
  }
  return end < text.length ? kept + replacement : kept;
}

function capitalize(rule: unknown, text: string): string {
  switch (rule) {
    case 'characters':
      return text.toUpperCase();
    case 'words':
      return text.replace(/(^|\s)(\S)/gu, (_match, space: string, letter: string) => space + letter.toUpperCase());
    case 'sentences':
      return text.replace(/(^\s*|[.!?]\s+)(\S)/gu, (_match, gap: string, letter: string) => gap + letter.toUpperCase());
    default:
      return text;
  }
}

function expectWritable(field: Control): void {
  if (field.flag('read_only')) throw refused(field, 'is read-only');
}

function fill(context: ClientContext, field: Control, text: string): void {
  expectWritable(field);
  context.focus.move(context, field);
  setText(context, field, text);
}

function enter(context: ClientContext, field: Control): void {
  if (field.flag('shift_enter')) {
    context.emit(field, 'submit');
  } else if (field.flag('multiline')) {
    setText(context, field, `${field.string('value') ?? ''}\n`);
  } else {
    context.emit(field, 'submit', field.string('value') ?? '');
    context.focus.move(context, undefined);
  }
}

const field: GestureTable = {
  click: (context, control) => {
    context.focus.move(context, control);
    context.emit(control, 'click');
  },
  fill,
  type: (context, control, text) => {
    expectWritable(control);
    context.focus.move(context, control);
    for (const { segment } of graphemes.segment(text)) {
      if (segment === '\n' || segment === '\r\n') enter(context, control);
      else setText(context, control, (control.string('value') ?? '') + segment);
    }
  },
  submit: (context, control) => {
    context.focus.move(context, control);
    enter(context, control);
  },
};

/** A search bar sends its text before every event, and twice when somebody listens to changes. */
function setSearch(context: ClientContext, bar: Control, value: string): void {
  context.focus.move(context, bar);
  context.update(bar, { value });
  if (!bar.handles('change')) return;
  context.update(bar, { value });
  context.emit(bar, 'change', value);
}

const search: GestureTable = {
  click: (context, bar) => {
    context.update(bar, { value: bar.string('value') ?? '' });
    context.emit(bar, 'tap');
    context.focus.move(context, bar);
  },
  fill: setSearch,
  type: (context, bar, text) => {
    for (const { segment } of graphemes.segment(text)) {
      setSearch(context, bar, (bar.string('value') ?? '') + segment);
    }
  },
  submit: (context, bar) => {
    if (!bar.handles('submit')) return;
    const value = bar.string('value') ?? '';
    context.update(bar, { value });
    context.emit(bar, 'submit', value);
  },
};

export const TEXT_INPUT_GESTURES: Readonly<Record<string, GestureTable>> = {
  CupertinoTextField: field,
  SearchBar: search,
  TextField: field,
};
