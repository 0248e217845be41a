/** Outlines of a control tree: what `toMatchTree` compares with. */

import { type Control, ownText, printControl } from '../flet/index.js';
import { plain } from './value.js';

/** One line of an outline, with the lines that are indented below it. */
interface Entry {
  /** Counted from 1, empty ones left out. */
  readonly line: number;
  readonly source: string;
  /** `*` is any type. */
  readonly type: string;
  readonly text: string | RegExp | undefined;
  readonly properties: ReadonlyMap<string, unknown>;
  readonly events: readonly string[];
  readonly children: readonly Entry[];
}

export interface TreePattern {
  readonly entries: readonly Entry[];
}

/** The line that nothing was found for. */
export interface Unmatched {
  readonly line: number;
  readonly source: string;
  /** The control in which it was looked for last. */
  readonly inside: Control;
}

const STRING = /^"(?:[^"\\]|\\.)*"/;
const EXPRESSION = /^\/((?:[^/\\]|\\.)+)\/([a-z]*)/;

/**
 * Reads an outline. Lines of `…` or `...` and empty ones say nothing.
 *
 * @throws SyntaxError that names the line.
 */
export function parseTree(outline: string): TreePattern {
  const top: Entry[] = [];
  const open: { indent: number; children: Entry[] }[] = [{ indent: -1, children: top }];
  let line = 0;
  for (const raw of outline.split('\n')) {
    const source = raw.trim();
    if (source !== '') line++;
    if (source === '' || source === '…' || source === '...') continue;
    const indent = raw.length - raw.trimStart().length;
    while (open.at(-1)!.indent >= indent) open.pop();
    const children: Entry[] = [];
    open.at(-1)!.children.push({ ...parseLine(source, line), children });
    open.push({ indent, children });
  }
  if (top.length === 0) throw new SyntaxError('Expected at least one line for toMatchTree but received none');
  return { entries: top };
}

function parseLine(source: string, line: number): Omit<Entry, 'children'> {
  const fail = (what: string): SyntaxError =>
    new SyntaxError(`Expected ${what} in line ${line} of toMatchTree but received: ${source}`);
  const [type] = /^(\*|[A-Za-z]\w*)/.exec(source) ?? [];
  if (type === undefined) throw fail('a control type or *');
  let rest = source.slice(type.length).trimStart();
  let text: string | RegExp | undefined;
  const properties = new Map<string, unknown>();
  let events: string[] = [];
  const literal = (): unknown => {
    const found = STRING.exec(rest) ?? EXPRESSION.exec(rest) ?? /^[^\s(]+/.exec(rest);
    if (found === null) throw fail('a value');
    rest = rest.slice(found[0].length);
    if (found[0].startsWith('"')) return JSON.parse(found[0]) as string;
    if (found.length === 3) return new RegExp(found[1]!, found[2]);
    try {
      return JSON.parse(found[0]) as unknown;
    } catch {
      return found[0];
    }
  };
  if (STRING.test(rest) || EXPRESSION.test(rest)) text = literal() as string | RegExp;
  for (rest = rest.trimStart(); rest !== ''; rest = rest.trimStart()) {
    const named = /^([a-z_]\w*)=/.exec(rest);
    const handled = /^\(([\w, ]*)\)$/.exec(rest);
    if (named !== null) {
      rest = rest.slice(named[0].length);
      properties.set(named[1]!, literal());
    } else if (handled !== null) {
      events = handled[1]!.split(',').map((event) => event.trim());
      rest = '';
    } else {
      throw fail('a text, name=value or (events)');
    }
  }
  return { line, source, type, text, properties, events };
}

/**
 * Looks for the outline in and below a control: undefined when it is there. Lines stand for controls in reading order; between
 * them there may be others, and an indented line may be any number of levels below.
 */
export function unmatched(pattern: TreePattern, root: Control): Unmatched | undefined {
  return new Matching(root).run(pattern.entries);
}

class Matching {
  /** Every control in reading order, and where the part of the list that is below it ends. */
  readonly #controls: Control[] = [];
  readonly #ends: number[] = [];
  readonly #memo = new Map<Entry, Map<number, boolean>>();
  #failure: Unmatched | undefined;

  constructor(root: Control) {
    const path: number[] = [];
    for (const control of root.walk()) {
      while (path.length > 0 && control.closest((at) => at === this.#controls[path.at(-1)!]) === undefined) {
        this.#ends[path.pop()!] = this.#controls.length;
      }
      path.push(this.#controls.length);
      this.#controls.push(control);
    }
    for (const place of path) this.#ends[place] = this.#controls.length;
  }

  run(entries: readonly Entry[]): Unmatched | undefined {
    return this.#place(entries, 0, this.#controls.length, 0) ? undefined : this.#failure;
  }

  /** Finds places for siblings, one behind the other, within a part of the list. Ending earliest leaves the most room. */
  #place(entries: readonly Entry[], from: number, to: number, inside: number): boolean {
    let start = from;
    for (const entry of entries) {
      let earliest = Number.POSITIVE_INFINITY;
      for (let place = start; place < to && place < earliest; place++) {
        if (this.#fits(entry, place)) earliest = Math.min(earliest, this.#ends[place]!);
      }
      if (earliest === Number.POSITIVE_INFINITY) {
        // The line that is reached last says the most.
        if (this.#failure === undefined || entry.line >= this.#failure.line) {
          this.#failure = { line: entry.line, source: entry.source, inside: this.#controls[inside]! };
        }
        return false;
      }
      start = earliest;
    }
    return true;
  }

  #fits(entry: Entry, place: number): boolean {
    const known = this.#memo.get(entry) ?? new Map<number, boolean>();
    this.#memo.set(entry, known);
    let fits = known.get(place);
    if (fits === undefined) {
      fits =
        fitsHead(entry, this.#controls[place]!) && this.#place(entry.children, place + 1, this.#ends[place]!, place);
      known.set(place, fits);
    }
    return fits;
  }
}

function fitsHead({ type, text, properties, events }: Entry, control: Control): boolean {
  if (type !== '*' && type !== control.type) return false;
  if (text !== undefined && !fitsLiteral(ownText(control), text)) return false;
  for (const [name, value] of properties) if (!fitsLiteral(plain(control.get(name)), value)) return false;
  return events.every((event) => event === '' || control.handles(event));
}

function fitsLiteral(actual: unknown, literal: unknown): boolean {
  if (literal instanceof RegExp) return literal.test(String(actual ?? ''));
  if (Array.isArray(literal) || Array.isArray(actual)) return JSON.stringify(actual) === JSON.stringify(literal);
  return actual === literal;
}

/** What is said of a line that nothing was found for. */
export function printUnmatched({ line, source, inside }: Unmatched): string {
  return `nothing for line ${line}, ${source}, in ${printControl(inside)}`;
}
