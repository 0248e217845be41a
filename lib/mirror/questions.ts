/** Questions that viewers answer when they have processed what was sent before. */

import { Action, type Outbound } from '../flet/messages.js';
import type { ConnectedViewer } from './connected-viewer.js';
import { nextQuestion } from './handover.js';
import { NO_CONTROL, question } from './packets.js';

interface Asked {
  viewer: ConnectedViewer;
  answered: () => void;
}

export class Questions {
  readonly #asked = new Map<string, Asked>();

  /** Resolves when the viewer has answered, or has gone. */
  ask(viewer: ConnectedViewer): Promise<void> {
    return new Promise((answered) => {
      const id = nextQuestion();
      this.#asked.set(id, { viewer, answered });
      viewer.send(question(id, NO_CONTROL));
    });
  }

  /** True for an answer to one of these. */
  take(viewer: ConnectedViewer, message: Outbound): boolean {
    if (message.action !== Action.INVOKE_METHOD) return false;
    const asked = this.#asked.get(message.body.call_id);
    if (asked?.viewer !== viewer) return false;
    this.#asked.delete(message.body.call_id);
    asked.answered();
    return true;
  }

  left(viewer: ConnectedViewer): void {
    for (const [id, asked] of this.#asked) {
      if (asked.viewer !== viewer) continue;
      this.#asked.delete(id);
      asked.answered();
    }
  }
}
