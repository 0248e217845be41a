/**
 * A Flet client without pixels: it registers with an app over a channel, keeps the app's control tree, answers its calls, and
 * sends for a user's gesture the packets that Flet's own client sends, in the same order.
 *
 * Nothing that an app sends can make it throw or hang. What is not understood becomes an `error` event and fails the waits.
 */

import type { Channel, CloseOptions } from '../channel.js';
import { type Audience, leaveLead, takeLead } from './audience.js';
import { ClientMessages } from './client-messages.js';
import type { ClientEvents, FletClientOptions } from './client-options.js';
import { decodePacket } from './codec.js';
import type { ClientContext } from './context.js';
import type { Control } from './control.js';
import { ControlTree } from './control-tree.js';
import type { DataChannel } from './data-channel.js';
import { DataChannels } from './data-channels.js';
import { Device } from './device.js';
import { asProtocolError, connectionEnded, FletCrash, FletError } from './flet-error.js';
import { Focus } from './focus.js';
import { Frames } from './frames.js';
import { introduce } from './introduction.js';
import { Layout } from './layout.js';
import { Listeners } from './listeners.js';
import { Action, type MethodCall, type Outbound, parseInbound } from './messages.js';
import { answerCall } from './methods/index.js';
import { ClientServices } from './methods/services.js';
import { Finders } from './methods/tester/finders.js';
import { runTester } from './methods/tester/index.js';
import { Outbox } from './outbox.js';
import { registrationPage } from './page-profile.js';
import { applyPatch, type PatchResult, StalePatch } from './patch.js';
import { PointerState } from './pointer-state.js';
import { react } from './reactions/index.js';
import { nextTurn, SYSTEM_TIMERS } from './timers.js';
import { User } from './user.js';
import { plain, type WireMap, type WireValue } from './values.js';
import { Waits } from './waits.js';

export class FletClient extends User implements AsyncDisposable {
  /** The app's controls. */
  readonly tree = new ControlTree();
  /** What happens to the imaginary device: its battery runs down, it is shaken. */
  readonly device: Device;
  /** Clipboard, preferences, opened addresses … of the imaginary device. */
  readonly services: ClientServices;
  readonly #channel: Channel;
  readonly #outbox: Outbox;
  readonly #messages: ClientMessages;
  readonly #listeners = new Listeners<ClientEvents>();
  readonly #waits = new Waits<PatchResult>();
  readonly #context: ClientContext;
  #audience: Audience | undefined;
  #isLed = false;
  #sessionId = '';
  #failure: Error | undefined;
  #ended = false;

  /**
   * Registers with the app at the other end of a channel and resolves when it has answered. The first content usually comes
   * after that, as patches: see `until`.
   *
   * The client becomes the channel's consumer. Rejects with a `FletCrash` when the app refuses, with a `FletError` when the
   * channel ends first.
   *
   * @example
   * const client = await FletClient.connect(channel, { page: { platform: 'android', width: 400, height: 800 } });
   * const plus = await client.until(() => client.find((control) => control.type === 'Button'));
   * await client.click(plus);
   */
  static async connect(channel: Channel, options: FletClientOptions = {}): Promise<FletClient> {
    const { signal } = options;
    signal?.throwIfAborted();
    const client = new FletClient(channel, options);
    options.listen?.(client);
    try {
      await client.#register(options);
    } catch (error) {
      // An app that has ended by itself gets its orderly close.
      if (!client.#ended) {
        client.#end(error as Error);
        channel.destroy(error as Error);
      }
      throw error;
    }
    return client;
  }

