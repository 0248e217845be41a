/** The text that a control itself shows. */

import type { Control } from './control.js';

/** Which properties show text, where it is not those of `COMMON`. Empty: none, the control only contains others. */
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  Page: [],
  View: [],
  Window: [],
  Text: ['value', 'spans'],
  TextSpan: ['text', 'spans'],
  Markdown: ['value'],
  TextField: ['label'],
  CupertinoTextField: ['placeholder_text'],
  Dropdown: ['label'],
  DropdownM2: ['label'],
  // An option without text shows its key.
  DropdownOption: ['text'],
  Option: ['text'],
  CupertinoActionSheet: ['title', 'message'],
  SearchBar: [],
};

/** Properties that show text when they are strings: a button's content, a tile's title, a field's label. */
const COMMON = ['content', 'text', 'label', 'title', 'subtitle', 'header'] as const;

/** The control's own text, without that of the controls in it; empty when it shows none. */
export function ownText(control: Control): string {
  const texts: string[] = [];
  for (const name of BY_TYPE[control.type] ?? COMMON) {
    const value = control.get(name);
    if (typeof value === 'string' || typeof value === 'number') texts.push(String(value));
    else if (name === 'spans') texts.push(control.children('spans').map(ownText).join(''));
  }
  if (control.type === 'Text' || control.type === 'TextSpan') return texts.join('');
  const text = texts.filter((part) => part !== '').join(' ');
  return text === '' && /Option$/.test(control.type) ? (control.string('key') ?? '') : text;
}
