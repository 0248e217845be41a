/** What Flet's tester has looked for. A finder looks again whenever it is used: the app may have changed. */

import type { Control } from '../../control.js';
import type { ControlTree } from '../../control-tree.js';
import { type Widget, widgetsOf } from './widgets.js';

/** Says which widgets a finder finds. */
export type Search = (widget: Widget) => boolean;

interface Finder {
  /** For messages: `text "OK"`. */
  readonly what: string;
  readonly fits: Search;
}

export class Finders {
  /** What the tester's mouse is over. */
  hovered: Control | undefined;
  readonly #finders: Finder[] = [];

  /** Begins to look for something; the answer is what Flet builds its `Finder` from. */
  add(tree: ControlTree, what: string, fits: Search): { id: number; count: number } {
    this.#finders.push({ what, fits });
    // Flet takes any number for an id; 0 is left to those that never existed.
    return { id: this.#finders.length, count: find(tree, fits).length };
  }

  /** The widget at a place of a finder, as the page is now; undefined for a finder that does not exist. */
  get(tree: ControlTree, id: unknown, index: unknown): Widget | undefined {
    const finder = typeof id === 'number' ? this.#finders[id - 1] : undefined;
    if (finder === undefined) return undefined;
    const found = find(tree, finder.fits);
    const place = typeof index === 'number' ? index : 0;
    const widget = found[place];
    if (widget === undefined) {
      throw new Error(
        `Exception: The finder of ${finder.what} finds ${found.length} controls: there is none at ${place}`,
      );
    }
    return widget;
  }
}

function find(tree: ControlTree, fits: Search): Widget[] {
  return [...widgetsOf(tree)].filter(fits);
}
