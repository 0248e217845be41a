/** How a user meets a control: whether it can be seen and used, and what is in the way. */

import type { ControlTree } from '../flet/control-tree.js';
import type { Control } from '../flet/index.js';
import { isDisabled, obstacle } from '../flet/reachability.js';
import { hiddenBy } from '../flet/visibility.js';

/** What keeps a user from a control. */
export interface Obstruction {
  readonly kind: 'hidden' | 'disabled' | 'covered';
  /** Continues «because»: `it is disabled`. */
  readonly reason: string;
}

/** Undefined when nothing is in the way. */
export function obstructionOf(tree: ControlTree, control: Control): Obstruction | undefined {
  const hidden = hiddenBy(tree, control);
  if (hidden !== undefined) return { kind: 'hidden', reason: hidden };
  const reason = obstacle(tree, control);
  if (reason === undefined) return undefined;
  return { kind: isDisabled(control) && !/ covers it$/.test(reason) ? 'disabled' : 'covered', reason };
}

export function isVisible(tree: ControlTree, control: Control): boolean {
  return hiddenBy(tree, control) === undefined;
}

/** Matches that a user sees come first: hidden ones count only where nothing else matches. */
export function visibleFirst(tree: ControlTree, matches: readonly Control[]): readonly Control[] {
  if (matches.length < 2) return matches;
  const visible = matches.filter((control) => isVisible(tree, control));
  return visible.length > 0 ? visible : matches;
}
