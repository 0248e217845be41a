/** What a client alone can tell about an app that something else has started. */

import type { FletClient } from '../flet/index.js';
import type { AppClock, AppExit, AppHost, AppOutput } from '../launch/app-host.js';
import { AppFailures, sessionError } from '../launch/failures.js';
import { Rest } from './rest.js';

/** Milliseconds for the app to close its end. */
const CLOSE_TIMEOUT = 1000;

export interface ConnectedHostOptions {
  readonly title: string;
  /** Errors are only recorded. */
  readonly collects: boolean;
  readonly settle: ((signal: AbortSignal) => Promise<void>) | undefined;
}

export class ConnectedHost implements AppHost {
  readonly client: FletClient;
  readonly title: string;
  readonly errors: AppFailures;
  readonly output: AppOutput;
  readonly clock: AppClock | undefined = undefined;
  readonly exit: AppExit | undefined = undefined;
  readonly #rest: Rest;
  readonly #settle: ConnectedHostOptions['settle'];

  constructor(client: FletClient, { title, collects, settle }: ConnectedHostOptions) {
    this.client = client;
    this.title = title;
    this.errors = new AppFailures(collects);
    this.#settle = settle;
    this.#rest = new Rest(client);
    const stdout: string[] = [];
    const stderr: string[] = [];
    this.output = { stdout, stderr };
    client.on('crash', (crash) => this.errors.add(sessionError(crash)));
    client.on('error', ({ message }) => this.errors.add({ kind: 'protocol', message, traceback: '' }));
    client.on('output', ({ text, isStderr }) => (isStderr ? stderr : stdout).push(text));
    client.on('end', (error) => {
      if (error !== undefined) this.errors.add({ kind: 'exit', message: error.message, traceback: '' });
    });
  }

  async settle(signal: AbortSignal): Promise<void> {
    await this.#settle?.(signal);
    await this.#rest.settled(signal);
  }

  async close(): Promise<void> {
    // The connection is over in any case; what an app does that does not hang up is its own affair.
    await this.client.close({ timeout: CLOSE_TIMEOUT }).catch(() => {});
  }
}
