/** The one control that has the keyboard. Moving it tells the old one first. */

import type { ClientContext } from './context.js';
import type { Control } from './control.js';

export class Focus {
  #current: Control | undefined;

  /** What has the focus; undefined for nothing. */
  get current(): Control | undefined {
    return this.#current;
  }

  move(context: ClientContext, to: Control | undefined): void {
    const from = this.#current;
    if (from === to) return;
    this.#current = to;
    if (from !== undefined && context.tree.has(from)) context.emit(from, 'blur');
    if (to !== undefined) context.emit(to, 'focus');
  }

  /** Forgets a control that has left the page. */
  prune(context: ClientContext): void {
    if (this.#current !== undefined && !context.tree.has(this.#current)) this.#current = undefined;
  }
}
