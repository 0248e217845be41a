/** Keeps the process alive while something is waited for. An app that nobody waits for keeps nothing alive. */
export class Hold {
  #count = 0;
  #timer: NodeJS.Timeout | undefined;

  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#count++;
    this.#timer ??= setInterval(() => {}, 0x3fff_ffff);
    try {
      return await work();
    } finally {
      this.#count--;
      if (this.#count === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    }
  }
}

/** Rejects with the signal's reason when that aborts before the promise settles. */
export function abortable<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onabort = (): void => reject(signal.reason as Error);
    if (signal.aborted) {
      promise.catch(() => {});
      onabort();
      return;
    }
    signal.addEventListener('abort', onabort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onabort));
  });
}
