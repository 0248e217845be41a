/** Finds out about connections whose other end is gone without having said so: a device that was switched off, a cable. */

import type { WebSocket } from 'ws';

const INTERVAL = 20_000;

/** Ends a connection that has not answered for a whole interval, in milliseconds. Keeps no process alive. */
export function watchHeartbeat(socket: WebSocket, interval: number = INTERVAL): void {
  let hasAnswered = true;
  const timer = setInterval(() => {
    if (!hasAnswered) socket.terminate();
    hasAnswered = false;
    socket.ping();
  }, interval).unref();
  socket.on('pong', () => {
    hasAnswered = true;
  });
  socket.once('close', () => clearInterval(timer));
}
