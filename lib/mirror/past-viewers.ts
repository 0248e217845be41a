/** The viewers by the session ids that they were given: a real client names its last one when it comes back, however it left. */

import type { ConnectedViewer } from './connected-viewer.js';

/** So many are remembered. */
const LIMIT = 64;

/** As long as Flet's own. */
const LENGTH = 16;

export class PastViewers {
  readonly #viewers = new Map<string, ConnectedViewer>();

  /** Gives a viewer an id of its own. */
  add(viewer: ConnectedViewer): void {
    viewer.id = newId();
    this.#viewers.set(viewer.id, viewer);
    for (const [id, { state }] of this.#viewers) {
      if (this.#viewers.size <= LIMIT) break;
      if (state === 'gone') this.#viewers.delete(id);
    }
  }

  /** Undefined for ids that are not known, or not any more. */
  find(id: string): ConnectedViewer | undefined {
    return this.#viewers.get(id);
  }
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH / 2));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
