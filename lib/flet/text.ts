/** The text that a user reads. */

import type { Control } from './control.js';
import { ownText } from './own-text.js';
import { isHiddenIn } from './visibility.js';

export { ownText };

/**
 * All text in and below a control in reading order, one line for each control that shows some. What a user does not see is
 * left out: invisible controls, closed menus and dialogs, tabs that are not selected.
 */
export function textOf(control: Control): string {
  const lines: string[] = [];
  const pending: Control[] = [control];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === control ? !next.flag('visible') : isHiddenIn(next)) continue;
    const text = ownText(next);
    if (text !== '') lines.push(text);
    if (next.type === 'Text') continue;
    for (const child of next.children().reverse()) pending.push(child);
  }
  return lines.join('\n');
}
