/** A real client's end of a mirror, played by a test: packets as they are on the wire, and the tree that they make. */

import { decodePacket, encodeDataFrame, encodeMessage } from '../../lib/flet/codec.js';
import { ControlTree } from '../../lib/flet/control-tree.js';
import { applyPatch, snapshot, type WireMap, type WireValue } from '../../lib/flet/index.js';
import type { Mirror, Viewer } from '../../lib/mirror/index.js';
import type { Message } from '../flet/scripted-app.js';

/** What a page in a browser says of itself. */
export const BROWSER: WireMap = {
  route: '/',
  pwa: false,
  web: true,
  debug: false,
  wasm: false,
  test: false,
  multi_view: false,
  pyodide: false,
  platform: 'linux',
  platform_brightness: 'light',
  width: 900,
  height: 700,
  media: {},
  window: {},
};

export interface JoinOptions {
  /** What the browser has kept from before. */
  sessionId?: string;
  page?: WireMap;
  /** The page that is still there after a cut; else an empty one. */
  tree?: ControlTree;
  /** Does not answer by itself what asks for a control that it does not have, as a real client does. */
  isSilent?: boolean;
}

export class ScriptedViewer {
  readonly tree: ControlTree;
  /** Everything that came, in order, but for frames. */
  readonly received: Message[] = [];
  readonly frames: { id: number; bytes: Uint8Array }[] = [];
  /** The session id of the last answer. */
  sessionId = '';
  /** The report of the error screen, while that is shown. */
  crash: string | undefined;
  readonly #viewer: Viewer;
  #taken = 0;

  constructor(mirror: Mirror, options: JoinOptions = {}) {
    this.tree = options.tree ?? new ControlTree();
    this.#viewer = mirror.attach({
      send: (packet) => this.#take(packet.slice(), options.isSilent === true),
      close: () => {},
    });
  }

  /** A viewer that has registered. */
  static join(mirror: Mirror, options: JoinOptions = {}): ScriptedViewer {
    const viewer = new ScriptedViewer(mirror, options);
    const page = { ...BROWSER, ...options.page };
    viewer.send(1, { session_id: options.sessionId ?? null, page_name: '', page });
    return viewer;
  }

  /** The same page after its connection was cut, or the page that takes its place after a reload. */
  rejoin(mirror: Mirror, after: 'cut' | 'reload'): ScriptedViewer {
    return ScriptedViewer.join(mirror, {
      sessionId: this.sessionId,
      ...(after === 'cut' ? { tree: this.tree } : {}),
    });
  }

  get page(): WireMap {
    return withoutMarks(snapshot(this.tree)) as WireMap;
  }

  value(id: number, name = 'value'): unknown {
    return this.tree.get(id)?.get(name);
  }

  /** What has come since the last look. */
  news(): Message[] {
    const news = this.received.slice(this.#taken);
    this.#taken = this.received.length;
    return news;
  }

  /** The calls among the news. */
  calls(): { control_id: number; call_id: string; name: string }[] {
    const calls = this.news().filter(([action, { name }]) => action === 5 && name !== 'mirror');
    return calls.map(([, body]) => body as never);
  }

  send(action: number, body: WireMap): void {
    this.#viewer.receive(encodeMessage(action, body));
  }

  sendRaw(packet: Uint8Array): void {
    this.#viewer.receive(packet);
  }

  /** Writes properties as the client does that a person uses: into its own tree first. */
  props(id: number, props: WireMap): void {
    const control = this.tree.get(id);
    for (const [name, value] of Object.entries(props)) control?.properties.set(name, value as never);
    this.send(4, { id, props });
  }

  event(target: number, name: string, data: WireValue = null): void {
    this.send(3, { target, name, data });
  }

  answer(callId: string, controlId: number, result: WireValue = null, error: string | null = null): void {
    this.send(5, { control_id: controlId, call_id: callId, result, error });
  }

  frame(id: number, bytes: Uint8Array): void {
    this.#viewer.receive(encodeDataFrame(id, bytes));
  }

  /** Acknowledges the oldest frame that was not. */
  acknowledge(id: number): void {
    this.frame(id, Uint8Array.of(0xff));
  }

  openDataChannel(control: number, id: number): void {
    this.event(control, 'data_channel_open', { channel_name: 'frames', channel_id: id });
  }

  leave(): void {
    this.#viewer.detach();
  }

  #take(packet: Uint8Array, isSilent: boolean): void {
    const decoded = decodePacket(packet);
    if (decoded.kind === 'data') {
      this.frames.push({ id: decoded.channelId, bytes: decoded.bytes });
      return;
    }
    if (decoded.kind !== 'message') throw new Error(`Expected a message but received ${decoded.reason}`);
    const message = decoded.value as Message;
    this.received.push(message);
    const [action, body] = message;
    if (action === 1) {
      this.sessionId = body['session_id'] as string;
      this.crash = undefined;
      this.tree.mergePage(body['page_patch'] as WireMap);
    } else if (action === 2) {
      if (this.tree.get(body['id'] as number) !== undefined) {
        applyPatch(this.tree, body['id'] as number, body['patch'] as WireValue[]);
      }
    } else if (action === 5) {
      const { control_id: id, call_id: callId, name } = body as { control_id: number; call_id: string; name: string };
      if (isSilent || this.tree.get(id) !== undefined) return;
      // Not from within the mirror's own sending: a socket is between.
      queueMicrotask(() => this.answer(callId, id, null, `Calling ${name} method of inexistent control: ${id}`));
    } else if (action === 6) {
      this.crash = body['message'] as string;
    }
  }
}

/** A page without what is only an absence said aloud: nil, and empty lists. */
export function essence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essence);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value)
    .map(([key, item]) => [key, essence(item)] as const)
    .filter(([, item]) => item !== null && item !== undefined && !(Array.isArray(item) && item.length === 0));
  return Object.fromEntries(entries);
}

/** What all viewers share: everything but the size of the page, what is around it, and what each client is by itself. */
export function shared(page: WireMap): unknown {
  const own = ['width', 'height', 'media', 'platform_brightness', 'window'];
  const facts = ['debug', 'multi_view', 'pwa', 'pyodide', 'test', 'wasm', 'web'];
  return essence(
    Object.fromEntries(
      Object.entries(withoutMarks(page) as WireMap).filter(([name]) => ![...own, ...facts].includes(name)),
    ),
  );
}

/** Lets what has been queued happen, such as the answers of viewers. */
export async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** What the mirror adds for real clients, which take controls with the same properties for the same. */
function withoutMarks(value: WireValue): WireValue {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value as WireMap).filter(([name]) => name !== '_shown');
  return Object.fromEntries(entries.map(([name, item]) => [name, withoutMarks(item)]));
}
