/**
 * The message of a failed call: within the first five lines what was awaited, on which locator, and what was there instead; below
 * them how it came to that, what nearly fits, and the controls of the page.
 */

import { type Control, printControl, printTree } from '../flet/index.js';

/** The tree in a message ends after so many lines. */
const TREE_LINES = 60;
/** Of a longer call log the first and the last few are told. */
const LOG_HEAD = 3;
const LOG_TAIL = 9;
/** A line of the log or of the tree is cut here. */
const LINE = 200;

export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

export interface Report {
  /** The first line: the call and what became of it. */
  readonly head: string;
  /** What was awaited. */
  readonly awaited: string;
  /** What was there instead. */
  readonly found: string;
  /** Comes right below: expected and received values. */
  readonly facts?: readonly (readonly [name: string, text: string])[];
  readonly sections: readonly Section[];
}

export function printReport({ head, awaited, found, facts = [], sections }: Report): string {
  const rows = [['awaited', awaited], ['found', found], ...facts] as const;
  const width = Math.max(...rows.map(([name]) => name.length)) + 1;
  const lines = [head, ...rows.map(([name, text]) => `  ${`${name}:`.padEnd(width)} ${hanging(text, width + 3)}`)];
  for (const { title, lines: body } of sections) {
    if (body.length > 0) lines.push('', `${title}:`, ...body.map((line) => (line === '' ? '' : `  ${line}`)));
  }
  return lines.join('\n');
}

/** What a test has waited through. */
export function logSection(entries: readonly string[]): Section {
  const left = entries.length - LOG_HEAD - LOG_TAIL;
  const lines = left <= 1 ? entries : [...entries.slice(0, LOG_HEAD), `… ${left} more …`, ...entries.slice(-LOG_TAIL)];
  return { title: 'Call log', lines: lines.map(cut) };
}

/** The page as it is now. */
export function treeSection(page: Control): Section {
  const lines = printTree(page).split('\n');
  const left = lines.length - TREE_LINES;
  const shown = lines.slice(0, TREE_LINES).map(cut);
  if (left > 0) shown.push(`… and ${left} more; app.tree() gives them all`);
  return { title: 'Controls', lines: shown };
}

/** A control in a message. */
export function printFound(control: Control): string {
  return cut(printControl(control));
}

function cut(line: string): string {
  return line.length <= LINE ? line : `${line.slice(0, LINE - 1)}…`;
}

/** Lines after the first stand below it. */
function hanging(text: string, indent: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(indent)}`);
}
