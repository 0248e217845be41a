/** Fields that suggest what could be meant. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { isMap } from '../values.js';
import { type Choice, type GestureTable, refused } from './gesture.js';
import { keysOf } from './text-rules.js';

interface Suggestion {
  /** Its place in the full list. */
  index: number;
  key: string;
  value: string;
}

const textOf = (field: Control): string => field.string('value') ?? '';

function setText(context: ClientContext, field: Control, value: string): void {
  context.update(field, { value });
  context.emit(field, 'change', value);
}

/** Those whose key contains the text; none while there is no text. */
function offered(field: Control): Suggestion[] {
  const text = textOf(field).toLowerCase();
  const suggestions = field.get('suggestions');
  if (text === '' || !Array.isArray(suggestions)) return [];
  return suggestions
    .map((item, index) => ({ index, key: stringIn(item, 'key'), value: stringIn(item, 'value') }))
    .filter(({ key }) => key.toLowerCase().includes(text));
}

function stringIn(item: unknown, name: string): string {
  const value = isMap(item) ? item[name] : undefined;
  return typeof value === 'string' ? value : '';
}

/** A suggestion that is offered now, by what it shows, by its key, or by its place among those offered. */
function choose(context: ClientContext, field: Control, choice: Choice): void {
  const suggestions = offered(field);
  const found =
    typeof choice === 'number'
      ? suggestions[choice]
      : (suggestions.find(({ value }) => value === choice) ?? suggestions.find(({ key }) => key === choice));
  if (found === undefined) {
    const known = suggestions.map(({ value }) => JSON.stringify(value)).join(', ');
    const offer = `it offers ${known === '' ? 'none' : known} for the text ${JSON.stringify(textOf(field))}`;
    throw refused(field, `has no suggestion ${JSON.stringify(choice)}; ${offer}`);
  }
  const { index, key, value } = found;
  context.focus.move(context, field);
  setText(context, field, value);
  context.update(field, { _selected_index: index });
  context.emit(field, 'select', { index, selection: { key, value } });
}

const autoComplete: GestureTable = {
  click: (context, field) => context.focus.move(context, field),
  fill: (context, field, text) => {
    context.focus.move(context, field);
    setText(context, field, text);
  },
  type: (context, field, text) => {
    context.focus.move(context, field);
    for (const key of keysOf(text)) setText(context, field, textOf(field) + key);
  },
  select: choose,
};

export const AUTO_COMPLETE_GESTURES: Readonly<Record<string, GestureTable>> = { AutoComplete: autoComplete };
