/** Why an app did not start, in the words of who has to mend it. */

import type { AppError } from './app-host.js';
import { LaunchError } from './error.js';
import type { PlaceEnd } from './place.js';

export interface FailedLaunch {
  /** The call. */
  readonly title: string;
  /** The Python that ran the app. */
  readonly python: string;
  /** The end of what the app printed to stderr. */
  readonly printed: string;
  /** Threads of earlier apps in the same interpreter. */
  readonly remains: readonly string[];
  readonly adviceForPackage?: ((name: string) => string) | undefined;
}

const ADDRESS_ADVICE =
  'Leave FLET_SERVER_PORT and FLET_SERVER_UDS_PATH to the launcher, which finds a free address; or name one that is free, ' +
  'short enough and on a disk with space';

/** The program ended before it registered. */
export function endedTooSoon(launch: FailedLaunch, end: PlaceEnd): LaunchError {
  const { title, printed } = launch;
  const remains = remainsOf(launch);
  if (end.crash !== undefined) return failed(`${title} failed: the app's process broke down`, [end.crash, printed]);
  const { error, code, refused } = end;
  if (refused !== undefined) {
    return new LaunchError(
      'ERR_EMBED_LAUNCH_ADDRESS',
      [`${title} failed: the app cannot listen at its address: ${refused}`, printed, ADDRESS_ADVICE]
        .filter((part) => part !== '')
        .join('\n\n'),
      { traceback: error?.traceback ?? '' },
    );
  }
  if (error !== undefined) {
    const headline = error.message === '' ? error.type : `${error.type}: ${error.message}`;
    return failed(
      `${title} failed: ${headline}`,
      [error.traceback, adviceFor(error.type, error.message, launch), remains],
      error.traceback,
    );
  }
  if (code !== 0)
    return failed(`${title} failed: the app ended with exit code ${code} before it called ft.run()`, [
      printed,
      remains,
    ]);
  return failed(`${title} failed: the app ended without calling ft.run()`, [
    printed,
    'A Flet app ends with ft.run(main); where that stands below `if __name__ == "__main__":`, launch the file itself',
    remains,
  ]);
}

/** The connection broke before the app had answered, and the app goes on. */
export function disconnected(launch: FailedLaunch, cause: Error): LaunchError {
  const { title, printed } = launch;
  const text = [`${title} failed: ${cause.message}`, printed].filter((part) => part !== '').join('\n\n');
  return new LaunchError('ERR_EMBED_LAUNCH_FAILED', text, { cause });
}

/** The app has registered, but failed before it came to rest. */
export function failedAtStart(launch: FailedLaunch, error: AppError): LaunchError {
  return failed(
    `${launch.title} failed: ${error.message}`,
    [error.traceback, "To go on in spite of it, launch with errors: 'collect'", remainsOf(launch)],
    error.traceback,
  );
}

/** The time is over. */
export function tooLate(launch: FailedLaunch, milliseconds: number, registered: boolean, stacks: string): LaunchError {
  const what = registered
    ? 'the app has registered, but its loop does not come to rest'
    : 'the app has not registered: it has not reached ft.run()';
  const message = [
    `${launch.title} timed out after ${milliseconds} ms: ${what}`,
    stacks === '' ? '' : `What its threads were doing:\n${stacks.trimEnd()}`,
    launch.printed,
    remainsOf(launch),
    'timeouts: { launch } gives it more time; debug: true switches the time-outs off',
  ];
  return new LaunchError('ERR_EMBED_LAUNCH_TIMEOUT', message.filter((part) => part !== '').join('\n\n'));
}

function failed(headline: string, parts: readonly string[], traceback = ''): LaunchError {
  const text = [headline, ...parts.map((part) => part.trimEnd()).filter((part) => part !== '')].join('\n\n');
  return new LaunchError('ERR_EMBED_LAUNCH_FAILED', text, { traceback });
}

function remainsOf({ remains }: FailedLaunch): string {
  return remains.length === 0 ? '' : `Threads of earlier apps still run in this interpreter: ${remains.join(', ')}`;
}

function adviceFor(type: string, message: string, { python, adviceForPackage }: FailedLaunch): string {
  const missing = type === 'ModuleNotFoundError' ? /No module named '([\w.]+)'/.exec(message)?.[1] : undefined;
  if (missing === undefined) return '';
  const [name] = missing.split('.') as [string];
  if (adviceForPackage !== undefined) return adviceForPackage(name);
  return `The app runs on ${python}; if '${name}' is a package, install it there (${python} -m pip install ${name}), or choose another \`python\``;
}
