/** One viewer, with what the mirror knows of it. */

import type { Timers } from '../flet/context.js';
import type { Control } from '../flet/control.js';
import type { DataChannel } from '../flet/data-channel.js';
import { Echoes } from './echoes.js';
import { Post } from './post.js';
import { Profile } from './profile.js';
import type { Session } from './session.js';
import type { ViewerPort } from './viewer.js';

/**
 * `new`: has not registered. `waiting`: has, and there is no page for it. `closing`: closes the dialogs of the page that it shows, to
 * be given another one. `stale`: has been given it, and what it sends may still be of the one before. `live`.
 */
export type ViewerState = 'new' | 'waiting' | 'closing' | 'stale' | 'live' | 'gone';

export class ConnectedViewer {
  readonly post: Post;
  state: ViewerState = 'new';
  /** The session id that it has been given: another one for each connection. */
  id = '';
  /** It may show a page already: it was there before, with this connection or another one. */
  mayHavePage = false;
  /** Its registration has been answered. */
  isAnswered = false;
  /** Whose page it may still show, and speak of, beside the one that it has been given. */
  before: Session | undefined;
  /** Whose page it shows, as far as that is known. */
  shows: Session | undefined;
  /** The app's address when it left. */
  lastRoute: string | undefined;
  readonly profile = new Profile();
  readonly echoes = new Echoes();
  /** The data channels that it has opened, by its own numbers. */
  readonly channels = new Map<number, DataChannel>();
  /** A person has used it. */
  isTouched = false;
  /** Where it has put the keyboard, as far as the app was told. */
  focused: Control | undefined;
  /** Where it was told to scroll what to, and has not told that it is there. */
  scrolledTo = new WeakMap<Control, number>();
  /** It tells what was done to it while it was cut off, and has been given a page without that. */
  isCatchingUp = false;

  constructor(port: ViewerPort, timers: Timers) {
    this.post = new Post(port, timers, () => this.profile.isAway);
  }

  /** It has the page of the app that runs, so that patches fit. */
  get hasPage(): boolean {
    return this.state === 'live' || this.state === 'stale';
  }

  /** Sends a packet, in order with all others. `after`: dialogs that it has to have closed before. */
  send(packet: Uint8Array, after?: readonly number[]): void {
    if (this.state !== 'gone') this.post.send(packet, after);
  }

  /** It is about to show another page, or the same one anew. */
  turn(session: Session): void {
    if (this.shows !== session) this.channels.clear();
    this.shows = session;
    this.echoes.clear();
    this.focused = undefined;
    this.scrolledTo = new WeakMap();
  }
}
