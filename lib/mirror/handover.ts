/**
 * How a viewer that may show a page already is given another one.
 *
 * A dialog that it shows is a route of its own, which stays when its control goes: so it is closed first, and the viewer is asked
 * when it is done with that. Then comes the page, and a question that it answers when it has processed it: what it sends before
 * that was meant for the page of before.
 */

import type { Timers } from '../flet/context.js';
import { Action, type Outbound } from '../flet/messages.js';
import type { ConnectedViewer } from './connected-viewer.js';
import { NO_CONTROL, question, replacement } from './packets.js';
import { CLOSING_TIME } from './post.js';

/** How long a viewer may take to look at the new page: milliseconds. */
const SETTLING_TIME = 5000;

const PREFIX = 'mirror-';

let lastQuestion = 0;

/** Whether an answer is to a question of ours. */
export function isQuestion(callId: string): boolean {
  return callId.startsWith(PREFIX);
}

export interface HandoverSteps {
  /** Sends the page. */
  page: () => void;
  /** What the viewer sends from now on is of that page. */
  settled: () => void;
}

export class Handover {
  readonly #viewer: ConnectedViewer;
  readonly #timers: Timers;
  readonly #steps: HandoverSteps;
  /** The dialogs that are still open, by the question that goes with them. */
  readonly #closing = new Map<string, number>();
  #last = '';
  #cancelTimer = (): void => {};

  constructor(viewer: ConnectedViewer, timers: Timers, steps: HandoverSteps) {
    this.#viewer = viewer;
    this.#timers = timers;
    this.#steps = steps;
  }

  /** @param dialogs What the viewer may show above its page, by id. */
  begin(dialogs: Iterable<number>): void {
    for (const id of dialogs) {
      const asked = nextQuestion();
      this.#closing.set(asked, id);
      this.#viewer.send(replacement(id, { open: false }));
      this.#viewer.send(question(asked, id));
    }
    if (this.#closing.size === 0) this.#give();
    else this.#wait();
  }

  /** A message of the viewer: true if it was meant for this. */
  take(message: Outbound): boolean {
    if (message.action === Action.UPDATE_CONTROL_PROPS && message.body.props['open'] === false) {
      for (const [asked, id] of this.#closing) if (id === message.body.id) this.#closed(asked);
      return false;
    }
    if (message.action !== Action.INVOKE_METHOD || !isQuestion(message.body.call_id)) return false;
    if (message.body.call_id === this.#last) this.#settle();
    else this.#closed(message.body.call_id);
    return true;
  }

  /** The viewer has gone, or is to be given yet another page. */
  cancel(): void {
    this.#cancelTimer();
  }

  /** One that is in the background draws nothing, and so closes nothing before it comes back. */
  #wait(): void {
    this.#cancelTimer = this.#timers.after(CLOSING_TIME, () => {
      if (this.#viewer.profile.isAway) this.#wait();
      else this.#give();
    });
  }

  #closed(asked: string): void {
    if (this.#closing.delete(asked) && this.#closing.size === 0) this.#give();
  }

  #give(): void {
    this.#cancelTimer();
    this.#closing.clear();
    this.#steps.page();
    this.#last = nextQuestion();
    this.#viewer.send(question(this.#last, NO_CONTROL));
    this.#cancelTimer = this.#timers.after(SETTLING_TIME, () => this.#settle());
  }

  #settle(): void {
    this.#cancelTimer();
    this.#steps.settled();
  }
}

/** The id of a call of ours. */
export function nextQuestion(): string {
  lastQuestion++;
  return PREFIX + lastQuestion.toString(36);
}
