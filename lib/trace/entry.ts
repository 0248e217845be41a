/** What a trace consists of, in the form in which the page holds it. */

import type { TreeChange } from './tree-change.js';

/** `message`s go in or out; `frame`s are what comes on data channels. */
export type EntryKind = 'step' | 'message' | 'frame' | 'console' | 'problem';

export interface TraceEntry {
  kind: EntryKind;
  /** Milliseconds since the trace began. */
  at: number;
  /** One line. */
  summary: string;
  direction?: 'in' | 'out';
  /** Of the packet. */
  bytes?: number;
  /** Decoded, as text. */
  content?: string;
  /** How many UTF-16 units of the content were left out. */
  cut?: number;
  /** How the tree has changed with this entry. */
  tree?: TreeChange;
  /** Of a step: when it ended. Missing while it runs. */
  ended?: number;
  failed?: boolean;
}

/** What the page shows. */
export interface Trace {
  title: string;
  /** When it began, ISO 8601. */
  started: string;
  /** Entries that have been dropped at the beginning, to stay within the bound. */
  dropped: number;
  /** The lines of the tree before the first entry. */
  tree: string[];
  entries: TraceEntry[];
}

/** About how many UTF-16 units an entry takes in the page. */
export function sizeOf({ summary, content, tree }: TraceEntry): number {
  let size = 100 + summary.length + (content?.length ?? 0);
  for (const line of tree?.lines ?? []) size += line.length + 4;
  return size;
}
