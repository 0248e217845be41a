/** What goes wrong before a test can begin, and when an app cannot be ended. Match on `code`, which is stable. */

/** Every code and when it is used. */
export const LAUNCH_ERROR_CODES = {
  ERR_EMBED_LAUNCH_FAILED: 'the app ended or failed before its first content was there',
  ERR_EMBED_LAUNCH_TIMEOUT: 'the app did not register, or did not come to rest, in time',
  ERR_EMBED_LAUNCH_BUSY: 'another app runs in the interpreter of this process',
  ERR_EMBED_LAUNCH_PYTHON: 'the interpreter of this process was started with another Python',
  ERR_EMBED_LAUNCH_NO_APP: 'there is no app at this path',
  ERR_EMBED_LAUNCH_NOT_CLOSED: 'the app did not end in time after close()',
  ERR_EMBED_LAUNCH_NO_TIME_MACHINE: "the app's wall clock cannot be set",
  ERR_EMBED_LAUNCH_ADDRESS: 'the app cannot listen at its address',
  ERR_EMBED_LAUNCH_TRANSPORT: 'this system has no such transport',
  ERR_EMBED_LAUNCH_BROWSER: 'the app cannot be shown: Chromium or the Flutter client is missing, or fails',
  ERR_EMBED_LAUNCH_CONFIG: 'flet-embed.config.* cannot be loaded',
} as const satisfies Record<`ERR_EMBED_LAUNCH_${string}`, string>;

export type LaunchErrorCode = keyof typeof LAUNCH_ERROR_CODES;

export class LaunchError extends Error {
  readonly code: LaunchErrorCode;
  /** Python's traceback; empty where there is none. */
  readonly traceback: string;

  constructor(code: LaunchErrorCode, message: string, options: ErrorOptions & { traceback?: string } = {}) {
    super(message, options);
    this.code = code;
    this.traceback = options.traceback ?? '';
  }

  static {
    LaunchError.prototype.name = 'LaunchError';
  }
}
