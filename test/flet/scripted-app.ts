/** The Python end of a channel, played by a test. */

import type { Channel } from '../../lib/channel.js';
import { FletClient, type FletClientOptions } from '../../lib/flet/index.js';
import { memoryPair } from '../../lib/transports/memory.js';
import { decodeClientPacket, encodeAppPacket } from './app-packet.js';

/** A message as it is on the wire: `[action, body]`. */
export type Message = [number, Record<string, unknown>];

/** The end of what a client has sent so far. */
const MARK = '__mark';

export class ScriptedApp {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  send(action: number, body: unknown): Promise<void> {
    return this.#channel.send(encodeAppPacket(action, body));
  }

  sendRaw(packet: Uint8Array): Promise<void> {
    return this.#channel.send(packet);
  }

  /** Sends a patch; `id` is the control that the paths begin at. */
  patch(id: number, ...patch: unknown[]): Promise<void> {
    return this.send(2, { id, patch });
  }

  /** The next message of the client. */
  async receive(): Promise<Message> {
    return decodeClientPacket(await this.#channel.receive()) as Message;
  }

  /** The next packet of the client, as it is. */
  receiveRaw(): Promise<Uint8Array | undefined> {
    return this.#channel.receive();
  }

  /** Calls a method and returns the messages up to its answer, which is the last. */
  async call(controlId: number, name: string, args?: Record<string, unknown>): Promise<Message[]> {
    await this.send(5, { control_id: controlId, call_id: 'call', name, ...(args === undefined ? {} : { args }) });
    const messages: Message[] = [];
    do messages.push(await this.receive());
    while (messages.at(-1)![0] !== 5);
    return messages;
  }

  /** Everything that the client has sent up to now. */
  async taken(client: FletClient): Promise<Message[]> {
    await client.sendEvent(client.page, MARK, null, { always: true });
    const messages: Message[] = [];
    for (;;) {
      const message = await this.receive();
      if (message[1]['name'] === MARK) return messages;
      messages.push(message);
    }
  }

  /** Answers the registration with this page and returns what the client had sent. */
  async register(page: Record<string, unknown>, error = ''): Promise<Message> {
    const message = await this.receive();
    await this.send(1, { session_id: 'session', page_patch: page, error });
    return message;
  }

  close(): Promise<void> {
    return this.#channel.close();
  }
}

/** A page with one view of these controls, as Flet sends it. */
export function pageOf(controls: unknown[], properties: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    _c: 'Page',
    _i: 1,
    views: [{ _c: 'View', _i: 3, route: '/', controls }],
    window: { _c: 'Window', _i: 2 },
    _overlay: { _c: 'Overlay', _i: 4 },
    _dialogs: { _c: 'Dialogs', _i: 5 },
    _services: { _c: 'ServiceRegistry', _i: 6 },
    ...properties,
  };
}

/** A client that is registered with a scripted app and has said what it says at first. */
export async function connectScripted(
  controls: unknown[] = [],
  options: FletClientOptions & { properties?: Record<string, unknown> } = {},
): Promise<{ client: FletClient; app: ScriptedApp }> {
  const { properties, ...rest } = options;
  const [channel, peer] = memoryPair();
  const app = new ScriptedApp(peer);
  const connecting = FletClient.connect(channel, rest);
  await app.register(pageOf(controls, properties));
  const client = await connecting;
  await app.taken(client);
  return { client, app };
}
