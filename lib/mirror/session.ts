/** One app under its viewers: what it sends goes to all of them, what they send goes to it once. */

import type { Audience } from '../flet/audience.js';
import type { FletClient } from '../flet/client.js';
import type { Control } from '../flet/control.js';
import type { DataChannel } from '../flet/data-channel.js';
import { Action, type MethodCall, type Outbound } from '../flet/messages.js';
import type { Change } from '../flet/patch.js';
import type { WireMap, WireValue } from '../flet/values.js';
import { Calls } from './calls.js';
import type { ConnectedViewer } from './connected-viewer.js';
import { isClosing, shownDialogs } from './dialogs.js';
import { holdsControls, isSeen, isShared } from './doings.js';
import { isQuestion } from './handover.js';
import { Hearing } from './hearing.js';
import { replacement } from './packets.js';
import { tellRoute } from './profile.js';
import { Scrolling, scrollingPackets } from './scrolling.js';
import { Streams } from './streams.js';

/** The mirror, as a session sees it. */
export interface SessionHost {
  readonly isPassive: boolean;
  /** A real viewer leads. */
  readonly leads: boolean;
  readonly driver: ConnectedViewer | undefined;
  /** All that have registered and are still there. */
  readonly viewers: Iterable<ConnectedViewer>;
  /** A person has used a viewer. */
  touched(viewer: ConnectedViewer): void;
  /** The app has answered: there is a page to show. */
  ready(): void;
  /** Properties of the page, or of what it holds directly, have changed. */
  changed(page: Control, control: Control, property: string): void;
  crashed(report: string): void;
  ignored(reason: string): void;
}

export class Session implements Audience {
  readonly client: FletClient;
  readonly streams: Streams;
  readonly scrolling: Scrolling;
  readonly #host: SessionHost;
  readonly #hearing: Hearing;
  readonly #calls = new Calls();
  /** What was open when the app ceased to be shown. */
  #lastDialogs: number[] | undefined;

  /** @param scrolled Where its user was: pixels, by the control's id. */
  constructor(client: FletClient, host: SessionHost, scrolled: ReadonlyMap<number, number>) {
    this.client = client;
    this.scrolling = new Scrolling(scrolled);
    this.#host = host;
    const driver = (): ConnectedViewer | undefined => host.driver;
    this.#hearing = new Hearing({ client, driver, touched: (viewer) => host.touched(viewer) });
    const { isPassive } = host;
    this.streams = new Streams({ client, driver, isPassive, ignored: (reason) => host.ignored(reason) });
  }

  get leads(): boolean {
    return this.#host.leads;
  }

  /** Whether viewers are to tell how far everything is scrolled. */
  get tellsScrolling(): boolean {
    return !this.#host.isPassive;
  }

  /** The dialogs and bars that a viewer shows above its page, the topmost first. */
  get dialogs(): number[] {
    return this.#lastDialogs ?? shownDialogs(this.client.tree);
  }

  /** Up to now the headless client has led. */
  takeOver(): void {
    this.#hearing.takeOver();
  }

  /** The only viewer was opened at another address than the app's: that is where its person wants to go. */
  navigate(route: string): void {
    if (this.client.page.get('route') !== route) tellRoute(this.client, route);
  }

  /** Another viewer drives, or the driving one has got the page. */
  driven(): void {
    const { driver, isPassive } = this.#host;
    if (driver?.hasPage === true && !isPassive) this.#hearing.driven(driver);
    this.#calls.offer(driver);
    this.streams.advance();
  }

  /** A viewer has gone, or shows this page no more. */
  left(viewer: ConnectedViewer): void {
    this.#calls.left(viewer);
    this.streams.left(viewer);
  }

  /** There is no viewer left: the headless client goes on. */
  abandoned(): void {
    this.#hearing.driven(undefined);
    this.client.leadChanged();
    this.#calls.handOver(this.client);
  }

  /** The app is no longer shown. */
  release(): void {
    this.#lastDialogs = this.dialogs;
    this.client.setAudience(undefined);
    this.#calls.handOver(this.client);
  }

  registered(): void {
    this.#host.ready();
  }

