/** `Semantics`: what assistive technology does. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { type GestureTable, refused } from './gesture.js';

const PLAIN = [
  'increase',
  'decrease',
  'dismiss',
  'scroll_left',
  'scroll_right',
  'scroll_up',
  'scroll_down',
  'copy',
  'cut',
  'paste',
  'long_press',
  'did_gain_accessibility_focus',
  'did_lose_accessibility_focus',
];

/** These tell whether the selection grows with the cursor; a user who only moves it says no. */
const CURSOR = ['move_cursor_forward_by_character', 'move_cursor_backward_by_character'];

const NEVER_SENT = ['tap', 'double_tap'];

function assist(context: ClientContext, control: Control, action: string): void {
  if (NEVER_SENT.includes(action))
    throw refused(control, `never hears of ${action}: Flet's own client does not send it`);
  if (!PLAIN.includes(action) && !CURSOR.includes(action)) {
    const known = [...PLAIN, ...CURSOR].join(', ');
    throw refused(control, `knows no action ${JSON.stringify(action)}; it knows ${known}`);
  }
  context.emit(control, action, CURSOR.includes(action) ? false : null);
}

export const SEMANTICS_GESTURES: Readonly<Record<string, GestureTable>> = {
  Semantics: {
    assist,
    longPress: (context, control) => context.emit(control, 'long_press'),
    /** Assistive technology replaces the text of a field. */
    fill: (context, control, text) => context.emit(control, 'set_text', text),
  },
};
