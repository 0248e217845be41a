/** What a field makes of a text before it takes it: its filter, its capitalization and its limit. */

import type { Control } from '../control.js';
import { isMap } from '../values.js';
import { refused } from './gesture.js';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A text as the keys that type it: what a reader sees as one character is one key. */
export function keysOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** What is left of a text. */
export function accepted(field: Control, text: string): string {
  const filtered = filter(field, capitalize(field.get('capitalization'), text));
  const limit = field.number('max_length');
  return limit === undefined || limit < 0 ? filtered : keysOf(filtered).slice(0, limit).join('');
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
