/**
 * What a locator stands for: a description of where to look, from which the matches of a moment can be found. Selectors are
 * values: nothing changes them, and nothing is looked for until they are resolved.
 */

import type { ControlTree } from '../flet/control-tree.js';
import { type Control, openDialogs } from '../flet/index.js';
import { hiddenBy } from '../flet/visibility.js';
import type { Query } from './queries.js';
import { shownTexts } from './shown.js';
import { fitsText, sourceOfArguments, type TextPattern } from './text-pattern.js';

export interface Conditions {
  /** Only controls that show this text, in themselves or in what is in them; a string may be a part of it. */
  hasText?: TextPattern;
  /** Only controls that are, or contain, a match of this one. */
  has?: Selector;
  /** Only controls that a user sees (true), or does not see (false). */
  visible?: boolean;
}

export type Selector =
  | { readonly kind: 'page' }
  | { readonly kind: 'dialogs' }
  | { readonly kind: 'find'; readonly from: Selector; readonly query: Query }
  | { readonly kind: 'pick'; readonly from: Selector; readonly index: number; readonly call: string }
  | { readonly kind: 'filter'; readonly from: Selector; readonly conditions: Conditions }
  | { readonly kind: 'and' | 'or' | 'within'; readonly from: Selector; readonly other: Selector };

export const PAGE: Selector = { kind: 'page' };
export const DIALOGS: Selector = { kind: 'dialogs' };

/** The calls that make a selector, as a test writes them after `app.`; empty for the page itself. */
export function printSelector(selector: Selector): string {
  switch (selector.kind) {
    case 'page':
      return '';
    case 'dialogs':
      return 'dialogs()';
    case 'find':
      return chained(selector.from, selector.query.print);
    case 'pick':
      return chained(selector.from, selector.call);
    case 'filter': {
      const { has, ...rest } = selector.conditions;
      const parts = sourceOfArguments(rest).slice(2, -2);
      const inner = has === undefined ? '' : `has: ${printSelector(has)}`;
      return chained(selector.from, `filter({ ${[parts, inner].filter((part) => part !== '').join(', ')} })`);
    }
    default:
      return chained(selector.from, `${selector.kind}(${printSelector(selector.other)})`);
  }
}

function chained(from: Selector, call: string): string {
  const before = printSelector(from);
  return before === '' ? call : `${before}.${call}`;
}

/** What matches now, in reading order. */
export function resolve(selector: Selector, tree: ControlTree): Control[] {
  return matches(selector, tree, tree.page);
}

/** @param root Where the selector begins: the page, or a control that is asked what it has in it. */
function matches(selector: Selector, tree: ControlTree, root: Control): Control[] {
  switch (selector.kind) {
    case 'page':
      return [root];
    case 'dialogs':
      return openDialogs(tree);
    case 'find':
      return find(matches(selector.from, tree, root), selector.query, selector.from.kind === 'page');
    case 'pick': {
      const found = matches(selector.from, tree, root).at(selector.index);
      return found === undefined ? [] : [found];
    }
    case 'filter':
      return matches(selector.from, tree, root).filter((control) => meets(selector.conditions, tree, control));
    case 'and': {
      const others = new Set(matches(selector.other, tree, root));
      return matches(selector.from, tree, root).filter((control) => others.has(control));
    }
    case 'or': {
      const either = new Set([...matches(selector.from, tree, root), ...matches(selector.other, tree, root)]);
      return [...tree.page.walk()].filter((control) => either.has(control));
    }
    case 'within': {
      const scopes = new Set(matches(selector.other, tree, tree.page));
      return matches(selector.from, tree, root).filter(
        (control) => control.parent?.closest((ancestor) => scopes.has(ancestor)) !== undefined,
      );
    }
  }
}

function find(scopes: readonly Control[], query: Query, isWhole: boolean): Control[] {
  const found = new Set<Control>();
  const seen = new Set<Control>();
  for (const scope of scopes) {
    // A scope inside of one that was searched already adds nothing but itself.
    const others = seen.has(scope) ? [scope] : scope.walk();
    for (const control of others) {
      seen.add(control);
      if (control === scope && !isWhole && !query.includesScope) continue;
      if (query.fits(control)) found.add(control);
    }
  }
  return [...found];
}

function meets(conditions: Conditions, tree: ControlTree, control: Control): boolean {
  const { hasText, has, visible } = conditions;
  if (visible !== undefined && (hiddenBy(tree, control) === undefined) !== visible) return false;
  if (hasText !== undefined) {
    const shows = [...control.walk()].some((inner) => shownTexts(inner).some((text) => fitsText(text, hasText, false)));
    if (!shows) return false;
  }
  return has === undefined || matches(has, tree, control).length > 0;
}

/** The last query of a selector: the one whose near misses are of interest. */
export function lastQuery(selector: Selector): Query | undefined {
  if (selector.kind === 'find') return selector.query;
  return 'from' in selector ? lastQuery(selector.from) : undefined;
}

/** The icons that a selector asks for by name, which the app has to tell first. */
export function iconNamesIn(selector: Selector): string[] {
  const names: string[] = [];
  if (selector.kind === 'find' && selector.query.iconName !== undefined) names.push(selector.query.iconName);
  if (selector.kind === 'filter' && selector.conditions.has !== undefined)
    names.push(...iconNamesIn(selector.conditions.has));
  if ('other' in selector) names.push(...iconNamesIn(selector.other));
  if ('from' in selector) names.push(...iconNamesIn(selector.from));
  return names;
}
