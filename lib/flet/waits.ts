/** Promises for what is still to come: looked at again whenever something has happened, never on a clock. */

interface Wait<Event> {
  /** Undefined: not yet. */
  look(event: Event | undefined): boolean;
  reject(error: unknown): void;
}

export class Waits<Event> {
  readonly #waits = new Set<Wait<Event>>();

  /**
   * Resolves with what `look` returns as soon as that is neither undefined nor false.
   *
   * @param now Look at once too, with undefined for the event.
   */
  wait<Found>(
    look: (event: Event | undefined) => Found | undefined | false,
    options: { now: boolean; signal?: AbortSignal | undefined },
  ): Promise<Found> {
    return new Promise<Found>((resolve, reject) => {
      const { signal } = options;
      signal?.throwIfAborted();
      const onabort = (): void => wait.reject(signal?.reason);
      const wait: Wait<Event> = {
        look: (event) => {
          let found: Found | undefined | false;
          try {
            found = look(event);
          } catch (error) {
            wait.reject(error);
            return true;
          }
          if (found === undefined || found === false) return false;
          this.#end(wait, signal, onabort);
          resolve(found);
          return true;
        },
        reject: (error) => {
          this.#end(wait, signal, onabort);
          reject(error);
        },
      };
      if (options.now && wait.look(undefined)) return;
      this.#waits.add(wait);
      signal?.addEventListener('abort', onabort);
    });
  }

  #end(wait: Wait<Event>, signal: AbortSignal | undefined, onabort: () => void): void {
    this.#waits.delete(wait);
    signal?.removeEventListener('abort', onabort);
  }

  /** Something has happened, perhaps without an event to tell of it: every wait looks again. */
  notify(event: Event | undefined): void {
    for (const wait of [...this.#waits]) wait.look(event);
  }

  /** Ends every wait with an error. */
  fail(error: unknown): void {
    for (const wait of [...this.#waits]) wait.reject(error);
  }
}
