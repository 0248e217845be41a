/** Where the user called the library: for errors that come to light only later, when their own stack says nothing. */
export class Caller {
  readonly site = new Error();

  /** @param entry The public function: its frame and all above it are left out. */
  // biome-ignore lint/complexity/noBannedTypes: any function may be the entry.
  constructor(entry: Function) {
    Error.captureStackTrace?.(this.site, entry);
  }

  /** Gives `error` the caller's stack below its own name and message. */
  blame<Failure extends Error>(error: Failure): Failure {
    const frames = (this.site.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    error.stack = [`${error.name}: ${error.message}`, ...frames].join('\n');
    return error;
  }
}
