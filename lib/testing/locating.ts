/** The ways to point at controls, the same for an app and for a locator. */

import type { Control } from '../flet/index.js';
import { findParts } from './parts.js';
import {
  byControl,
  byIcon,
  byKey,
  byLabel,
  byPredicate,
  byRole,
  byText,
  byTooltip,
  type Query,
  type RoleOptions,
} from './queries.js';
import type { Selector } from './selector.js';
import type { TextOptions, TextPattern } from './text-pattern.js';

export abstract class Locating<Found> {
  /** Makes the locator of a selector. */
  protected abstract derive(selector: Selector): Found;

  /**
   * Controls that show a text themselves: the value of a `Text` with its spans, a button's content, a title, a label. Exact and
   * with case, unless `{ exact: false }` (any part, any case) or a regular expression is given. What only contains such a
   * control does not match; an action goes to the nearest control at or above the match that takes it.
   *
   * @example
   * await app.getByText('Save').click();
   * await expect(app.getByText(/^\d+ items left$/)).toBeVisible();
   */
  getByText(text: TextPattern, options: TextOptions = {}): Found {
    return this.#find(byText(text, options));
  }

  /** Controls by their key. */
  getByKey(key: string | number | boolean): Found {
    return this.#find(byKey(key));
  }

  /** Fields, boxes, switches, sliders … by their label. */
  getByLabel(label: TextPattern, options: TextOptions = {}): Found {
    return this.#find(byLabel(label, options));
  }

  /** Controls by the text of their tooltip. */
  getByTooltip(tooltip: TextPattern, options: TextOptions = {}): Found {
    return this.#find(byTooltip(tooltip, options));
  }

  /**
   * Controls that show an icon, by the name in `ft.Icons` (or `ft.CupertinoIcons`: `'CupertinoIcons.ADD'`), or by its number.
   *
   * @example
   * await app.getByIcon('ADD').click();
   */
  getByIcon(icon: string | number): Found {
    const { context } = findParts(this)!;
    return this.#find(byIcon(icon, context.icons));
  }

  /**
   * Controls by their ARIA role, and by what they are called: a table says for every control type which role it has and where
   * its name comes from.
   *
   * @example
   * await app.getByRole('button', { name: 'Save' }).click();
   */
  getByRole(role: string, options: RoleOptions = {}): Found {
    return this.#find(byRole(role, options));
  }

  /** Controls by Flet's class name: `getByControl('Slider')`. */
  getByControl(type: string): Found {
    return this.#find(byControl(type));
  }

  /** Controls that fit a condition. */
  locator(predicate: (control: Control) => boolean): Found {
    return this.#find(byPredicate(predicate));
  }

  #find(query: Query): Found {
    return this.derive({ kind: 'find', from: findParts(this)!.selector, query });
  }
}
