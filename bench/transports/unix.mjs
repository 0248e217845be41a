import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { orders } from './orders.mjs';
import { SocketChannel } from './socket-channel.mjs';

const script = fileURLToPath(new URL('../python/unix_asyncio.py', import.meta.url));

export const unixAsyncio = {
  name: 'unix-asyncio',
  kind: 'transport',
  level: 'bytes',
  title:
    'Python in a child process: `asyncio.Protocol` and frames by hand over a Unix socket, `node:net` on this side; both gather what is sent in one turn into one write, unless the variant says *unbatched*',
  capabilities: ['round-trip', 'pipelined', 'throughput', 'unbatched', 'large', 'take', 'load'],
  open: openUnix,
};

/** A channel to a peer in a Python process of its own. */
async function openUnix(role, { executable, options }) {
  const folder = mkdtempSync(join(tmpdir(), 'flet-embed-bench-'));
  const path = join(folder, 'socket');
  const server = createServer().listen(path);
  await once(server, 'listening');
  const child = spawn(executable, [script, path, orders(role, options)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exit = once(child, 'exit');
  const connection = once(server, 'connection');
  const [socket] = await Promise.race([
    connection,
    exit.then(([code, signal]) => {
      throw new Error(`The peer ended before it connected: ${code ?? signal}`);
    }),
  ]);
  server.close();
  rmSync(folder, { recursive: true });
  return {
    channel: new SocketChannel(socket, options?.batched ?? true),
    async close() {
      socket.end();
      const [code, signal] = await exit;
      if (code !== 0) throw new Error(`The peer ended with ${code ?? signal}`);
    },
  };
}