  private constructor(channel: Channel, options: FletClientOptions) {
    super();
    this.#channel = channel;
    this.services = new ClientServices(options.storagePaths);
    this.#outbox = new Outbox(channel, (error) => this.#end(error));
    this.#messages = new ClientMessages(this.#outbox, (sent) => this.#listeners.emit('sent', sent));
    this.#context = {
      tree: this.tree,
      focus: new Focus(),
      services: this.services,
      dataChannels: new DataChannels({
        open: options.openDataChannel,
        outbox: this.#outbox,
        onFrame: (frame) => this.#listeners.emit('frame', frame),
        audience: () => this.#audience,
      }),
      timers: options.timers ?? SYSTEM_TIMERS,
      frames: new Frames(),
      layout: new Layout(this.tree),
      pointerState: new PointerState(),
      faithful: options.faithful ?? false,
      pendingPops: new Map(),
      pendingDismissals: new Map(),
      finders: new Finders(),
      isLed: () => this.#audience?.leads === true,
      update: (control, properties) => this.#update(control, properties),
      emit: (control, event, data = null) => {
        if (control.handles(event)) this.#messages.event(control, event, data);
      },
      emitAlways: (control, event, data = null) => this.#messages.event(control, event, data),
      actLocally: (serviceId, method, args) => this.#actLocally(serviceId, method, args),
      quiet: options.quiet ?? nextTurn,
      exit: () => this.#listeners.emit('exit', undefined),
      report: (error) => this.#fail(error),
    };
    this.device = new Device(this.#context, (action) => this.act(action));
  }

  /** The page: the root of the tree. */
  get page(): Control {
    return this.tree.page;
  }

  /** The session's id, as the app has given it. */
  get sessionId(): string {
    return this.#sessionId;
  }

  /** What has the focus. */
  get focused(): Control | undefined {
    return this.#context.focus.current;
  }

  /** True when no transition is running: see `Frames`. */
  get isStill(): boolean {
    return this.#context.frames.areStill;
  }

  /** The crash or protocol error that fails every wait, until `takeFailure()`. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Takes note of a failure: later waits go on as if it had not been. */
  takeFailure(): Error | undefined {
    const failure = this.#failure;
    this.#failure = undefined;
    return failure;
  }

