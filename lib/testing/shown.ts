/** What a control shows or is called: the strings that locators compare. */

import { Control, ownText, textOf, type Value } from '../flet/index.js';

/** Properties whose string a control draws itself, beside those that make up its own text. */
const DRAWN = [
  'content',
  'text',
  'label',
  'title',
  'subtitle',
  'header',
  'message',
  'helper',
  'error',
  'error_text',
  'prefix',
  'suffix',
  'counter',
  'action',
  'bar_hint_text',
  'hint_text',
  'help_text',
  'cancel_text',
  'confirm_text',
] as const;

/** Types whose properties of those names are not drawn, or that say everything with their own text. */
const ONLY_OWN_TEXT = new Set(['Text', 'TextSpan', 'Page', 'View', 'Window', 'Markdown', 'DropdownOption', 'Option']);

/** Properties that name a field or box. */
const LABELS = ['label', 'semantics_label', 'semantic_label', 'placeholder_text'] as const;

/** The texts that a control draws itself, each apart; those of the controls in it are theirs. */
export function shownTexts(control: Control): string[] {
  const texts = new Set<string>();
  const own = ownText(control);
  if (own !== '') texts.add(own);
  if (!ONLY_OWN_TEXT.has(control.type)) {
    for (const name of DRAWN) {
      const text = scalarText(control.get(name));
      if (text !== undefined && text !== '') texts.add(text);
    }
  }
  return [...texts];
}

/** What a field or box is labelled with, whether that is a string or a control. */
export function labelsOf(control: Control): string[] {
  return LABELS.map((name) => textIn(control.get(name))).filter((text) => text !== '');
}

/** The text of the control's tooltip; empty when it has none. */
export function tooltipOf(control: Control): string {
  return messageIn(control.get('tooltip'), 'message');
}

/** The control's key as text; undefined when it has none. */
export function keyOf(control: Control): string | undefined {
  const key = messageIn(control.get('key'), 'value');
  return key === '' ? undefined : key;
}

/** The text in a value: of a string, or of the controls in it. */
export function textIn(value: Value): string {
  const text = scalarText(value);
  if (text !== undefined) return text;
  if (value instanceof Control) return textOf(value);
  if (Array.isArray(value))
    return value
      .map(textIn)
      .filter((part) => part !== '')
      .join(' ');
  return '';
}

/** A scalar, or a map or control that holds one in the property of that name. */
function messageIn(value: Value, name: string): string {
  const text = scalarText(value);
  if (text !== undefined) return text;
  if (value instanceof Control) return scalarText(value.get(name)) ?? '';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  const inner = (value as Record<string, Value>)[name];
  return inner === undefined ? '' : (scalarText(inner) ?? '');
}

function scalarText(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : undefined;
}
