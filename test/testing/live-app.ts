/** An app that reacts: the Python end of a channel, played by a test, with the harness at the other end. */

import type { Channel } from '../../lib/channel.js';
import { FletClient } from '../../lib/flet/index.js';
import { ConnectedHost } from '../../lib/testing/connected-host.js';
import { App, type AppClock, type AppExit, type ConnectOptions, connect } from '../../lib/testing/index.js';
import { memoryPair } from '../../lib/transports/memory.js';
import { decodeClientPacket } from '../flet/app-packet.js';
import { type Message, pageOf, ScriptedApp } from '../flet/scripted-app.js';

/** What the app does on an event, by `<id> <event>`: `'10 click'`. */
export type Handlers = Readonly<Record<string, (app: LiveApp, data: unknown) => void | Promise<void>>>;

/** Tells where the client's packets end: nobody listens to it. */
const BARRIER = '__barrier';

export class LiveApp extends ScriptedApp {
  /** Everything that the client has sent, without the packets of the registration and of barriers. */
  readonly received: Message[] = [];
  readonly #peer: Channel;
  readonly #handlers: Handlers;
  #client: FletClient | undefined;
  #barriers = 0;
  #reached: (() => void) | undefined;

  constructor(peer: Channel, handlers: Handlers) {
    super(peer);
    this.#peer = peer;
    this.#handlers = handlers;
  }

  /** Handles what the client sends, until the channel ends. */
  serve(client: FletClient): void {
    this.#client = client;
    client.on('end', () => {
      this.#client = undefined;
      this.#reached?.();
    });
    // An end by destroy is what some tests are about.
    this.#read().catch(() => {});
  }

  async #read(): Promise<void> {
    for await (const packet of this.#peer) {
      const message = decodeClientPacket(packet) as Message;
      const { target, name, data } = message[1];
      if (name === BARRIER) {
        this.#barriers++;
        this.#reached?.();
        continue;
      }
      this.received.push(message);
      if (message[0] === 3) await this.#handlers[`${target} ${name}`]?.(this, data);
    }
  }

  /** Sets properties of a control. */
  set(id: number, properties: Record<string, unknown>): Promise<void> {
    const operations = Object.entries(properties).map(([name, value]) => [0, 0, name, value]);
    return this.patch(id, [0], ...operations);
  }

  crash(message: string, ...traceback: string[]): Promise<void> {
    return this.send(6, { message: [message, ...traceback].join('\n') });
  }

  /** Ends the connection at once, as a process does that dies. */
  die(reason: string): void {
    this.#peer.destroy(new Error(reason));
  }

  /** Resolves when everything that the client has sent up to now has been handled, or the connection is over. */
  async handledAll(): Promise<void> {
    const client = this.#client;
    if (client === undefined) return;
    const wanted = this.#barriers + 1;
    await client.sendEvent(client.page, BARRIER, null, { always: true });
    await new Promise<void>((resolve) => {
      this.#reached = () => {
        if (this.#barriers >= wanted || this.#client === undefined) resolve();
      };
      this.#reached();
    });
  }
}

/** What succeeds does so on the slowest machine. */
const PATIENT = { action: 50_000, assertion: 50_000 };
/** For what is meant to time out. */
export const QUICK = { timeouts: { action: 100, assertion: 100 } } as const;

export interface LiveOptions extends ConnectOptions {
  on?: Handlers;
  /** Of the page. */
  properties?: Record<string, unknown>;
}

/** A running app with these controls, and the harness connected to it. */
export async function startLive(
  controls: unknown[] = [],
  options: LiveOptions = {},
): Promise<{ app: App; live: LiveApp }> {
  const { on = {}, properties, ...rest } = options;
  const [channel, peer] = memoryPair();
  const live = new LiveApp(peer, on);
  const connecting = connect(channel, {
    settle: () => live.handledAll(),
    timeouts: PATIENT,
    ...rest,
  });
  await live.register(pageOf(controls, properties));
  const app = await connecting;
  live.serve(app.client);
  await app.settled();
  live.received.length = 0;
  return { app, live };
}

/** The same in a place that knows how the app ends, and that has a clock. */
export async function startHosted(
  controls: unknown[] = [],
  on: Handlers = {},
): Promise<{ app: App; live: LiveApp; host: LiveHost }> {
  const [channel, peer] = memoryPair();
  const live = new LiveApp(peer, on);
  const connecting = FletClient.connect(channel);
  await live.register(pageOf(controls));
  const client = await connecting;
  const host = new LiveHost(client, live);
  live.serve(client);
  const app = new App(host, { timeouts: PATIENT });
  await app.settled();
  return { app, live, host };
}

/** A place where an app runs. */
export class LiveHost extends ConnectedHost {
  override exit: AppExit | undefined = undefined;
  override clock: AppClock | undefined = undefined;
  readonly #live: LiveApp;

  constructor(client: FletClient, live: LiveApp) {
    super(client, { title: "launch('main.py')", collects: false, settle: () => live.handledAll() });
    this.#live = live;
  }

  /** The app ends by itself. */
  async end(code: number, ...stderr: string[]): Promise<void> {
    this.exit = { code };
    (this.output.stderr as string[]).push(...stderr);
    await this.#live.close();
  }
}
