import { setTimeout as pause } from 'node:timers/promises';
import { installPackage, requirePackage } from '../install/node-package.mjs';

const VERSION = '8.23.0';

/** Between two attempts, while the server says that it starts and does not listen yet. */
const RETRY_MS = 20;

export function installWebSocket(where) {
  return installPackage('ws', VERSION, where);
}

/** Connects to a server that a child is about to open; rejects when the child ends first. */
export async function openWebSocket(url, child, { cache }) {
  const WebSocket = requirePackage('ws', { cache });
  let over = false;
  async function attempts() {
    for (;;) {
      const socket = new WebSocket(url, { perMessageDeflate: false });
      const error = await new Promise((resolve) => {
        socket.once('open', () => resolve(undefined));
        socket.once('error', resolve);
      });
      if (error === undefined) return socket;
      if (error.code !== 'ECONNREFUSED' || over) throw error;
      await pause(RETRY_MS);
    }
  }
  try {
    return await child.first(attempts());
  } finally {
    over = true;
  }
}
