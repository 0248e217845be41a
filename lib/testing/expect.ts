/** Where assertions begin. */

import type { App } from './app.js';
import { Assertions, refuseValue, subjectOf } from './assertions.js';
import type { Locator } from './locator.js';
import { findParts } from './parts.js';

/**
 * Says something of a locator, or of an app's whole page, and waits until it is so. For plain values use the `expect` of the
 * test runner.
 *
 * @example
 * await expect(app.getByText('1')).toBeVisible();
 * await expect(app.getByRole('checkbox')).not.toBeChecked();
 * await expect(app).toHaveProperty('route', '/store');
 * @throws TypeError for anything else.
 */
export function expect(subject: App | Locator): Assertions {
  const parts = findParts(subject);
  if (parts === undefined) refuseValue(subject);
  return new Assertions(parts, subjectOf(parts));
}
