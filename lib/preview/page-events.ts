/** What the host tells the page itself, beside the app: over a WebSocket of its own, since browsers allow few event streams. */

import type { WebSocket } from 'ws';
import { watchHeartbeat } from './heartbeat.js';

/** `error` and `crashed` show a text over the app until `clear`; pages that connect meanwhile show it too. */
export type PageMessage =
  | { kind: 'error'; text: string }
  | { kind: 'crashed'; text: string }
  | { kind: 'clear' }
  | { kind: 'reload' };

export class PageEvents {
  readonly #sockets = new Set<WebSocket>();
  readonly #canRestart: boolean;
  #state: PageMessage = { kind: 'clear' };

  /** @param canRestart Whether the page offers to restart an app that has crashed. */
  constructor(canRestart: boolean) {
    this.#canRestart = canRestart;
  }

  /** What was told last, but for a reload: the very object. */
  get state(): PageMessage {
    return this.#state;
  }

  /** A page has connected, perhaps not for the first time: it may show what the process before has told it. */
  accept(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    // Followed by the close.
    socket.on('error', () => {});
    watchHeartbeat(socket);
    this.#send(socket, this.#state);
  }

  tell(message: PageMessage): void {
    if (message.kind !== 'reload') this.#state = message;
    for (const socket of this.#sockets) this.#send(socket, message);
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  #send(socket: WebSocket, message: PageMessage): void {
    socket.send(JSON.stringify({ 'flet-embed': { ...message, canRestart: this.#canRestart } }), () => {});
  }
}
