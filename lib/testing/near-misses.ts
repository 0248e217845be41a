/** Controls that nearly match: what the author of a test may have meant. */

import type { ControlTree } from '../flet/control-tree.js';
import { type Control, printControl } from '../flet/index.js';
import { nearest } from '../options.js';
import type { Query, Subject } from './queries.js';
import { isVisible } from './reach.js';
import { lastQuery, PAGE, resolve, type Selector } from './selector.js';
import { locatorFor } from './suggestion.js';
import { fitsText } from './text-pattern.js';

/** How many are told. */
const LIMIT = 5;

export interface NearMiss {
  readonly control: Control;
  /** Continues the printed control: `differs in case only`. */
  readonly why: string;
  /** What to write instead, when the control is what was meant. */
  readonly locator: string | undefined;
}

interface Rated extends NearMiss {
  readonly rank: number;
}

/** The nearest first; empty when nothing comes close. */
export function nearMisses(selector: Selector, tree: ControlTree): NearMiss[] {
  const query = lastQuery(selector);
  if (query === undefined) return [];
  const found: Rated[] = [];
  for (const control of tree.page.walk()) {
    const rated = rate(query, control, selector);
    if (rated === undefined) continue;
    const hidden = isVisible(tree, control) ? '' : ', and is hidden';
    found.push({
      control,
      rank: rated.rank + (hidden === '' ? 0 : 0.5),
      why: rated.why + hidden,
      locator: locatorFor(tree, control),
    });
  }
  found.sort((a, b) => a.rank - b.rank);
  // Others of the same role are of interest only where nothing is nearer.
  const best = found.filter((miss) => miss.rank < 6);
  return (best.length > 0 ? best : found).slice(0, LIMIT);
}

/** The line of a near miss in a message. */
export function printNearMiss({ control, why, locator }: NearMiss): string {
  return `${printControl(control)} ${why}${locator === undefined ? '' : `: ${locator}`}`;
}

function rate(query: Query, control: Control, selector: Selector): { rank: number; why: string } | undefined {
  if (query.fits(control)) {
    // It matches by itself, so the scope or a filter is what left it out.
    const scoped = selector.kind !== 'find' || selector.from !== PAGE;
    return scoped ? { rank: 0, why: 'matches elsewhere' } : undefined;
  }
  const byText = query.subject === undefined ? undefined : rateTexts(query.subject, control);
  if (byText !== undefined) return byText;
  const similar = query.similar?.(control);
  return similar === undefined ? undefined : { rank: similar.startsWith('is another') ? 6 : 2, why: similar };
}

function rateTexts({ pattern, textsOf }: Subject, control: Control): { rank: number; why: string } | undefined {
  for (const text of textsOf(control)) {
    if (pattern instanceof RegExp) {
      if (pattern.flags.includes('i')) continue;
      if (fitsText(text, new RegExp(pattern.source, `${pattern.flags}i`)))
        return { rank: 1, why: 'differs in case only' };
      continue;
    }
    if (pattern.trim() === '') continue;
    const [is, wanted] = [text.toLowerCase(), pattern.toLowerCase()];
    if (is === wanted) return { rank: 1, why: 'differs in case only' };
    if (is.replace(/\s+/g, '') === wanted.replace(/\s+/g, '')) return { rank: 1.2, why: 'differs in white space only' };
    if (is.includes(wanted)) return { rank: 3, why: 'contains it' };
    if (is.length > 2 && wanted.includes(is)) return { rank: 4, why: 'is a part of it' };
    if (nearest(pattern, [text]) !== undefined) return { rank: 5, why: 'is spelled alike' };
  }
  return undefined;
}

/** True when a selector finds nothing because what it looks in is not there. */
export function missingScope(selector: Selector, tree: ControlTree): Selector | undefined {
  if (selector.kind === 'page' || selector.kind === 'dialogs') return undefined;
  const inner = missingScope(selector.from, tree);
  if (inner !== undefined) return inner;
  if (selector.kind === 'within' && resolve(selector.other, tree).length === 0) return selector.other;
  return selector.from.kind !== 'page' && resolve(selector.from, tree).length === 0 ? selector.from : undefined;
}
