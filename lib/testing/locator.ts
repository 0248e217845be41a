/** A description of controls, and what a test does with them. */

import { expected } from '../errors.js';
import {
  type Choice,
  type Control,
  type Drag,
  type GestureArguments,
  type GestureName,
  type PastedFile,
  type Pinch,
  type Point,
  textOf,
} from '../flet/index.js';
import { flag, type OptionRules, oneOf, rule, validateOptions } from '../options.js';
import type { AppContext } from './app-context.js';
import { CallSite } from './call-site.js';
import { check } from './check.js';
import { dateFrom, timeFrom } from './dates.js';
import { dragTo } from './drag-to.js';
import { ensureIcons } from './icon-names.js';
import { parseKeys } from './keys.js';
import { Locating } from './locating.js';
import { lookForOne, lookForVisible } from './look.js';
import { findParts, type Parts, partsOfLocator, setParts } from './parts.js';
import { doAndSettle, perform, reach, reachFocusable, typeKeys } from './perform.js';
import { obstructionOf } from './reach.js';
import { type Conditions, printSelector, resolve, type Selector } from './selector.js';
import { type SettableValue, setValue } from './set-value.js';
import { Step } from './step.js';
import { sourceOfArguments, type TextPattern } from './text-pattern.js';
import { WAIT, type WaitOptions } from './timeouts.js';
import { plain, valueIn } from './value.js';

export interface ClickOptions extends WaitOptions {
  /** Default `primary`. */
  button?: 'primary' | 'secondary' | 'tertiary';
}

export interface FilterOptions {
  /** Only controls that show this text, in themselves or in what is in them; a string may be a part of it, in any case. */
  hasText?: TextPattern;
  /** Only controls that contain a match of this locator; it is looked up in each of them. */
  has?: Locator;
  /** Only controls that a user sees (true), or does not see (false). */
  visible?: boolean;
}

const FILTER: OptionRules = {
  hasText: rule('a string or a regular expression', (value) => typeof value === 'string' || value instanceof RegExp),
  has: rule('a locator', (value) => findParts(value) !== undefined),
  visible: flag,
};
const CLICK: OptionRules = { ...WAIT, button: oneOf('primary', 'secondary', 'tertiary') };

/**
 * Points at controls without looking yet: they are looked up anew by every action and assertion. A locator never changes, and
 * prints as the call that made it.
 *
 * Where one control is needed, exactly one has to match; controls that a user does not see count only when nothing else matches.
 * An action waits until there is one that is visible, enabled and not covered by a dialog or menu, does what a user does with
 * it, and ends when the app has come to rest. An error that the app raises in between fails it, with Python's traceback.
 *
 * @example
 * const row = app.getByControl('Row').filter({ hasText: 'milk' });
 * await row.getByRole('checkbox').check();
 * String(row); // "getByControl('Row').filter({ hasText: 'milk' })"
 */
export class Locator extends Locating<Locator> {
  readonly #parts: Parts;

