/**
 * One app, many viewers. The headless client is the app's one client and holds the tree; real clients show the same tree.
 *
 * One viewer drives: the last one that a person has used. It supplies the size of the page, what is around it, layout and whatever
 * else happens by itself, and answers the app's calls. What any of them changes reaches the others as patches, and the app once.
 */

import type { FletClient } from '../flet/client.js';
import { decodeClientPacket } from '../flet/codec.js';
import type { Timers } from '../flet/context.js';
import type { Control } from '../flet/control.js';
import { Listeners } from '../flet/listeners.js';
import { Action, type Outbound, parseOutbound } from '../flet/messages.js';
import { SYSTEM_TIMERS } from '../flet/timers.js';
import type { WireMap } from '../flet/values.js';
import { ConnectedViewer } from './connected-viewer.js';
import { crash, registrationAnswer, replacement } from './packets.js';
import { PastViewers } from './past-viewers.js';
import { isOfNewPage, Presenter } from './presenter.js';
import { Questions } from './questions.js';
import { Scrolling } from './scrolling.js';
import { Session, type SessionHost } from './session.js';
import type { Viewer, ViewerPort } from './viewer.js';

export interface MirrorOptions {
  /**
   * Viewers only look: the headless client leads and answers calls, and what viewers send of a person is dropped. Default false.
   */
  passive?: boolean;
  /** Bounds the time that a viewer may take for the change to another page. Default: the platform's timers. */
  timers?: Timers;
}

export interface MirrorEvents {
  /** A viewer has registered: what it says of its page (`width`, `height`, `route`, `platform_brightness`, `media` …). */
  viewer: WireMap;
  /** A viewer has been given the page of the app. */
  shown: undefined;
  /** Something that a viewer sent was dropped, and why. */
  ignored: string;
}

export class Mirror {
  readonly #isPassive: boolean;
  readonly #timers: Timers;
  readonly #listeners = new Listeners<MirrorEvents>();
  /** Those that have registered and are still there, the last one that was used at the end. */
  readonly #viewers = new Set<ConnectedViewer>();
  readonly #past = new PastViewers();
  readonly #questions = new Questions();
  readonly #presenter: Presenter;
  #driver: ConnectedViewer | undefined;
  #session: Session | undefined;
  /** Of the last session, also when it is over. */
  #scrolling = new Scrolling(new Map());
  #error: string | undefined;

