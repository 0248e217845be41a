/** Assertions on apps and locators for vitest's own `expect`. */

import { chai, type ExpectStatic, expect as vitestExpect } from 'vitest';
import { CallSite } from '../testing/call-site.js';
import { type App, type Assertions, expect as expectControl, type Locator } from '../testing/index.js';
import { findParts } from '../testing/parts.js';

/** What vitest's `expect` has for an app or a locator; each waits, has `.not`, and is to be awaited. */
export type LocatorMatchers = Omit<Assertions, 'not' | 'toHaveProperty'>;

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: as vitest declares it.
  interface Matchers<T = any> extends LocatorMatchers {}
}

/** vitest's `expect`, which for an app or a locator returns the assertions on it. */
export interface Expect extends ExpectStatic {
  (subject: App | Locator, message?: string): Assertions;
}

/** The same as vitest's own, with more exact types. */
export const expect = vitestExpect as Expect;

type Name = Exclude<keyof Assertions, 'not'>;

const NAMES: Record<Name, true> = {
  toBeVisible: true,
  toBeHidden: true,
  toHaveText: true,
  toContainText: true,
  toHaveValue: true,
  toHaveProperty: true,
  toBeEnabled: true,
  toBeDisabled: true,
  toBeChecked: true,
  toBeFocused: true,
  toHaveCount: true,
  toMatchTree: true,
};

type Method = (this: object, ...args: unknown[]) => unknown;

/**
 * Adds the matchers to vitest's `expect`. Where one of the same name is there already, vitest's `toHaveProperty` or those of a
 * library for the DOM, it goes on to serve every other value.
 */
export function installMatchers(): void {
  chai.use(({ Assertion }, { flag }) => {
    const prototype = Assertion.prototype as unknown as Record<string, Method | undefined>;
    for (const name of Object.keys(NAMES) as Name[]) {
      const others = prototype[name];
      vitestExpect.extend({ [name]: matcher(name) } as Parameters<ExpectStatic['extend']>[0]);
      const ours = prototype[name];
      if (others === undefined || ours === undefined) continue;
      prototype[name] = function (...args) {
        const isOurs = findParts(flag(this, 'object')) !== undefined;
        return (isOurs ? ours : others).apply(this, args);
      };
    }
  });
}

/** Fails with the error of the assertion itself: vitest would know less to say. */
function matcher(name: Name): (this: { isNot?: boolean }, subject: unknown, ...args: unknown[]) => Promise<unknown> {
  return function match(this: { isNot?: boolean }, subject: unknown, ...args: unknown[]): Promise<unknown> {
    const site = new CallSite(match);
    const isNot = this.isNot === true;
    const assertions = isNot ? expectControl(subject as Locator).not : expectControl(subject as Locator);
    const asserting = (assertions[name] as (...given: unknown[]) => Promise<void>).apply(assertions, args);
    return asserting.then(
      () => ({ pass: !isNot, message: () => '' }),
      (error: unknown) => {
        throw error instanceof Error ? site.blame(error) : error;
      },
    );
  };
}
