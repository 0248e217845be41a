/** The difference of two printed trees: one run of lines in the place of another. */

export interface TreeChange {
  /** The first line that has changed. */
  from: number;
  /** How many lines went. */
  removed: number;
  /** What came in their place. */
  lines: string[];
}

/** Undefined when nothing has changed. */
export function treeChange(before: readonly string[], after: readonly string[]): TreeChange | undefined {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0;
  while (same < shorter - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  const removed = before.length - same - from;
  const lines = after.slice(from, after.length - same);
  return removed === 0 && lines.length === 0 ? undefined : { from, removed, lines };
}

export function changedTree(before: readonly string[], { from, removed, lines }: TreeChange): string[] {
  return [...before.slice(0, from), ...lines, ...before.slice(from + removed)];
}
