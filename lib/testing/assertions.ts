/** What a test can say of a locator. */

import { describe, expected as misuse } from '../errors.js';
import { type Control, textOf } from '../flet/index.js';
import { isDisabled } from '../flet/reachability.js';
import { milliseconds, type OptionRules, validateOptions } from '../options.js';
import { CallSite } from './call-site.js';
import { ensureIcons } from './icon-names.js';
import { lookForOne, lookForVisible, printAll } from './look.js';
import type { Parts } from './parts.js';
import { isVisible } from './reach.js';
import { printFound } from './report.js';
import { printSelector, resolve } from './selector.js';
import { type Look, Step } from './step.js';
import { checkPattern, fitsText, source, sourceOfArguments, type TextPattern } from './text-pattern.js';
import { parseTree, printUnmatched, unmatched } from './tree-pattern.js';
import { checkedOf, fitsValue, plain, printValue, valueIn } from './value.js';

export interface AssertionOptions {
  /** Milliseconds until it has to hold. Default: that of the app. 0 looks once. */
  timeout?: number;
}

const RULES: OptionRules = { timeout: milliseconds };

/** What an assertion sees in its control. */
interface Seen {
  readonly holds: boolean;
  /** `disabled`, `the text 'Sav'` … */
  readonly actual: string;
}

/**
 * Assertions wait: they look at once and again after every patch, until they hold or their time is up. All but those on number,
 * presence and visibility need exactly one match; that is so for `.not` as well.
 */
export class Assertions {
  readonly #parts: Parts;
  readonly #subject: string;
  readonly #negated: boolean;

  /** @param subject How the test names what is asserted of: `getByText('3')`. */
  constructor(parts: Parts, subject: string, negated = false) {
    this.#parts = parts;
    this.#subject = subject;
    this.#negated = negated;
  }

