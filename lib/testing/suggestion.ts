/** The locator that a person would write for a control: short, and with this one match. */

import type { ControlTree } from '../flet/control-tree.js';
import type { Control } from '../flet/index.js';
import { byControl, byKey, byLabel, byRole, byText, byTooltip, type Query } from './queries.js';
import { visibleFirst } from './reach.js';
import { nameOf, roleOf } from './roles.js';
import { PAGE, printSelector, resolve, type Selector } from './selector.js';
import { keyOf, labelsOf, shownTexts, tooltipOf } from './shown.js';

/** Prints the best locator for a control; undefined when none of the usual ones is unique. */
export function locatorFor(tree: ControlTree, control: Control): string | undefined {
  const unique = (selector: Selector): boolean => {
    const found = visibleFirst(tree, resolve(selector, tree));
    return found.length === 1 && found[0] === control;
  };
  const queries = queriesFor(control);
  for (const query of queries) {
    const selector: Selector = { kind: 'find', from: PAGE, query };
    if (unique(selector)) return printSelector(selector);
  }
  // Not unique on the page, but inside of something that is.
  for (let scope = control.parent; scope !== undefined && scope.type !== 'View'; scope = scope.parent) {
    for (const outer of queriesFor(scope)) {
      const from: Selector = { kind: 'find', from: PAGE, query: outer };
      if (resolve(from, tree).length !== 1) continue;
      for (const query of queries) {
        const selector: Selector = { kind: 'find', from, query };
        if (unique(selector)) return printSelector(selector);
      }
      break;
    }
  }
  return undefined;
}

/** From what users go by to what only the app knows. */
function queriesFor(control: Control): Query[] {
  const queries: Query[] = [];
  const role = roleOf(control);
  const name = nameOf(control);
  if (role !== undefined && name !== '' && name.length <= 60) queries.push(byRole(role, { name }));
  for (const label of labelsOf(control)) queries.push(byLabel(label));
  for (const text of shownTexts(control)) if (text.length <= 60) queries.push(byText(text));
  const key = keyOf(control);
  if (key !== undefined) queries.push(byKey(key));
  const tooltip = tooltipOf(control);
  if (tooltip !== '') queries.push(byTooltip(tooltip));
  if (role !== undefined) queries.push(byRole(role));
  queries.push(byControl(control.type));
  return queries;
}
