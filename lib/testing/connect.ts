/** The harness over any channel: for an app that something else has started. Runs in Node and in browsers. */

import type { Channel } from '../channel.js';
import { FletClient, type FletClientOptions } from '../flet/index.js';
import { App, type AppOptions } from './app.js';
import { ConnectedHost } from './connected-host.js';

export { App } from './app.js';
export type { Assertions } from './assertions.js';
export { expect } from './expect.js';
export type { Locator } from './locator.js';
export { TESTING_ERROR_CODES, TestingError, type TestingErrorCode } from './testing-error.js';

export interface ConnectOptions extends AppOptions, FletClientOptions {
  /** Whether an error of the app fails the test (`'fail'`, the default) or is only recorded. */
  errors?: 'fail' | 'collect';
  /** What messages call the app. Default `connect('<name of the channel>')`. */
  title?: string;
  /**
   * Resolves when the app has come to rest, where somebody knows; asked in addition to what the client knows by itself. Should
   * end early when the signal aborts.
   */
  settle?: (signal: AbortSignal) => Promise<void>;
}

/**
 * Connects to an app at the other end of a channel.
 *
 * Without the place where the app runs, this is what is not known: when the app's handlers are done, what it prints, how it ended,
 * and errors that do not crash its session (failed tasks and threads). At rest means here: everything was handed to the
 * channel, no call of the app is unanswered, and a turn of the event loop has gone by in which nothing came. A slow handler may
 * still run then. Assertions wait for what it does; an error that it raises later fails the next call.
 *
 * @example
 * const app = await connect(channel);
 * await app.getByText('+').click();
 * await expect(app.getByText('1')).toBeVisible();
 */
export async function connect(channel: Channel, options: ConnectOptions = {}): Promise<App> {
  const { errors = 'fail', title = `connect('${channel.name}')`, settle, ...rest } = options;
  const { timeouts, debug, icons, recorder, ...clientOptions } = rest;
  const client = await FletClient.connect(channel, clientOptions);
  const host = new ConnectedHost(client, { title, collects: errors === 'collect', settle });
  return new App(host, {
    ...(timeouts === undefined ? {} : { timeouts }),
    ...(debug === undefined ? {} : { debug }),
    ...(icons === undefined ? {} : { icons }),
    ...(recorder === undefined ? {} : { recorder }),
  });
}
