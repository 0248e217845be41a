/** What the host tells the page itself, beside the app: over a WebSocket of its own, since browsers allow few event streams. */

import type { WebSocket } from 'ws';
import { watchHeartbeat } from './heartbeat.js';

/** `error` and `crashed` show a text over the app until `clear`; pages that are opened meanwhile show it too. */
export type PageMessage =
  | { kind: 'error'; text: string }
  | { kind: 'crashed'; text: string }
  | { kind: 'clear' }
  | { kind: 'reload' };

export class PageEvents {
  readonly #sockets = new Set<WebSocket>();
  readonly #canRestart: boolean;
  #shown: PageMessage | undefined;

  /** @param canRestart Whether the page offers to restart an app that has crashed. */
  constructor(canRestart: boolean) {
    this.#canRestart = canRestart;
  }

  /** A page has connected. */
  accept(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    // Followed by the close.
    socket.on('error', () => {});
    watchHeartbeat(socket);
    if (this.#shown !== undefined) this.#send(socket, this.#shown);
  }

  tell(message: PageMessage): void {
    if (message.kind !== 'reload') this.#shown = message.kind === 'clear' ? undefined : message;
    for (const socket of this.#sockets) this.#send(socket, message);
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  #send(socket: WebSocket, message: PageMessage): void {
    socket.send(JSON.stringify({ 'flet-embed': { ...message, canRestart: this.#canRestart } }), () => {});
  }
}
