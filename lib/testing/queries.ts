/** The ways to find controls: what `getBy…` is made of. */

import { expected } from '../errors.js';
import type { Control } from '../flet/index.js';
import { flag, nearest, type OptionRules, rule, validateOptions } from '../options.js';
import { codesOf, type IconSets, iconName, iconsOf } from './icons.js';
import { nameOf, ROLE_NAMES, roleOf } from './roles.js';
import { keyOf, labelsOf, shownTexts, tooltipOf } from './shown.js';
import { checkPattern, fitsText, sourceOfArguments, type TextOptions, type TextPattern } from './text-pattern.js';

/** What a query compares, so that near misses can be told. */
export interface Subject {
  readonly pattern: TextPattern;
  readonly exact: boolean;
  /** The strings of a control that are compared. */
  textsOf(control: Control): readonly string[];
  /** The query that finds one of those strings. */
  queryFor(text: string): Query;
}

/** One condition on a control. */
export interface Query {
  /** The call that made it: `getByText('Save')`. */
  readonly print: string;
  /** What a control shows itself counts as being inside of it. */
  readonly includesScope: boolean;
  fits(control: Control): boolean;
  readonly subject?: Subject;
  /** The icon that it asks for by name: the names have to be known first. */
  readonly iconName?: string;
  /** What a control without a near miss in its texts has in common with the one that is meant. */
  similar?(control: Control): string | undefined;
}

export interface RoleOptions extends TextOptions {
  /** What the control is called: its label, text or tooltip, as the table of roles says. */
  name?: TextPattern;
}

const pattern = rule(
  'a string or a regular expression',
  (value) => typeof value === 'string' || value instanceof RegExp,
);
const TEXT: OptionRules = { exact: flag };
const ROLE: OptionRules = { exact: flag, name: pattern };

function byTexts(
  call: string,
  given: TextPattern,
  options: TextOptions,
  textsOf: (control: Control) => readonly string[],
  includesScope: boolean,
): Query {
  checkPattern(given, call);
  validateOptions(options, TEXT, call);
  const exact = options.exact ?? true;
  return {
    print: `${call}(${sourceOfArguments(given, options)})`,
    includesScope,
    fits: (control) => textsOf(control).some((text) => fitsText(text, given, exact)),
    subject: {
      pattern: given,
      exact,
      textsOf,
      queryFor: (text) => byTexts(call, text, {}, textsOf, includesScope),
    },
  };
}

/** The innermost control that shows a text. */
export function byText(text: TextPattern, options: TextOptions = {}): Query {
  const query = byTexts('getByText', text, options, shownTexts, true);
  // A Text shows what its spans show; where one of them alone fits, that is the innermost.
  const fits = (control: Control): boolean => query.fits(control) && !control.children('spans').some(fits);
  return { ...query, fits };
}

export function byLabel(text: TextPattern, options: TextOptions = {}): Query {
  return byTexts('getByLabel', text, options, labelsOf, false);
}

export function byTooltip(text: TextPattern, options: TextOptions = {}): Query {
  return byTexts('getByTooltip', text, options, (control) => withoutEmpty(tooltipOf(control)), false);
}

export function byKey(key: string | number | boolean): Query {
  if (!['string', 'number', 'boolean'].includes(typeof key)) {
    throw expected('a string, a number or a boolean', 'getByKey', key);
  }
  const query = byTexts('getByKey', String(key), {}, (control) => withoutEmpty(keyOf(control)), false);
  return { ...query, print: `getByKey(${sourceOfArguments(key)})` };
}

export function byControl(type: string): Query {
  if (typeof type !== 'string' || type === '') throw expected('the name of a control type', 'getByControl', type);
  return byTexts('getByControl', type, {}, (control) => [control.type], false);
}

export function byRole(role: string, options: RoleOptions = {}): Query {
  if (typeof role !== 'string') throw expected('an ARIA role', 'getByRole', role);
  if (!ROLE_NAMES.includes(role)) {
    const meant = nearest(role, ROLE_NAMES);
    const hint = meant === undefined ? `; the roles are ${ROLE_NAMES.join(', ')}` : `; did you mean '${meant}'?`;
    throw new RangeError(`Expected an ARIA role that a control can have for getByRole but received '${role}'${hint}`);
  }
  validateOptions(options, ROLE, 'getByRole');
  const { name, exact = true } = options;
  const print = `getByRole(${sourceOfArguments(role, options)})`;
  const hasRole = (control: Control): boolean => roleOf(control) === role;
  if (name === undefined) return { print, includesScope: false, fits: hasRole };
  const textsOf = (control: Control): string[] => (hasRole(control) ? withoutEmpty(nameOf(control)) : []);
  return {
    print,
    includesScope: false,
    fits: (control) => hasRole(control) && fitsText(nameOf(control), name, exact),
    subject: { pattern: name, exact, textsOf, queryFor: (text) => byRole(role, { name: text }) },
    similar: (control) => {
      const other = roleOf(control);
      if (other !== undefined && other !== role && fitsText(nameOf(control), name, exact)) {
        return `has this name and the role ${other}`;
      }
      return hasRole(control) ? `is another ${role}` : undefined;
    },
  };
}

/**
 * @param sets The app's icon sets. Names are looked up when the query is used: the sets come from the app, once it runs.
 */
export function byIcon(icon: string | number, sets: () => IconSets): Query {
  if (typeof icon !== 'string' && !Number.isSafeInteger(icon)) {
    throw expected('the name or number of an icon', 'getByIcon', icon);
  }
  const textsOf = (control: Control): string[] =>
    iconsOf(control).map((code) => iconName(sets(), code) ?? String(code));
  const codes = (): Set<number> => (typeof icon === 'number' ? new Set([icon]) : codesOf(sets(), icon));
  return {
    print: `getByIcon(${sourceOfArguments(icon)})`,
    includesScope: true,
    ...(typeof icon === 'string' ? { iconName: icon } : {}),
    fits: (control) => {
      const own = iconsOf(control);
      if (own.length === 0) return false;
      const wanted = codes();
      return own.some((code) => wanted.has(code));
    },
    subject: { pattern: String(icon), exact: true, textsOf, queryFor: (text) => byIcon(text, sets) },
  };
}

export function byPredicate(predicate: (control: Control) => boolean): Query {
  if (typeof predicate !== 'function') throw expected('a function that takes a control', 'locator', predicate);
  return {
    print: `locator(${sourceOfArguments(predicate)})`,
    includesScope: false,
    fits: (control) => predicate(control) === true,
  };
}

function withoutEmpty(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : [text];
}