  /** The opposite. */
  get not(): Assertions {
    return new Assertions(this.#parts, this.#subject, !this.#negated);
  }

  /** Exactly one match, and a user sees it: on top, or scrolled out of view, or covered by a dialog. */
  toBeVisible(options: AssertionOptions = {}): Promise<void> {
    return this.#visibility(this.toBeVisible, 'toBeVisible', options, !this.#negated);
  }

  /** No match, or none that a user sees. */
  toBeHidden(options: AssertionOptions = {}): Promise<void> {
    return this.#visibility(this.toBeHidden, 'toBeHidden', options, this.#negated);
  }

  /**
   * All text that is shown in the control, in reading order: a line for each control that shows some.
   *
   * @param text The whole text, or an expression that some part of it fits.
   */
  toHaveText(text: TextPattern, options: AssertionOptions = {}): Promise<void> {
    checkPattern(text, 'toHaveText');
    return this.#text(this.toHaveText, 'toHaveText', text, options, (shown) => fitsText(shown, text));
  }

  /** The same, where a part is enough; upper and lower case differ. */
  toContainText(text: TextPattern, options: AssertionOptions = {}): Promise<void> {
    checkPattern(text, 'toContainText');
    const holds = (shown: string): boolean => (typeof text === 'string' ? shown.includes(text) : fitsText(shown, text));
    return this.#text(this.toContainText, 'toContainText', text, options, holds);
  }

  /**
   * What is entered or chosen: a field's text, a slider's number, a box's state, a group's or drop-down's key, the index of a bar or of
   * tabs, the two values of a range. Dates compare with a `Date` or as ISO 8601 text, times as `'09:05'`.
   */
  toHaveValue(value: unknown, options: AssertionOptions = {}): Promise<void> {
    return this.#compare(this.toHaveValue, 'toHaveValue', [value], options, 'the value', value, valueIn);
  }

  /** A property by its Python name, or its default. */
  toHaveProperty(name: string, value: unknown, options: AssertionOptions = {}): Promise<void> {
    if (typeof name !== 'string') throw misuse('the name of a property', 'toHaveProperty', name);
    const read = (control: Control): unknown => plain(control.get(name));
    return this.#compare(this.toHaveProperty, 'toHaveProperty', [name, value], options, name, value, read);
  }

  /** Neither it nor anything around it is disabled. */
  toBeEnabled(options: AssertionOptions = {}): Promise<void> {
    return this.#state(this.toBeEnabled, 'toBeEnabled', options, 'enabled', (control) => enabled(control, true));
  }

  toBeDisabled(options: AssertionOptions = {}): Promise<void> {
    return this.#state(this.toBeDisabled, 'toBeDisabled', options, 'disabled', (control) => enabled(control, false));
  }

  /** A box is ticked, a switch on, a radio chosen, a chip, segment, tab or destination selected. */
  toBeChecked(options: AssertionOptions = {}): Promise<void> {
    return this.#state(this.toBeChecked, 'toBeChecked', options, 'checked', (control) => {
      const checked = checkedOf(control);
      const actual =
        checked === undefined ? 'not a control that can be checked' : checked === null ? 'indeterminate' : '';
      return { holds: checked === true, actual: actual === '' ? (checked ? 'checked' : 'unchecked') : actual };
    });
  }

  /** It has the keyboard. */
  toBeFocused(options: AssertionOptions = {}): Promise<void> {
    const { client } = this.#parts.context;
    return this.#state(this.toBeFocused, 'toBeFocused', options, 'focused', (control) => {
      const { focused } = client;
      const elsewhere = focused === undefined ? 'nothing has the focus' : `the focus is on ${printFound(focused)}`;
      return { holds: focused === control, actual: focused === control ? 'focused' : `not focused: ${elsewhere}` };
    });
  }

  /** So many matches, hidden ones included. */
  toHaveCount(count: number, options: AssertionOptions = {}): Promise<void> {
    if (!Number.isSafeInteger(count) || count < 0) throw misuse('a number of controls', 'toHaveCount', count);
    const { context, selector } = this.#parts;
    const awaited = `${this.#negated ? 'another number than ' : ''}${count} ${count === 1 ? 'match' : 'matches'}`;
    return this.#run(this.toHaveCount, 'toHaveCount', [count], options, awaited, () => {
      const found = resolve(selector, context.client.tree);
      if ((found.length === count) !== this.#negated) return { value: undefined };
      const hidden = found.filter((control) => !isVisible(context.client.tree, control)).length;
      const which = found.length === 0 ? '' : `: ${printAll(found)}${hidden > 0 ? ` (${hidden} hidden)` : ''}`;
      const matches = `${found.length} ${found.length === 1 ? 'match' : 'matches'}`;
      return { missing: { code: 'ERR_EMBED_TEST_MISMATCH', found: `${matches}${which}` } };
    });
  }

  /**
   * An outline of what is in the control, in the form in which trees are printed: a line for a control, with its type, and as
   * far as it matters its text, some properties and events; indented below it what is in it. What is not mentioned may be
   * there as well: controls before, between and around those of the outline, properties, events.
   *
   * A text or a value is JSON or a regular expression; `*` is any type.
   *
   * @example
   * await expect(app).toMatchTree(`
   *   AppBar
   *     Text "Tasks"
   *   Checkbox "Milk" value=true
   *   Checkbox /^B/ (change)
   *   * "2 left"
   * `);
   */
  toMatchTree(outline: string, options: AssertionOptions = {}): Promise<void> {
    if (typeof outline !== 'string') throw misuse('an outline', 'toMatchTree', outline);
    const pattern = parseTree(outline);
    const lines = outline.split('\n').filter((line) => line.trim() !== '').length;
    const awaited = `one match ${this.#negated ? 'without' : 'with'} the outline of ${lines} ${lines === 1 ? 'line' : 'lines'}`;
    return this.#run(this.toMatchTree, 'toMatchTree', [], options, awaited, () => {
      const one = lookForOne(this.#parts.selector, this.#parts.context.client.tree);
      if ('missing' in one) return one;
      const gap = unmatched(pattern, one.value);
      if ((gap === undefined) !== this.#negated) return { value: undefined };
      const found = gap === undefined ? 'all of it' : printUnmatched(gap);
      const sections = (): { title: string; lines: string[] }[] => [{ title: 'Outline', lines: numbered(outline) }];
      return { missing: { code: 'ERR_EMBED_TEST_MISMATCH', found, sections } };
    });
  }

  #visibility(entry: Entry, call: string, options: AssertionOptions, wanted: boolean): Promise<void> {
    const { context, selector } = this.#parts;
    const awaited = wanted ? 'one match, and it is visible' : 'no match that is visible';
    return this.#run(entry, call, [], options, awaited, () => {
      const { tree } = context.client;
      if (wanted) {
        const one = lookForVisible(selector, tree);
        return 'missing' in one ? one : { value: undefined };
      }
      const visible = resolve(selector, tree).filter((control) => isVisible(tree, control));
      if (visible.length === 0) return { value: undefined };
      return { missing: { code: 'ERR_EMBED_TEST_MISMATCH', found: printAll(visible) } };
    });
  }

  #text(
    entry: Entry,
    call: string,
    text: TextPattern,
    options: AssertionOptions,
    holds: (shown: string) => boolean,
  ): Promise<void> {
    const verb = call === 'toContainText' ? 'containing' : 'with';
    const awaited = `one match ${this.#negated ? 'not ' : ''}${verb} the text ${source(text)}`;
    return this.#one(entry, call, [text], options, awaited, (control) => {
      const shown = textOf(control);
      return { holds: holds(shown), actual: `the text ${source(shown)}` };
    });
  }

  #compare(
    entry: Entry,
    call: string,
    args: unknown[],
    options: AssertionOptions,
    what: string,
    wanted: unknown,
    read: (control: Control) => unknown,
  ): Promise<void> {
    const awaited = `one match ${this.#negated ? 'without' : 'with'} ${what} ${printValue(wanted)}`;
    return this.#one(entry, call, args, options, awaited, (control) => {
      const actual = read(control);
      return { holds: fitsValue(actual, wanted), actual: `${what} ${printValue(actual)}` };
    });
  }

  #state(
    entry: Entry,
    call: string,
    options: AssertionOptions,
    state: string,
    see: (control: Control) => Seen,
  ): Promise<void> {
    return this.#one(entry, call, [], options, `one match that is ${this.#negated ? 'not ' : ''}${state}`, see);
  }

  #one(
    entry: Entry,
    call: string,
    args: unknown[],
    options: AssertionOptions,
    awaited: string,
    see: (control: Control) => Seen,
  ): Promise<void> {
    const { context, selector } = this.#parts;
    return this.#run(entry, call, args, options, awaited, () => {
      const one = lookForOne(selector, context.client.tree);
      if ('missing' in one) return one;
      const { holds, actual } = see(one.value);
      if (holds !== this.#negated) return { value: undefined };
      return {
        missing: {
          code: 'ERR_EMBED_TEST_MISMATCH',
          found: actual,
          facts: [['on', printFound(one.value)]],
        },
      };
    });
  }

  #run(
    entry: Entry,
    call: string,
    args: unknown[],
    options: AssertionOptions,
    awaited: string,
    look: () => Look<undefined>,
  ): Promise<void> {
    const site = new CallSite(entry);
    const { context } = this.#parts;
    validateOptions(options, RULES, call);
    const { timeout = context.timeouts.assertion } = options;
    const title = `expect(${this.#subject})${this.#negated ? '.not' : ''}.${call}(${sourceOfArguments(...args)})`;
    return Step.run(context, { title, site, timeout }, async (step) => {
      await ensureIcons(this.#parts, step);
      await step.until(awaited, look);
    });
  }
}

// biome-ignore lint/complexity/noBannedTypes: the public method, for the stack.
type Entry = Function;

function enabled(control: Control, wanted: boolean): Seen {
  const disabled = isDisabled(control);
  return { holds: disabled !== wanted, actual: disabled ? 'disabled' : 'enabled' };
}

/** The lines of a template without what they have in common at the left. */
function numbered(outline: string): string[] {
  const lines = outline.split('\n').filter((line) => line.trim() !== '');
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  const width = String(lines.length).length;
  return lines.map((line, index) => `${String(index + 1).padStart(width)}  ${line.slice(indent).trimEnd()}`);
}

/** @throws TypeError for what is neither an app nor a locator. */
export function refuseValue(value: unknown): never {
  throw new TypeError(
    `Expected an app or a locator for expect but received ${describe(value)}; for other values use the expect of your test ` +
      "runner: import { expect as expectValue } from 'vitest', or node:assert",
  );
}

/** The subject of a message. */
export function subjectOf(parts: Parts): string {
  return printSelector(parts.selector) || 'app';
}