  constructor(options: MirrorOptions = {}) {
    this.#isPassive = options.passive ?? false;
    this.#timers = options.timers ?? SYSTEM_TIMERS;
    const tell = (viewer: ConnectedViewer): void => {
      if (viewer === this.#driver) this.#session?.driven();
    };
    this.#presenter = new Presenter(this.#timers, (viewer) => this.#shown(viewer), tell);
  }

  /** How many viewers have registered and are still there. */
  get viewers(): number {
    return this.#viewers.size;
  }

  /** How far everything is scrolled in the viewer that drives, or was when the last app ended: pixels, by the control's id. */
  get scrolled(): ReadonlyMap<number, number> {
    return this.#scrolling.positions;
  }

  /** Adds a listener; the returned function removes it. */
  on<Name extends keyof MirrorEvents>(name: Name, listener: (event: MirrorEvents[Name]) => void): () => void {
    return this.#listeners.on(name, listener);
  }

  /**
   * The client of the app that runs, or undefined while there is none. The viewers that are there get its whole page as soon as
   * the app has answered; until then they keep what they show, and what they send is dropped. Takes the error screen away.
   *
   * Best called before the client's first message (see `listen` of `FletClient.connect`): then all that a client does by itself at
   * the start is done by the viewers, and once.
   *
   * @param scrolled Where viewers are to scroll to when they get the page: pixels from the start, by the control's id.
   */
  setClient(client: FletClient | undefined, scrolled: ReadonlyMap<number, number> = new Map()): void {
    if (this.#session?.client === client) return;
    this.#releaseSession();
    if (client === undefined) return;
    this.#error = undefined;
    const session = new Session(client, this.#host(), scrolled);
    this.#session = session;
    this.#scrolling = session.scrolling;
    session.takeOver();
    client.setAudience(session);
    if (client.isRegistered) this.#presentAll();
  }

  /** A real client has connected. What it sends goes to `receive` of the viewer. */
  attach(port: ViewerPort): Viewer {
    const viewer = new ConnectedViewer(port, this.#timers);
    return {
      receive: (packet) => this.#guarded(() => this.#receive(viewer, packet)),
      detach: () => this.#guarded(() => this.#detach(viewer)),
    };
  }

  /**
   * Shows the error screen on all viewers, also on those that come later; undefined takes it away.
   *
   * @param text The message, then the traceback on lines of its own.
   */
  showError(text: string | undefined): void {
    this.#error = text;
    for (const viewer of this.#viewers) {
      if (text !== undefined) this.#sendError(viewer, text);
      else if (viewer.isAnswered) viewer.send(registrationAnswer(viewer.id, {}));
    }
  }

  /** Shows viewers properties that the app does not know of. The next change of the app replaces them. */
  show(control: Control, properties: WireMap): void {
    for (const viewer of this.#viewers) if (viewer.hasPage) viewer.send(replacement(control.id, properties));
  }

  /** Resolves when all viewers have processed what they were sent up to now. */
  async taken(): Promise<void> {
    const shown = [...this.#viewers].filter((viewer) => viewer.hasPage);
    await Promise.all(shown.map((viewer) => this.#questions.ask(viewer)));
  }

  #sendError(viewer: ConnectedViewer, text: string): void {
    if (!viewer.isAnswered) viewer.send(registrationAnswer(viewer.id, {}));
    viewer.isAnswered = true;
    viewer.mayHavePage = true;
    viewer.send(crash(text));
  }

  #host(): SessionHost {
    const leads = (): boolean => !this.#isPassive && this.#viewers.size > 0;
    const driver = (): ConnectedViewer | undefined => this.#driver;
    return {
      isPassive: this.#isPassive,
      get leads() {
        return leads();
      },
      get driver() {
        return driver();
      },
      viewers: this.#viewers,
      touched: (viewer) => this.#touched(viewer),
      ready: () => this.#presentAll(),
      changed: (page, control, property) => this.#presenter.changed(page, control, property),
      crashed: (report) => this.showError(report),
      ignored: (reason) => this.#ignored(reason),
    };
  }

  #guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#ignored(error instanceof Error ? error.message : String(error));
    }
  }

  #ignored(reason: string): void {
    this.#listeners.emit('ignored', reason);
  }

  #receive(viewer: ConnectedViewer, packet: Uint8Array): void {
    if (viewer.state === 'gone') return;
    const decoded = decodeClientPacket(packet);
    if (decoded.kind === 'other') {
      this.#ignored(decoded.reason);
    } else if (decoded.kind === 'data') {
      this.#session?.streams.received(viewer, decoded.channelId, decoded.bytes);
    } else {
      const message = parseOutbound(decoded.value);
      if (message.action === Action.REGISTER_CLIENT) this.#register(viewer, message.body);
      else this.#message(viewer, message, packet);
    }
  }

  #message(viewer: ConnectedViewer, message: Outbound, packet: Uint8Array): void {
    if (viewer.state === 'new') this.#ignored('a message of a viewer that has not registered');
    if (message.action === Action.UPDATE_CONTROL_PROPS && message.body.props['open'] === false) {
      viewer.post.closed(message.body.id);
    }
    viewer.profile.hear(message);
    this.#changeSides(viewer);
    if (this.#questions.take(viewer, message) || this.#presenter.take(viewer, message)) return;
    const isMeant = viewer.state === 'live' || (viewer.state === 'stale' && isOfNewPage(viewer.before, message));
    if (isMeant) this.#session?.received(viewer, message, packet);
  }

  #register(viewer: ConnectedViewer, body: { session_id: string | null; page: WireMap }): void {
    if (viewer.state !== 'new') {
      this.#ignored('a second registration of a viewer');
      return;
    }
    const before = this.#past.find(body.session_id ?? '');
    const isOnly = this.#viewers.size === 0;
    this.#past.add(viewer);
    viewer.state = 'waiting';
    viewer.profile.note(body.page);
    viewer.mayHavePage = body.session_id !== null && body.session_id !== '';
    viewer.shows = before?.shows;
    for (const [id, channel] of before?.channels ?? []) viewer.channels.set(id, channel);
    if (isOnly) this.#session?.takeOver();
    this.#viewers.add(viewer);
    this.#driver ??= viewer;
    if (isOnly) this.#session?.client.leadChanged();
    this.#listeners.emit('viewer', body.page);
    const session = this.#session;
    if (session?.client.isRegistered === true) {
      const { route } = viewer.profile;
      if (isOnly && !this.#isPassive && route !== undefined && route !== before?.lastRoute) session.navigate(route);
      this.#presentAll();
    } else if (this.#error !== undefined) {
      this.#sendError(viewer, this.#error);
    }
  }

  #presentAll(): void {
    const session = this.#session;
    if (session === undefined) return;
    for (const viewer of [...this.#viewers]) {
      if (viewer.state === 'waiting') this.#guarded(() => this.#presenter.present(viewer, session));
    }
  }

  /** A viewer has the page. */
  #shown(viewer: ConnectedViewer): void {
    if (this.#session !== undefined) this.#scrolling.restore(viewer, this.#session.client.tree);
    if (this.#error !== undefined) viewer.send(crash(this.#error));
    if (viewer === this.#driver) this.#session?.driven();
    this.#listeners.emit('shown', undefined);
  }

  /** A person has used a viewer. */
  #touched(viewer: ConnectedViewer): void {
    viewer.isTouched = true;
    this.#drive(viewer);
  }

  /** Where one viewer is in the background, one that is in front drives. */
  #changeSides(viewer: ConnectedViewer): void {
    if (this.#driver?.profile.isAway !== true) return;
    const other = viewer === this.#driver ? this.#next() : viewer;
    if (other?.profile.isAway === false) this.#drive(other);
  }

  /** The viewer that was used last; one in front rather than one in the background. */
  #next(): ConnectedViewer | undefined {
    const viewers = [...this.#viewers];
    return viewers.findLast(({ profile }) => !profile.isAway) ?? viewers.at(-1);
  }

  #drive(viewer: ConnectedViewer): void {
    if (viewer === this.#driver) return;
    this.#viewers.delete(viewer);
    this.#viewers.add(viewer);
    this.#driver = viewer;
    this.#session?.driven();
  }

  #detach(viewer: ConnectedViewer): void {
    const session = this.#session;
    viewer.lastRoute = session?.client.page.string('route');
    viewer.state = 'gone';
    viewer.post.clear();
    this.#presenter.forget(viewer);
    this.#questions.left(viewer);
    if (!this.#viewers.delete(viewer)) return;
    const wasDriver = viewer === this.#driver;
    if (wasDriver) this.#driver = this.#next();
    session?.left(viewer);
    if (this.#driver === undefined) session?.abandoned();
    else if (wasDriver) session?.driven();
  }

  /** The app is no longer shown: viewers keep its page until there is another one. */
  #releaseSession(): void {
    const session = this.#session;
    if (session === undefined) return;
    this.#session = undefined;
    this.#presenter.last(session.client.page);
    for (const viewer of this.#viewers) {
      this.#presenter.forget(viewer);
      viewer.state = 'waiting';
      viewer.channels.clear();
    }
    session.release();
  }
}
