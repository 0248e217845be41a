/** What a locator finds at this moment, and what is missing for an action or an assertion on it. */

import type { ControlTree } from '../flet/control-tree.js';
import type { Control } from '../flet/index.js';
import { missingScope, nearMisses, printNearMiss } from './near-misses.js';
import { type Obstruction, obstructionOf, visibleFirst } from './reach.js';
import { printFound, type Section } from './report.js';
import { printSelector, resolve, type Selector } from './selector.js';
import type { Finding, Look } from './step.js';
import { locatorFor } from './suggestion.js';
import type { TestingErrorCode } from './testing-error.js';

/** Of many matches so many are told. */
const LISTED = 6;

const CODES: Readonly<Record<Obstruction['kind'], TestingErrorCode>> = {
  hidden: 'ERR_EMBED_TEST_HIDDEN',
  disabled: 'ERR_EMBED_TEST_DISABLED',
  covered: 'ERR_EMBED_TEST_COVERED',
};

/** The one control that a locator stands for. Hidden ones are left out of account while others match. */
export function lookForOne(selector: Selector, tree: ControlTree): Look<Control> {
  const matches = visibleFirst(tree, resolve(selector, tree));
  if (matches.length === 1) return { value: matches[0]! };
  return { missing: matches.length === 0 ? nothing(selector, tree) : several(matches, selector, tree) };
}

/** The same, in sight. */
export function lookForVisible(selector: Selector, tree: ControlTree): Look<Control> {
  const one = lookForOne(selector, tree);
  if ('missing' in one) return one;
  const obstruction = obstructionOf(tree, one.value);
  return obstruction?.kind === 'hidden' ? { missing: obstructed(one.value, obstruction) } : one;
}

/**
 * The control that an action is to be performed on: in sight, enabled and not covered.
 *
 * @param targetOf The control that takes the gesture: the match itself or one around it.
 */
export function lookForReachable(
  selector: Selector,
  tree: ControlTree,
  targetOf: (control: Control) => Control,
): Look<Control> {
  const one = lookForOne(selector, tree);
  if ('missing' in one) return one;
  const target = targetOf(one.value);
  const obstruction = obstructionOf(tree, one.value) ?? obstructionOf(tree, target);
  return obstruction === undefined ? { value: target } : { missing: obstructed(one.value, obstruction) };
}

function obstructed(control: Control, { kind, reason }: Obstruction): Finding {
  return { code: CODES[kind], found: `${printFound(control)}, but ${reason}` };
}

function nothing(selector: Selector, tree: ControlTree): Finding {
  return {
    code: 'ERR_EMBED_TEST_NOT_FOUND',
    found: howFew(selector, tree),
    sections: () => [{ title: 'Nearly', lines: nearMisses(selector, tree).map(printNearMiss) }],
  };
}

function howFew(selector: Selector, tree: ControlTree): string {
  const scope = missingScope(selector, tree);
  if (scope !== undefined && selector.kind !== 'pick') return `no match, since nothing matches ${printSelector(scope)}`;
  if (selector.kind === 'pick') {
    const count = resolve(selector.from, tree).length;
    if (count > 0) return `only ${count} ${count === 1 ? 'match' : 'matches'} of ${printSelector(selector.from)}`;
  }
  if (selector.kind === 'filter') {
    const count = resolve(selector.from, tree).length;
    return `none of the ${count} ${count === 1 ? 'match' : 'matches'} of ${printSelector(selector.from)}`;
  }
  return 'no match';
}

function several(matches: readonly Control[], selector: Selector, tree: ControlTree): Finding {
  const listed = matches.slice(0, LISTED);
  const places = (index: number): string => `${printSelector(selector)}.${index === 0 ? 'first()' : `nth(${index})`}`;
  const lines = (): string[] =>
    listed.map((control, index) => `${printFound(control)}: ${locatorFor(tree, control) ?? places(index)}`);
  const more = matches.length - listed.length;
  return {
    code: 'ERR_EMBED_TEST_AMBIGUOUS',
    found: `${matches.length} matches: ${printAll(matches)}`,
    sections: (): Section[] => [
      { title: 'Each of them alone', lines: more > 0 ? [...lines(), `… and ${more} more`] : lines() },
    ],
  };
}

/** Some controls in one line. */
export function printAll(controls: readonly Control[]): string {
  const shown = controls.slice(0, 3).map(printFound).join('; ');
  return controls.length > 3 ? `${shown}; …` : shown;
}
