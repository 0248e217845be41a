import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orders } from '../transports/orders.mjs';
import { CHANNEL } from './capabilities.mjs';
import { startPeer } from './child/python-peer.mjs';
import { environmentPython, installEnvironment } from './install/environment.mjs';
import { installPackage, requirePackage } from './install/node-package.mjs';

const NAME = 'zeromq';

export default {
  name: 'zeromq',
  kind: 'peer',
  title: 'zeromq 6.8.0 and pyzmq 27.3.0 on asyncio: Python in a child process, pair sockets over `ipc:`',
  level: 'bytes',
  capabilities: CHANNEL,
  async setUp(where) {
    await installPackage(NAME, '6.8.0', where);
    await installEnvironment(NAME, where);
  },
  async open(role, { cache, options }) {
    const { Pair } = requirePackage(NAME, { cache });
    const folder = mkdtempSync(join(tmpdir(), 'flet-embed-bench-'));
    const address = `ipc://${join(folder, 'socket')}`;
    const socket = new Pair();
    await socket.bind(address);
    const child = startPeer(environmentPython(NAME, { cache }), 'zeromq_pair.py', [address, orders(role, options)]);
    return {
      channel: {
        send: (data) => socket.send(data),
        receive: async () => (await child.first(socket.receive()))[0],
        async *[Symbol.asyncIterator]() {
          for await (const [message] of socket) yield message;
        },
      },
      async close() {
        await child.stop();
        socket.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};
