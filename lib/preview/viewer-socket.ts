/** The WebSocket of one real client: each binary message is one packet. */

import type { WebSocket } from 'ws';
import { watchHeartbeat } from './heartbeat.js';
import { hideToken } from './registration.js';
import type { ViewerSource } from './viewer-source.js';

export interface ViewerSocketOptions {
  viewers: ViewerSource;
  /** Hidden from what the client tells of its address. */
  token: string;
  /** What may wait for a client that takes nothing, in bytes, beside one packet. */
  maxBufferedBytes: number;
}

const GOING_AWAY = 1001;

/** Attaches a client until its connection ends. */
export function attachViewer(socket: WebSocket, { viewers, token, maxBufferedBytes }: ViewerSocketOptions): void {
  const viewer = viewers.attach({
    send(packet) {
      if (socket.readyState !== socket.OPEN) return;
      // A farewell would wait behind what nobody takes.
      if (socket.bufferedAmount > maxBufferedBytes) socket.terminate();
      else socket.send(packet, { binary: true }, () => {});
    },
    close() {
      socket.close(GOING_AWAY);
    },
  });
  socket.on('message', (data: Buffer, isBinary) => {
    // Flutter's client sends no text.
    if (isBinary) viewer.receive(hideToken(new Uint8Array(data.buffer, data.byteOffset, data.length), token));
  });
  socket.once('close', () => viewer.detach());
  // Too long a message, or a broken frame: followed by the close.
  socket.on('error', () => {});
  watchHeartbeat(socket);
}