  /** Locators come from an app's `getBy…`. */
  constructor(context: AppContext, selector: Selector) {
    super();
    this.#parts = { context, selector };
    setParts(this, this.#parts);
  }

  protected override derive(selector: Selector): Locator {
    return new Locator(this.#parts.context, selector);
  }

  // Which of the matches.

  /** The first match in reading order. */
  first(): Locator {
    return this.#pick(0, 'first()');
  }

  /** The last match in reading order. */
  last(): Locator {
    return this.#pick(-1, 'last()');
  }

  /** One match by its place: 0 is the first, -1 the last. */
  nth(index: number): Locator {
    if (!Number.isSafeInteger(index)) throw expected('an integer', 'nth', index);
    return this.#pick(index, `nth(${index})`);
  }

  /** Those of the matches that fit. */
  filter(options: FilterOptions): Locator {
    validateOptions(options, FILTER, 'filter');
    const { has, ...rest } = options;
    const conditions: Conditions =
      has === undefined ? rest : { ...rest, has: partsOfLocator(has, 'has', this.#parts.context).selector };
    return this.derive({ kind: 'filter', from: this.#parts.selector, conditions });
  }

  /** Controls that match both locators. */
  and(other: Locator): Locator {
    return this.#combine('and', other);
  }

  /** Controls that match one of the locators, or both, in reading order. */
  or(other: Locator): Locator {
    return this.#combine('or', other);
  }

  /** Those of the matches that are inside of a match of another locator. */
  within(other: Locator): Locator {
    return this.#combine('within', other);
  }

  // What a user does.

  /** Presses and releases, taps. */
  click(options: ClickOptions = {}): Promise<void> {
    validateOptions(options, CLICK, 'click');
    const { button = 'primary' } = options;
    if (button === 'primary') return this.#perform(this.click, 'click', [options], options, 'click', undefined);
    return this.#perform(this.click, 'click', [options], options, 'buttonClick', button);
  }

  doubleClick(options: WaitOptions = {}): Promise<void> {
    return this.#perform(this.doubleClick, 'doubleClick', [options], options, 'doubleClick', undefined);
  }

  longPress(options: WaitOptions = {}): Promise<void> {
    return this.#perform(this.longPress, 'longPress', [options], options, 'longPress', undefined);
  }

  /** Moves the pointer onto the control. */
  hover(options: WaitOptions = {}): Promise<void> {
    return this.#perform(this.hover, 'hover', [options], options, 'hover', true);
  }

  /** Moves the pointer away from the control. */
  leave(options: WaitOptions = {}): Promise<void> {
    return this.#perform(this.leave, 'leave', [options], options, 'hover', false);
  }

  /** Replaces the text of a field: filters are applied, one change is sent. */
  fill(text: string, options: WaitOptions = {}): Promise<void> {
    if (typeof text !== 'string') throw expected('a string', 'fill', text);
    return this.#perform(this.fill, 'fill', [text, options], options, 'fill', text);
  }

  /** Types into a field key by key, behind what is in it; a newline is the Enter key. The app rests after each. */
  type(text: string, options: WaitOptions = {}): Promise<void> {
    if (typeof text !== 'string') throw expected('a string', 'type', text);
    return this.#run(this.type, 'type', [text, options], options, (step) => typeKeys(this.#parts, step, text));
  }

  /**
   * Gives the control the focus and presses a key.
   *
   * @example
   * await field.press('Enter');
   * await field.press('Shift+Tab');
   */
  press(keys: string, options: WaitOptions = {}): Promise<void> {
    const { key, held } = parseKeys(keys);
    return this.#run(this.press, 'press', [keys, options], options, async (step) => {
      const control = await reachFocusable(this.#parts, step);
      await doAndSettle(this.#parts, step, async (client) => {
        await client.focus(control);
        await client.pressKey(key, held);
      });
    });
  }

  /** Presses Enter in a field. */
  submit(options: WaitOptions = {}): Promise<void> {
    return this.#perform(this.submit, 'submit', [options], options, 'submit', undefined);
  }

  /** Ticks a box, switches on, chooses a radio, selects a chip or segment; nothing when it is so already. */
  check(options: WaitOptions = {}): Promise<void> {
    return this.#run(this.check, 'check', [options], options, (step) => check(this.#parts, step, true));
  }

  /** The opposite of `check`. */
  uncheck(options: WaitOptions = {}): Promise<void> {
    return this.#run(this.uncheck, 'uncheck', [options], options, (step) => check(this.#parts, step, false));
  }

  /** Chooses an option, an item, a destination or a tab by its key, its text or its place; several one after another. */
  select(choice: Choice | readonly Choice[], options: WaitOptions = {}): Promise<void> {
    const choices = Array.isArray(choice) ? (choice as readonly Choice[]) : [choice as Choice];
    for (const one of choices) {
      if (typeof one !== 'string' && typeof one !== 'number') throw expected('a string or a number', 'select', one);
    }
    return this.#run(this.select, 'select', [choice, options], options, async (step) => {
      for (const one of choices) await perform(this.#parts, step, 'select', one);
    });
  }

  /**
   * Brings a control to a value in the way that fits it: drags a slider, fills a field, chooses an option, ticks a box, confirms
   * a picker.
   */
  setValue(value: SettableValue, options: WaitOptions = {}): Promise<void> {
    return this.#run(this.setValue, 'setValue', [value, options], options, (step) =>
      setValue(this.#parts, step, value),
    );
  }

  /** Presses somewhere in the control, moves and releases. */
  drag(drag: Drag, options: WaitOptions = {}): Promise<void> {
    return this.#perform(this.drag, 'drag', [drag, options], options, 'drag', drag);
  }

  /** Drags a `Draggable` to a `DragTarget`, or an item of a reorderable list to the place of another one. */
  dragTo(target: Locator, options: WaitOptions = {}): Promise<void> {
    const to = partsOfLocator(target, 'dragTo', this.#parts.context);
    return this.#run(this.dragTo, 'dragTo', [target, options], options, (step) => dragTo(this.#parts, to, step));
  }

  /** A quick drag: throws a `Dismissible`, a bar or a sheet away, turns a page. */
  swipe(direction: 'left' | 'right' | 'up' | 'down', options: WaitOptions = {}): Promise<void> {
    if (!['left', 'right', 'up', 'down'].includes(direction)) {
      throw expected("'left', 'right', 'up' or 'down'", 'swipe', direction);
    }
    return this.#perform(this.swipe, 'swipe', [direction, options], options, 'swipe', direction);
  }

  /** Two fingers that part, close, turn or move. */
  pinch(pinch: Pinch, options: WaitOptions = {}): Promise<void> {
    return this.#perform(this.pinch, 'pinch', [pinch, options], options, 'pinch', pinch);
  }

  /** Scrolls by so many logical pixels, as a wheel does. */
  scroll(by: Partial<Point>, options: WaitOptions = {}): Promise<void> {
    const point = { x: by.x ?? 0, y: by.y ?? 0 };
    return this.#perform(this.scroll, 'scroll', [by, options], options, 'scroll', point);
  }

  /**
   * Makes the control blink in the real Flutter client, for a person who looks at a headed test.
   *
   * @example
   * await app.getByText('Pay').highlight();
   */
  highlight(options: WaitOptions = {}): Promise<void> {
    return this.#run(this.highlight, 'highlight', [options], options, async (step) => {
      const { context, selector } = this.#parts;
      const control = await step.until('one match that is visible', () =>
        lookForVisible(selector, context.client.tree),
      );
      await (await context.view()).highlight(control);
    });
  }

  /** Scrolls whatever must be scrolled for the control to be in view. Every gesture does so by itself. */
  scrollTo(options: WaitOptions = {}): Promise<void> {
    return this.#run(this.scrollTo, 'scrollTo', [options], options, async (step) => {
      const control = await reach(this.#parts, step);
      await doAndSettle(this.#parts, step, (client) => client.scrollIntoView(control));
    });
  }

  /** Closes a dialog, sheet, bar or picker without choosing. */
  dismiss(options: WaitOptions = {}): Promise<void> {
    return this.#perform(this.dismiss, 'dismiss', [options], options, 'dismiss', undefined);
  }

  /** Unfolds a menu or a drop-down, without choosing. */
  open(options: WaitOptions = {}): Promise<void> {
    return this.#perform(this.open, 'open', [options], options, 'open', undefined);
  }

  /** Presses the small «delete» of a chip. */
  delete(options: WaitOptions = {}): Promise<void> {
    return this.#perform(this.delete, 'delete', [options], options, 'delete', undefined);
  }

  /** Confirms a date picker: with a day (`'2026-03-04'`, or the moment of a `Date`), with two for a range. */
  pickDate(date: string | Date | readonly [string | Date, string | Date], options: WaitOptions = {}): Promise<void> {
    const picked = Array.isArray(date)
      ? ([dateFrom(date[0]), dateFrom(date[1])] as const)
      : dateFrom(date as string | Date);
    return this.#perform(this.pickDate, 'pickDate', [date, options], options, 'pick', picked);
  }

  /** Confirms a time picker: `'09:05'`. */
  pickTime(time: string, options: WaitOptions = {}): Promise<void> {
    return this.#perform(this.pickTime, 'pickTime', [time, options], options, 'pick', timeFrom(time));
  }

  /** Marks the text between two offsets; both the same: puts the caret there. */
  selectText(from: number, to: number, options: WaitOptions = {}): Promise<void> {
    return this.#perform(this.selectText, 'selectText', [from, to, options], options, 'selectText', [from, to]);
  }

  /** Pastes files out of the clipboard. */
  pasteFiles(files: readonly PastedFile[], options: WaitOptions = {}): Promise<void> {
    const names = files.map(({ name }) => name);
    return this.#perform(this.pasteFiles, 'pasteFiles', [names, options], options, 'pasteFiles', files);
  }

  /** Any other gesture by its name. */
  perform<Name extends GestureName>(
    gesture: Name,
    argument: GestureArguments[Name],
    options: WaitOptions = {},
  ): Promise<void> {
    return this.#perform(this.perform, 'perform', [gesture, argument, options], options, gesture, argument);
  }

  /** Gives the control the focus. */
  focus(options: WaitOptions = {}): Promise<void> {
    return this.#run(this.focus, 'focus', [options], options, async (step) => {
      const control = await reachFocusable(this.#parts, step);
      await doAndSettle(this.#parts, step, (client) => client.focus(control));
    });
  }

  /** Takes the focus away from the control; nothing when it does not have it. */
  blur(options: WaitOptions = {}): Promise<void> {
    return this.#run(this.blur, 'blur', [options], options, async (step) => {
      const control = await reachFocusable(this.#parts, step);
      await doAndSettle(this.#parts, step, async (client) => {
        if (client.focused === control) await client.focus(undefined);
      });
    });
  }