  patched(packet: Uint8Array, changes: readonly Change[], added: readonly Control[]): void {
    for (const { control, property } of changes) {
      this.#hearing.expect(control, property);
      this.#host.changed(this.client.page, control, property);
    }
    const asks = this.tellsScrolling ? scrollingPackets(changes, added, this.client.tree) : [];
    const turned = changes.filter(({ property }) => property === 'open').map(({ control }) => control);
    for (const viewer of this.#host.viewers) {
      if (!viewer.hasPage) continue;
      for (const { control, property } of changes) viewer.echoes.expect(control, property);
      const gone = [...viewer.post.closing].filter((id) => this.client.tree.get(id) === undefined);
      for (const control of turned) {
        if (isClosing(control)) viewer.post.closes(control.id);
        else viewer.post.closed(control.id);
      }
      viewer.send(packet, gone);
      for (const ask of asks) viewer.send(ask);
    }
    this.streams.prune();
    this.scrolling.prune(this.client.tree);
  }

  updated(control: Control, properties: WireMap): void {
    this.#spread(control, properties, undefined);
  }

  called(call: MethodCall, packet: Uint8Array): boolean {
    if (this.#host.isPassive && isSeen(call.name)) {
      for (const viewer of this.#host.viewers) if (viewer.hasPage) viewer.send(packet);
    }
    if (!this.leads) return false;
    this.#calls.add(call, packet);
    this.#calls.offer(this.#host.driver);
    return true;
  }

  crashed(report: string): void {
    this.#host.crashed(report);
  }

  framed(channel: DataChannel, bytes: Uint8Array): void {
    this.streams.framed(channel, bytes);
  }

  /** A message of a viewer that shows the page of this app. */
  received(viewer: ConnectedViewer, message: Outbound, packet: Uint8Array): void {
    switch (message.action) {
      case Action.UPDATE_CONTROL_PROPS: {
        const control = this.#control(message.body.id, 'properties');
        if (control !== undefined) this.#written(viewer, control, message, message.body.props, packet);
        break;
      }
      case Action.CONTROL_EVENT: {
        const { target, name, data } = message.body;
        const control = this.#control(target, `the event ${name}`);
        if (control === undefined) return;
        if (name === 'data_channel_open') this.streams.opened(viewer, control, data);
        else if (!this.#host.isPassive && this.#isForApp(viewer, control, name, data))
          this.client.relay(message, packet);
        break;
      }
      case Action.INVOKE_METHOD: {
        const { call_id: callId, control_id: controlId } = message.body;
        if (this.#calls.take(viewer, callId, controlId)) this.client.relay(message, packet);
        else if (!isQuestion(callId) && !this.#host.isPassive) {
          this.#host.ignored(`an answer to ${callId}, which nobody has asked this viewer`);
        }
        break;
      }
    }
  }

  #isForApp(viewer: ConnectedViewer, control: Control, name: string, data: WireValue): boolean {
    if (!this.#hearing.event(viewer, control, name, data)) return false;
    return name !== 'scroll' || this.scrolling.heard(viewer, control, data);
  }

  #control(id: number, what: string): Control | undefined {
    const control = this.client.tree.get(id);
    if (control === undefined) this.#host.ignored(`${what} of ${id}, which is not on the page`);
    return control;
  }

  #written(viewer: ConnectedViewer, control: Control, message: Outbound, props: WireMap, packet: Uint8Array): void {
    if (this.#host.isPassive) return;
    const holds = holdsControls(props) || Object.keys(props).some((name) => control.children(name).length > 0);
    if (holds) {
      this.#host.ignored(`properties of ${control.type} ${control.id} that hold controls`);
      return;
    }
    const { isForApp, changed } = this.#hearing.properties(viewer, control, props);
    if (isForApp) this.client.relay(message, packet);
    this.#spread(control, changed, viewer);
  }

  /** Shows the others what one viewer, or the headless client, has changed. */
  #spread(control: Control, properties: WireMap, from: ConnectedViewer | undefined): void {
    const shared = Object.entries(properties).filter(([name]) => isShared(control, name));
    if (shared.length === 0) return;
    const packet = replacement(control.id, Object.fromEntries(shared));
    for (const viewer of this.#host.viewers) {
      if (!viewer.hasPage || (viewer === from && !viewer.isCatchingUp)) continue;
      for (const [name] of shared) viewer.echoes.expect(control, name);
      if ('open' in properties && isClosing(control)) viewer.post.closes(control.id);
      viewer.send(packet);
    }
  }
}
