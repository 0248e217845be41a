/** The test harness in vitest: importing this gives vitest's `expect` the assertions on apps and locators. */

import { installMatchers } from './matchers.js';

export { type Expect, expect, type LocatorMatchers } from './matchers.js';
export { type Launch, type LaunchFixtures, test } from './test.js';

installMatchers();
