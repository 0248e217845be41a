/** When a client has nothing more to do: as far as one can tell without the app. */

import { Action, type FletClient } from '../flet/index.js';

/** An app that sends without end is not waited for beyond this many turns of the event loop. */
const TURNS = 100;

export class Rest {
  readonly #unanswered = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #happened = 0;
  #ended = false;

  constructor(client: FletClient) {
    client.on('call', ({ callId }) => {
      this.#unanswered.add(callId);
      this.#happened++;
    });
    client.on('sent', (message) => {
      this.#happened++;
      if (message.action === Action.INVOKE_METHOD) this.#unanswered.delete(message.body.call_id);
      this.#tell();
    });
    client.on('patch', () => this.#happened++);
    client.on('crash', () => this.#happened++);
    client.on('end', () => {
      this.#ended = true;
      this.#tell();
    });
  }

  /** Rejects with the signal's reason. */
  async settled(signal: AbortSignal): Promise<void> {
    for (let turns = 0; turns < TURNS && !this.#ended; turns++) {
      const before = this.#happened;
      await this.#answered(signal);
      await turn();
      signal.throwIfAborted();
      if (this.#happened === before && this.#unanswered.size === 0) return;
    }
  }

  /** Resolves when no call waits for its answer. */
  #answered(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (signal.aborted) reject(signal.reason);
        else if (this.#unanswered.size === 0 || this.#ended) resolve();
        else return;
        this.#listeners.delete(check);
        signal.removeEventListener('abort', check);
      };
      this.#listeners.add(check);
      signal.addEventListener('abort', check);
      check();
    });
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** One turn of the event loop, in which what has arrived is read. */
function turn(): Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => unknown };
  return new Promise((resolve) => {
    if (setImmediate === undefined) setTimeout(resolve, 0);
    else setImmediate(resolve);
  });
}
