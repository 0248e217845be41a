/** What goes wrong between a client and a Flet app. Match on `code`, which is stable. */

/** Every code and when it is used. */
export const FLET_ERROR_CODES = {
  ERR_EMBED_FLET_PROTOCOL: 'the app sent something that is not the Flet protocol',
  ERR_EMBED_FLET_REGISTER: 'the app refused the registration',
  ERR_EMBED_FLET_CRASHED: 'the app reported an unhandled exception',
  ERR_EMBED_FLET_ENDED: 'the connection to the app has ended',
  ERR_EMBED_FLET_NO_CONTROL: 'the control is not, or no longer, on the page',
  ERR_EMBED_FLET_NO_GESTURE: 'controls of this type do not take this gesture',
  ERR_EMBED_FLET_BLOCKED: 'the control cannot be reached: it is disabled, hidden or covered',
  ERR_EMBED_FLET_REFUSED: 'the control does not accept this value or gesture now',
  ERR_EMBED_FLET_OVERRUN: 'the app does not take what the client sends',
} as const satisfies Record<`ERR_EMBED_FLET_${string}`, string>;

export type FletErrorCode = keyof typeof FLET_ERROR_CODES;

export class FletError extends Error {
  readonly code: FletErrorCode;

  constructor(code: FletErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  static {
    FletError.prototype.name = 'FletError';
  }
}

/** The app's session crashed, or its registration failed, with a Python exception. */
export class FletCrash extends FletError {
  /** Python's traceback; empty when the app sent none. */
  readonly traceback: string;

  /** @param report As Flet sends it: the message, then the traceback from its `Traceback` line on. */
  constructor(code: 'ERR_EMBED_FLET_CRASHED' | 'ERR_EMBED_FLET_REGISTER', report: string) {
    const start = report.indexOf('Traceback (most recent call last)');
    const message = (start < 0 ? report : report.slice(0, start)).trim();
    const traceback = start < 0 ? '' : report.slice(start).trimEnd();
    const head = code === 'ERR_EMBED_FLET_CRASHED' ? 'The app crashed' : 'The app refused the registration';
    super(code, `${head}: ${message === '' ? (traceback.split('\n').at(-1) ?? '') : message}`);
    this.traceback = traceback;
    if (traceback !== '') {
      const frames = (this.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
      this.stack = [`FletCrash: ${this.message}`, traceback.replace(/^(?=.)/gm, '    '), ...frames].join('\n');
    }
  }

  static {
    FletCrash.prototype.name = 'FletCrash';
  }
}

/** @param cause What ended it; undefined when it was closed. */
export function connectionEnded(cause: Error | undefined): FletError {
  if (cause === undefined) return new FletError('ERR_EMBED_FLET_ENDED', 'The connection to the app has been closed');
  return new FletError('ERR_EMBED_FLET_ENDED', `The connection to the app ended: ${cause.message}`, { cause });
}

export function protocolError(message: string, cause?: unknown): FletError {
  return new FletError('ERR_EMBED_FLET_PROTOCOL', message, cause === undefined ? undefined : { cause });
}

/** Whatever a message of the app has caused, as a `FletError`. */
export function asProtocolError(error: unknown): FletError {
  if (error instanceof FletError) return error;
  return protocolError(`A message of the app could not be processed: ${(error as Error).message}`, error);
}