  // What a test reads. These look once; assertions wait.

  /** How many controls match now, hidden ones included. */
  async count(): Promise<number> {
    return (await this.#resolve(this.count, 'count')).length;
  }

  /** A locator for each of the present matches. */
  async all(): Promise<Locator[]> {
    return (await this.#resolve(this.all, 'all')).map((_control, index) => this.nth(index));
  }

  /** The one control that matches, as the client holds it: waits until there is one. */
  control(options: WaitOptions = {}): Promise<Control> {
    return this.#one(this.control, 'control', [options], options, (control) => control);
  }

  /** All text that is shown in the control, a line for each control that shows some. */
  text(options: WaitOptions = {}): Promise<string> {
    return this.#one(this.text, 'text', [options], options, textOf);
  }

  /** What is entered, chosen or ticked. Dates are ISO 8601 text, times `'09:05'`, spans milliseconds. */
  value(options: WaitOptions = {}): Promise<unknown> {
    return this.#one(this.value, 'value', [options], options, valueIn);
  }

  /** A property by its Python name, or its default. */
  property(name: string, options: WaitOptions = {}): Promise<unknown> {
    return this.#one(this.property, 'property', [name, options], options, (control) => plain(control.get(name)));
  }

  /** True when exactly one match can be seen now. */
  async isVisible(): Promise<boolean> {
    const { tree } = this.#parts.context.client;
    const found = await this.#resolve(this.isVisible, 'isVisible');
    return found.filter((control) => obstructionOf(tree, control)?.kind !== 'hidden').length === 1;
  }

  /** The call that made it: `getByRole('button', { name: 'Save' }).first()`. */
  override toString(): string {
    return printSelector(this.#parts.selector);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  #pick(index: number, call: string): Locator {
    return this.derive({ kind: 'pick', from: this.#parts.selector, index, call });
  }

  #combine(kind: 'and' | 'or' | 'within', other: Locator): Locator {
    const { selector } = partsOfLocator(other, kind, this.#parts.context);
    return this.derive({ kind, from: this.#parts.selector, other: selector });
  }

  #perform<Name extends GestureName>(
    // biome-ignore lint/complexity/noBannedTypes: the public method, for the stack.
    entry: Function,
    call: string,
    args: unknown[],
    options: WaitOptions,
    verb: Name,
    argument: GestureArguments[Name],
  ): Promise<void> {
    return this.#run(entry, call, args, options, (step) => perform(this.#parts, step, verb, argument));
  }

  #one<Value>(
    // biome-ignore lint/complexity/noBannedTypes: the public method, for the stack.
    entry: Function,
    call: string,
    args: unknown[],
    options: WaitOptions,
    read: (control: Control) => Value,
  ): Promise<Value> {
    const { context, selector } = this.#parts;
    return this.#run(entry, call, args, options, async (step) => {
      await ensureIcons(this.#parts, step);
      return step.until('one match', () => {
        const look = lookForOne(selector, context.client.tree);
        return 'value' in look ? { value: read(look.value) } : look;
      });
    });
  }

  // biome-ignore lint/complexity/noBannedTypes: the public method, for the stack.
  #resolve(entry: Function, call: string): Promise<Control[]> {
    return this.#run(entry, call, [], {}, async (step) => {
      await ensureIcons(this.#parts, step);
      return resolve(this.#parts.selector, this.#parts.context.client.tree);
    });
  }

  #run<Value>(
    // biome-ignore lint/complexity/noBannedTypes: the public method, for the stack.
    entry: Function,
    call: string,
    args: unknown[],
    options: WaitOptions,
    body: (step: Step) => Promise<Value>,
  ): Promise<Value> {
    const site = new CallSite(entry);
    const { context, selector } = this.#parts;
    if (entry !== this.click) validateOptions(options, WAIT, call);
    const { timeout = context.timeouts.action, ...said } = options as ClickOptions;
    const shown = args.map((arg) => (arg === options ? said : arg));
    const title = `${printSelector(selector)}.${call}(${sourceOfArguments(...shown)})`;
    return Step.run(context, { title, site, timeout }, body);
  }
}
