/** The apps that one test has launched. */

import type { RunnerTestCase } from 'vitest';
import { configuredLaunch, mergeLaunchOptions } from '../launch/config.js';
import { LaunchError } from '../launch/error.js';
import { DEFAULT_LAUNCH_TIMEOUTS } from '../launch/options.js';
import { type App, type AppSource, type LaunchOptions, launch } from '../testing/index.js';
import { findParts } from '../testing/parts.js';

/** So much of the test's time is left to say what went wrong: milliseconds. */
const MARGIN = 500;

/** The errors by which a call of the test, or the closing of the app, tells of the app's own. */
const APP_ERRORS = new Set<unknown>(['ERR_EMBED_TEST_APP_ERROR', 'ERR_EMBED_TEST_APP_ENDED']);

export class Launches {
  readonly #test: Readonly<RunnerTestCase>;
  readonly #start = performance.now();
  readonly #apps: App[] = [];

  constructor(test: Readonly<RunnerTestCase>) {
    this.#test = test;
  }

  async launch(source: AppSource, options: LaunchOptions): Promise<App> {
    const configured = await configuredLaunch();
    // Whoever says it knows how long the runner waits.
    const fitting = mergeLaunchOptions({ timeouts: { launch: this.#room() } }, configured);
    const resolved = mergeLaunchOptions(fitting, options);
    if (resolved.isolation !== 'process') refuseThreads(this.#test);
    const app = await launch(source, resolved);
    this.#apps.push(app);
    return app;
  }

  /** Closes them, the last one first. Rejects with what an app raised and the test did not tell of. */
  async end(): Promise<void> {
    const failures = (this.#test.result?.errors ?? []) as readonly { code?: unknown; message: string }[];
    const isFailed = this.#test.result?.state === 'fail';
    const errors: unknown[] = [];
    for (const app of this.#apps.reverse()) {
      // Its trace tells of the failure, and is kept.
      if (isFailed) note(app, failures[0]);
      await app.close().catch((error: unknown) => {
        const isKnown = APP_ERRORS.has((error as { code?: unknown }).code);
        if (!isKnown || !failures.some(({ code }) => APP_ERRORS.has(code))) errors.push(error);
      });
    }
    if (errors.length > 1) throw new AggregateError(errors, `${errors.length} apps of this test failed`);
    if (errors.length === 1) throw errors[0];
  }

  /** How long a launch may take, so that its error comes before the runner's. */
  #room(): number {
    const { launch: most } = DEFAULT_LAUNCH_TIMEOUTS;
    const { timeout } = this.#test;
    if (timeout === 0 || !Number.isFinite(timeout)) return most;
    const left = timeout - (performance.now() - this.#start) - MARGIN;
    return Math.min(most, Math.max(MARGIN, Math.round(left)));
  }
}

function note(app: App, failure: { message: string } | undefined): void {
  const end = findParts(app)?.context.recorder?.step('the test failed');
  end?.(new Error(failure?.message ?? 'the test failed'));
}

/** Files in several threads of one process would fight for its one interpreter: the first to come would have it. */
function refuseThreads({ file }: Readonly<RunnerTestCase>): void {
  const { pool } = file;
  if (pool !== 'threads' && pool !== 'vmThreads') return;
  const worker = (globalThis as { __vitest_worker__?: { config?: { maxWorkers?: number } } }).__vitest_worker__;
  if (worker?.config?.maxWorkers === 1) return;
  throw new LaunchError(
    'ERR_EMBED_LAUNCH_BUSY',
    `Expected vitest to run files in processes (pool: 'forks') but its pool is '${pool}': a process has one interpreter, so ` +
      "its threads cannot launch apps side by side. Set pool: 'forks' in vitest.config (with isolate: false one warm " +
      "interpreter serves all files of a process), or maxWorkers: 1; or launch with isolation: 'process'",
  );
}
