import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Waits for the one connection of a Python side. `address` is what that is told: a path, or a port. */
export class Listener {
  #server;
  #folder;

  /** @param kind 'unix' or 'tcp' */
  static async open(kind) {
    const listener = new Listener();
    listener.#server = createServer({ noDelay: true });
    if (kind === 'unix') {
      listener.#folder = mkdtempSync(join(tmpdir(), 'flet-embed-bench-'));
      listener.address = join(listener.#folder, 'socket');
      listener.#server.listen(listener.address);
    } else {
      listener.#server.listen(0, '127.0.0.1');
    }
    await once(listener.#server, 'listening');
    listener.address ??= String(listener.#server.address().port);
    return listener;
  }

  async accept(child) {
    try {
      const [socket] = await child.first(once(this.#server, 'connection'));
      return socket;
    } finally {
      this.#server.close();
      if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true });
    }
  }
}
