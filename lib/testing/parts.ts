/** What is inside of an app or a locator; only the harness itself looks there. */

import { expected } from '../errors.js';
import type { AppContext } from './app-context.js';
import type { Selector } from './selector.js';

export interface Parts {
  readonly context: AppContext;
  readonly selector: Selector;
}

const PARTS = new WeakMap<object, Parts>();

export function setParts(owner: object, parts: Parts): void {
  PARTS.set(owner, parts);
}

/** Undefined for everything but apps and locators. */
export function findParts(value: unknown): Parts | undefined {
  return typeof value === 'object' && value !== null ? PARTS.get(value) : undefined;
}

/** @throws TypeError for everything but a locator of the same app. */
export function partsOfLocator(value: unknown, name: string, context: AppContext): Parts {
  const parts = findParts(value);
  if (parts === undefined || parts.selector.kind === 'page') throw expected('a locator', name, value);
  if (parts.context !== context) throw new TypeError(`Expected a locator of the same app for ${name}`);
  return parts;
}
