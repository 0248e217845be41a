/** The views of a page, and which of them its user has left. */

import type { Control } from './control.js';

/** What a user has left, and the views that there were then. */
interface Left {
  views: readonly Control[];
  left: Set<Control>;
}

/** By page. */
const leftViews = new WeakMap<Control, Left>();

/**
 * The views that a user can still come to, the shown one last. A view that the user has left is hidden at once, before the app
 * takes it out of `page.views`; one that the app keeps there comes back with the next change of the list.
 */
export function shownViews(page: Control): Control[] {
  const views = page.children('views');
  const known = leftViews.get(page);
  if (known === undefined) return views;
  if (views.length === known.views.length && views.every((view, index) => view === known.views[index])) {
    return views.filter((view) => !known.left.has(view));
  }
  leftViews.delete(page);
  return views;
}

/** The user has left a view. */
export function leaveView(page: Control, view: Control): void {
  const views = page.children('views');
  const isStill = shownViews(page).length < views.length;
  const left = isStill ? leftViews.get(page)!.left : new Set<Control>();
  leftViews.set(page, { views, left: left.add(view) });
}