  /** Adds a listener; the returned function removes it. */
  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    return this.#listeners.on(name, listener);
  }

  /** The first control in reading order that fits. */
  find(fits: (control: Control) => boolean): Control | undefined {
    for (const control of this.page.walk()) if (fits(control)) return control;
    return undefined;
  }

  /** Every control that fits, in reading order. */
  findAll(fits: (control: Control) => boolean): Control[] {
    return [...this.page.walk()].filter(fits);
  }

  /**
   * Resolves with what `look` returns as soon as that is neither undefined nor false: looks now, and again after every patch and
   * every call that was answered. Rejects when the app crashes, the connection ends or the signal aborts.
   *
   * @example
   * await client.until(() => client.find((control) => control.get('value') === '3'));
   */
  until<Found>(look: () => Found | undefined | false, options: { signal?: AbortSignal } = {}): Promise<Found> {
    const failure = this.#failure ?? this.#endError();
    if (failure !== undefined) return Promise.reject(failure);
    return this.#waits.wait(() => look(), { now: true, signal: options.signal });
  }

  /**
   * Resolves with the next patch that fits. Call it before the gesture that causes the patch.
   *
   * @example
   * const patched = client.nextPatch();
   * await client.click(button);
   * await patched;
   */
  nextPatch(
    fits: (patch: PatchResult) => boolean = () => true,
    options: { signal?: AbortSignal } = {},
  ): Promise<PatchResult> {
    const failure = this.#failure ?? this.#endError();
    if (failure !== undefined) return Promise.reject(failure);
    const look = (patch: PatchResult | undefined): PatchResult | false =>
      patch !== undefined && fits(patch) ? patch : false;
    return this.#waits.wait(look, { now: false, signal: options.signal });
  }

  /** Sends an event as it is: for what no gesture covers. `always`: also when the app has no handler. */
  sendEvent(control: Control, name: string, data: WireValue = null, options: { always?: boolean } = {}): Promise<void> {
    return this.act(() => {
      if (options.always === true) this.#context.emitAlways(control, name, data);
      else this.#context.emit(control, name, data);
    });
  }

  /** Sends an event of the device's services of a type: see `Device.fire`. */
  fire(service: string, event: string, data: WireValue = null): Promise<void> {
    return this.device.fire(service, event, data);
  }

  /** Runs a method of Flet's `Tester` service as if the app had called it; for tests that come another way. */
  async runTester(method: string, args: WireMap = {}): Promise<WireValue> {
    const result = await runTester(this.#context, method, args);
    await this.#outbox.flushed();
    return result;
  }

  /** Writes properties as the user's doing: for what no gesture covers. */
  sendProperties(control: Control, properties: WireMap): Promise<void> {
    return this.act(() => this.#update(control, properties));
  }

  /** True from the app's answer to the registration on. */
  get isRegistered(): boolean {
    return this.#sessionId !== '';
  }

  /** Shows the page to real viewers too, or to nobody else any more: see `Audience`. */
  setAudience(audience: Audience | undefined): void {
    this.#audience = audience;
    if (audience === undefined) this.#context.dataChannels.acknowledgeAll();
    this.leadChanged();
  }

  /** The audience's `leads` has changed: what is open or under way changes hands. */
  leadChanged(): void {
    const isLed = this.#context.isLed();
    if (this.#isLed === isLed || this.#ended) return;
    this.#isLed = isLed;
    if (isLed) leaveLead(this.#context);
    else takeLead(this.#context);
  }

  /**
   * Passes on what a viewer has sent: properties go into the tree too, events and answers to the app alone.
   *
   * @param packet The message's packet, which goes to the app as it is.
   */
  relay(message: Outbound, packet?: Uint8Array): void {
    if (this.#ended) return;
    if (message.action === Action.UPDATE_CONTROL_PROPS) {
      const { id, props } = message.body;
      const control = this.tree.get(id);
      if (control !== undefined) this.#write(control, props);
      this.#waits.notify(undefined);
    }
    this.#messages.send(message, packet);
  }

  /** Answers a call that viewers were to answer. */
  answer(call: MethodCall): void {
    if (!this.#ended) this.#answer(call);
  }

  /** The app's end of a data channel that a viewer has opened for a control; the app is told of it once. */
  openDataChannel(control: Control, name: string): DataChannel {
    return this.#context.dataChannels.open(this.#context, control, name);
  }

  /** Leaves: no more packets go out; the channel closes. */
  async close(options: CloseOptions = {}): Promise<void> {
    await this.#outbox.flushed();
    this.#end(undefined);
    await this.#channel.close(options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #register(options: FletClientOptions): Promise<void> {
    const page = registrationPage(options.page ?? {});
    for (const key of Object.keys(page)) this.page.properties.set(key, this.tree.adopt(plain(page[key]), this.page));
    const { signal } = options;
    let onabort = (): void => {};
    const registered = new Promise<void>((resolve, reject) => {
      onabort = () => reject(signal?.reason);
      signal?.addEventListener('abort', onabort);
      void this.#read(() => {
        this.#messages.begin(() => introduce(this.#context, page));
        resolve();
      }, reject);
    });
    // A page that cannot be encoded throws below; what becomes of the answer is nobody's concern then.
    registered.catch(() => {});
    try {
      this.#messages.register(options.pageName ?? '', page);
      await registered;
    } finally {
      signal?.removeEventListener('abort', onabort);
    }
  }

  /** Reads until the channel ends. Ends with the channel, never with an error of its own. */
  async #read(onRegistered: () => void, onRefused: (error: unknown) => void): Promise<void> {
    let end: Error | undefined;
    try {
      for await (const packet of this.#channel) {
        try {
          this.#receive(packet, onRegistered, onRefused);
        } catch (error) {
          this.#fail(asProtocolError(error));
        }
      }
    } catch (error) {
      end = error as Error;
    }
    this.#end(end);
    onRefused(this.#endError());
    // The app has said its last; so has the client, once what it had produced is on its way.
    await this.#outbox.flushed();
    await this.#channel.close().catch(() => {});
  }

  #receive(packet: Uint8Array, onRegistered: () => void, onRefused: (error: unknown) => void): void {
    const decoded = decodePacket(packet);
    if (decoded.kind === 'other') {
      this.#listeners.emit('ignored', decoded.reason);
      return;
    }
    if (decoded.kind === 'data') {
      this.#context.dataChannels.received(decoded.channelId, decoded.bytes);
      return;
    }
    this.#listeners.emit('received', { message: decoded.value, bytes: packet.length });
    const message = parseInbound(decoded.value);
    switch (message.kind) {
      case 'registered':
        if (message.error !== '') {
          onRefused(new FletCrash('ERR_EMBED_FLET_REGISTER', message.error));
          return;
        }
        this.#sessionId = message.sessionId;
        this.tree.mergePage(message.pagePatch);
        this.#listeners.emit('applied', undefined);
        this.#audience?.registered();
        onRegistered();
        this.#applied({ root: this.page, changes: [], added: this.page.children() });
        break;
      case 'patch':
        this.#patched(message.id, message.patch, packet);
        break;
      case 'call':
        this.#listeners.emit('call', message);
        if (this.#audience?.called(message, packet) !== true) this.#answer(message);
        break;
      case 'crashed': {
        const crash = new FletCrash('ERR_EMBED_FLET_CRASHED', message.report);
        this.#audience?.crashed(message.report);
        this.#listeners.emit('crash', crash);
        this.#fail(crash);
        break;
      }
      case 'output':
        this.#listeners.emit('output', { text: message.text, isStderr: message.isStderr });
        break;
      case 'unknown':
        this.#listeners.emit('ignored', `a message of action ${message.action}`);
        break;
    }
  }

  #patched(id: number, patch: WireValue[], packet: Uint8Array): void {
    let result: PatchResult | undefined;
    try {
      result = applyPatch(this.tree, id, patch);
    } catch (error) {
      if (!(error instanceof StalePatch)) throw error;
      // Flet's own client logs it, loses the rest of the patch, and goes on.
      this.#listeners.emit('ignored', `the rest of a patch. ${error.message}`);
      result = error.result;
    } finally {
      // A patch that fails has been applied up to where it failed.
      this.#listeners.emit('applied', undefined);
      this.#audience?.patched(packet, result?.changes ?? [], result?.added ?? []);
    }
    this.#applied(result);
  }

  #applied(result: PatchResult): void {
    react(this.#context, result.added, result.changes);
    this.#listeners.emit('patch', result);
    this.#waits.notify(result);
  }

  #answer(call: MethodCall): void {
    answerCall(this.#context, call, (result, error) => {
      this.#messages.answer(call, result, error);
      // A call may have opened something.
      this.#waits.notify(undefined);
    });
  }

  #actLocally(serviceId: number, method: string, args: WireMap): void {
    if (this.tree.get(serviceId) === undefined) return;
    answerCall(this.#context, { controlId: serviceId, callId: '', name: method, args }, (_result, error) => {
      if (error === null) return;
      this.#fail(new FletError('ERR_EMBED_FLET_REFUSED', `The client action ${method} failed: ${error}`));
    });
  }

  #write(control: Control, properties: WireMap): void {
    for (const key of Object.keys(properties)) {
      const before = control.properties.get(key);
      this.tree.release(before);
      control.properties.set(key, this.tree.adopt(plain(properties[key]), control));
    }
  }

  #update(control: Control, properties: WireMap): void {
    this.#write(control, properties);
    this.#audience?.updated(control, properties);
    this.#messages.properties(control, properties);
  }

  protected async act(action: (context: ClientContext) => void | Promise<void>): Promise<void> {
    if (this.#ended) throw this.#endError();
    await action(this.#context);
    await this.#outbox.flushed();
    if (this.#ended) throw this.#endError();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    if (!(error instanceof FletCrash)) this.#listeners.emit('error', error);
    this.#waits.fail(error);
  }

  #endCause: Error | undefined;

  #end(cause: Error | undefined): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#endCause = cause;
    this.#context.dataChannels.closeAll();
    for (const decide of [...this.#context.pendingPops.values()]) decide(false);
    for (const decide of [...this.#context.pendingDismissals.values()]) decide(false);
    this.#waits.fail(this.#endError());
    this.#listeners.emit('end', cause);
  }

  /** Undefined while the connection lives. */
  #endError(): FletError | undefined {
    if (!this.#ended) return undefined;
    return connectionEnded(this.#endCause);
  }
}
