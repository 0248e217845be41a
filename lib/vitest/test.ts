/** vitest's `test` with apps that are closed for it. */

import { test as base } from 'vitest';
import { CallSite } from '../testing/call-site.js';
import type { App, AppSource, LaunchOptions } from '../testing/index.js';
import { Launches } from './launches.js';

/** As `launch` of `flet-embed/testing`; the app is closed at the end of the test. */
export type Launch = (app: AppSource, options?: LaunchOptions) => Promise<App>;

export interface LaunchFixtures {
  launch: Launch;
}

/**
 * vitest's `test`, with the fixture `launch`.
 *
 * What the test has not closed is closed at its end; an error of an app that the test did not expect fails it then, and a trace
 * with `'retain-on-failure'` is written whatever made the test fail. Unless told otherwise, a launch takes so long at most
 * that the test's own time-out does not come first.
 *
 * @example
 * test('counts', async ({ launch }) => {
 *   const app = await launch('examples/counter/main.py');
 *   await app.getByText('+').click();
 *   await expect(app.getByText('1')).toBeVisible();
 * });
 */
export const test = base.extend<LaunchFixtures>({
  launch: async ({ task, onTestFinished }, use) => {
    const launches = new Launches(task);
    // Not behind `use`: what fails there is told twice.
    onTestFinished(() => launches.end());
    const launch: Launch = async (app, options = {}) => {
      const site = new CallSite(launch);
      try {
        return await launches.launch(app, options);
      } catch (error) {
        throw error instanceof Error ? site.blame(error) : error;
      }
    };
    await use(launch);
  },
});
