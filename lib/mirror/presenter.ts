/** Gives viewers the page of an app, whatever they have shown before. */

import type { Timers } from '../flet/context.js';
import type { Control } from '../flet/control.js';
import { Action, type Outbound } from '../flet/messages.js';
import type { ConnectedViewer } from './connected-viewer.js';
import { Handover } from './handover.js';
import { KnownKeys } from './known-keys.js';
import { registrationAnswer } from './packets.js';
import { pagePackets } from './page-packets.js';
import type { Session } from './session.js';

export class Presenter {
  readonly #timers: Timers;
  readonly #handovers = new Map<ConnectedViewer, Handover>();
  readonly #knownKeys = new KnownKeys();
  /** Called as soon as a viewer has a page. */
  readonly #onShown: (viewer: ConnectedViewer) => void;

  /** Called when it speaks of that page. */
  readonly #onSettled: (viewer: ConnectedViewer) => void;

  constructor(
    timers: Timers,
    onShown: (viewer: ConnectedViewer) => void,
    onSettled: (viewer: ConnectedViewer) => void,
  ) {
    this.#timers = timers;
    this.#onShown = onShown;
    this.#onSettled = onSettled;
  }

  /** A property of the page, or of a control that it holds directly, has changed. */
  changed(page: Control, control: Control, property: string): void {
    this.#knownKeys.noteChange(page, control, property);
  }

  /** The page is the last that its app shows. */
  last(page: Control): void {
    this.#knownKeys.note(page);
  }

  /** Gives a viewer the page; one that may show another, or an older state of this one, is freed of that first. */
  present(viewer: ConnectedViewer, session: Session): void {
    this.forget(viewer);
    if (!viewer.mayHavePage) {
      this.#show(viewer, session);
      viewer.state = 'live';
      this.#onShown(viewer);
      return;
    }
    const before = viewer.shows;
    const dialogs = new Set([...viewer.post.closing, ...(before?.dialogs ?? [])]);
    viewer.post.clear();
    // A client that waits for its answer sends nothing, not even that it has closed a dialog.
    if (dialogs.size > 0 && !viewer.isAnswered) viewer.send(registrationAnswer(viewer.id, {}));
    const isSame = before === session && dialogs.size === 0;
    const handover = new Handover(viewer, this.#timers, {
      page: () => {
        const { channels } = viewer;
        this.#show(viewer, session);
        viewer.before = isSame ? undefined : before;
        viewer.isCatchingUp = isSame;
        viewer.state = isSame ? 'live' : 'stale';
        session.streams.inherit(viewer, new Map(channels));
        this.#onShown(viewer);
      },
      settled: () => {
        viewer.before = undefined;
        viewer.isCatchingUp = false;
        if (viewer.state === 'stale') viewer.state = 'live';
        this.#onSettled(viewer);
      },
    });
    viewer.state = 'closing';
    this.#handovers.set(viewer, handover);
    handover.begin(dialogs);
  }

  /** A message of a viewer: true if it only concerns what is done here. */
  take(viewer: ConnectedViewer, message: Outbound): boolean {
    return this.#handovers.get(viewer)?.take(message) === true;
  }

  /** The viewer has gone, or its page is not the app's any more. */
  forget(viewer: ConnectedViewer): void {
    this.#handovers.get(viewer)?.cancel();
    this.#handovers.delete(viewer);
  }

  #show(viewer: ConnectedViewer, session: Session): void {
    const { tree } = session.client;
    this.#knownKeys.note(tree.page);
    viewer.turn(session);
    const stale = viewer.mayHavePage ? this.#knownKeys : undefined;
    const { id: sessionId, profile } = viewer;
    const { surroundings } = profile;
    const request = { tree, sessionId, surroundings, stale, tellsScrolling: session.tellsScrolling };
    for (const packet of pagePackets(request)) viewer.send(packet);
    viewer.mayHavePage = true;
    viewer.isAnswered = true;
  }
}

/**
 * Whether a message of a viewer that has just been given another page is of that one. Ids go on counting in one interpreter and
 * begin again in another process: one that both pages have says nothing.
 */
export function isOfNewPage(before: Session | undefined, message: Outbound): boolean {
  switch (message.action) {
    case Action.CONTROL_EVENT:
      // Sent once, when a control appears: that of the page before did long ago.
      if (message.body.name === 'data_channel_open') return true;
      return before !== undefined && before.client.tree.get(message.body.target) === undefined;
    case Action.UPDATE_CONTROL_PROPS:
      return before !== undefined && before.client.tree.get(message.body.id) === undefined;
    default:
      return true;
  }
}
