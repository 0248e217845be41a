/** How an app came through, and whose fault it is when it did not. */

export type SmokeStatus =
  /** Started, and took everything that was done to it. */
  | 'ok'
  /** The app's own exception. */
  | 'app-error'
  /** It ended, or failed, before there was a page. */
  | 'not-started'
  /** Not through within the time limit. */
  | 'timeout'
  /** It imports a package that is not installed. */
  | 'missing-package'
  /** It needs a service of another platform. */
  | 'platform'
  /** It needs the network. */
  | 'network';

/** Statuses that are failures of the app; the others say what the machine lacks. */
export const FAILURES: ReadonlySet<SmokeStatus> = new Set(['app-error', 'not-started', 'timeout']);

/** What became of one app. */
export interface SmokeResult {
  path: string;
  status: SmokeStatus;
  /** It registered and showed a page. */
  started: boolean;
  /** How many controls its first page had. */
  controls: number;
  /** How many things were done to it. */
  actions: number;
  /** Exceptions of the app, with traceback; empty when there was none. */
  exceptions: string[];
  milliseconds: number;
  /** What is to say about it in a line: the package that is missing, the last action before the time was up. */
  detail: string;
}

const NETWORK = new RegExp(
  [
    'gaierror',
    'Temporary failure in name resolution',
    'Name or service not known',
    'URLError',
    'ConnectError',
    'ConnectionRefusedError',
    'ConnectTimeout',
    'ClientConnectorError',
    'NewConnectionError',
    'Network is unreachable',
    'ERR_INTERNET_DISCONNECTED',
  ].join('|'),
);

const PLATFORM =
  /FletUnsupportedPlatformException|FletUnimplementedPlatform\w*|is not supported on (?:this|the current) platform|(?:only )?(?:supported|available) (?:only )?on (?:Android|iOS|macOS|Windows|web|mobile)/i;

/**
 * The status that an exception's traceback speaks of.
 *
 * @param own Names of modules that lie in the app's folder: one of those that is missing is the app's own fault.
 */
export function classify(
  traceback: string,
  own: ReadonlySet<string>,
): { status: 'app-error' | 'missing-package' | 'platform' | 'network'; detail: string } {
  const last = lastLine(traceback);
  const missing = /ModuleNotFoundError: No module named '([^']+)'/.exec(traceback)?.[1];
  if (missing !== undefined && !own.has(missing.split('.')[0]!)) {
    return { status: 'missing-package', detail: `needs the package that provides '${missing}'` };
  }
  if (NETWORK.test(last)) return { status: 'network', detail: last };
  if (PLATFORM.test(traceback)) return { status: 'platform', detail: last };
  return { status: 'app-error', detail: last };
}

/** The line of a traceback that names the exception. */
export function lastLine(traceback: string): string {
  const lines = traceback.trimEnd().split('\n');
  return lines.findLast((line) => /^[A-Za-z_][\w.]*(?:: |$)/.test(line)) ?? '';
}
