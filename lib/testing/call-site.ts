/** The line of the test from which a public method was called: what comes to light later is blamed on it. */
export class CallSite {
  readonly #site = new Error();

  /** @param entry The public function that the test called: its frame and those above it are left out. */
  // biome-ignore lint/complexity/noBannedTypes: any function may be the entry.
  constructor(entry: Function) {
    Error.captureStackTrace?.(this.#site, entry);
  }

  /** Gives an error the stack of the call, below its own name and message. */
  blame<Failure extends Error>(error: Failure): Failure {
    const frames = (this.#site.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    error.stack = [`${error.name}: ${error.message}`, ...frames].join('\n');
    return error;
  }
}
