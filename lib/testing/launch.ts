/** Launches apps for tests. */

import { withConfig } from '../launch/config.js';
import { type LaunchedHost, launchHost } from '../launch/host.js';
import { type AppSource, type LaunchOptions, resolveLaunchOptions, resolveSource } from '../launch/options.js';
import { LaunchTrace } from '../launch/trace.js';
import type { LaunchView } from '../launch/view.js';
import { App } from './app.js';
import { CallSite } from './call-site.js';

export type { FletEmbedConfig } from '../launch/config.js';
export type { CoverageOptions } from '../launch/coverage.js';
export { LAUNCH_ERROR_CODES, LaunchError, type LaunchErrorCode } from '../launch/error.js';
export type { AppSource, Device, LaunchOptions, LaunchTimeouts } from '../launch/options.js';
export type { LaunchTransport } from '../launch/transports.js';

/**
 * Launches a Flet app, unmodified, and resolves when its first content is there: it has registered and come to rest.
 *
 * The apps of a process run one after another in one interpreter, which the first launch starts and which stays warm. Each is
 * as good as alone: a fresh `__main__`, its own modules imported anew; environment, working directory, logging and Flet's
 * switches as they were. What an app leaves running has one second to end after `close()`; then a warning tells the threads'
 * names and stacks, later failures mention them, and the interpreter goes on. An app that may do worse gets
 * `isolation: 'process'`, which also lets several run at once.
 *
 * An app that nobody waits for does not keep the process alive.
 *
 * What the options do not say is taken from the project's `flet-embed.config.*`, see `FletEmbedConfig`.
 *
 * @throws `LaunchError` with Python's traceback and what to do when the app ends or fails before its first content.
 * @example
 * const app = await launch('examples/counter/main.py', { page: 'phone', clock: true });
 * await app.getByText('+').click();
 * await expect(app.getByText('1')).toBeVisible();
 * await app.close();
 */
export async function launch(app: AppSource, given: LaunchOptions = {}): Promise<App> {
  const site = new CallSite(launch);
  try {
    const options = await withConfig(given);
    const { trace: mode = 'off', cwd } = resolveLaunchOptions(options);
    const trace = mode === 'off' ? undefined : new LaunchTrace(resolveSource(app, cwd).title, mode);
    let view: Promise<LaunchView> | undefined;
    const host = await launchHost(app, options, {
      ...trace?.hooks,
      onclosed: async () => {
        await view?.then(
          (opened) => opened.close(),
          () => {},
        );
        await trace?.hooks.onclosed?.();
      },
    });
    const show = (): Promise<LaunchView> => {
      view ??= showHost(host, options.headed === true);
      return view;
    };
    if (options.headed === true) {
      await show().catch(async (error: unknown) => {
        await host.close().catch(() => {});
        throw error;
      });
    }
    const { action, assertion } = host.options.timeouts;
    const debug = options.debug === true;
    return new App(host, {
      ...(debug ? { debug } : { timeouts: { action, assertion } }),
      icons: (signal) => host.icons(signal),
      view: show,
      slowMo: options.slowMo ?? 0,
      ...(trace === undefined ? {} : { recorder: trace.recorder }),
    });
  } catch (error) {
    throw error instanceof Error ? site.blame(error) : error;
  }
}

/** Loads the server and the browser only for those who want to see something. */
async function showHost(host: LaunchedHost, headed: boolean): Promise<LaunchView> {
  const { LaunchView } = await import('../launch/view.js');
  return LaunchView.open({
    title: host.title,
    client: host.client,
    python: host.python,
    page: host.options.page,
    assets: host.assets,
    headed,
  });
}
