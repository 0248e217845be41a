import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems hand out by themselves: no outgoing connection of anybody takes one of these in between. */
const FIRST = 20_000;
const END = 32_768;

/** A port of the loopback on which nobody listens, for programs that must be given one. */
export async function freePort() {
  for (;;) {
    const server = createServer();
    const port = randomInt(FIRST, END);
    server.listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch (error) {
      if (error.code === 'EADDRINUSE') continue;
      throw error;
    }
    server.close();
    await once(server, 'close');
    return port;
  }
}
