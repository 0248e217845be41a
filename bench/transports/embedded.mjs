import { fileURLToPath } from 'node:url';
import { orders } from './orders.mjs';

const scripts = fileURLToPath(new URL('../python/', import.meta.url));

const CAPABILITIES = ['round-trip', 'pipelined', 'throughput', 'batches', 'large', 'transfer', 'take', 'load'];

export const embeddedThread = {
  name: 'embedded-thread',
  kind: 'embedded',
  level: 'bytes',
  title: 'Python in this process: a thread with `receive_sync` and `send_sync`',
  capabilities: CAPABILITIES,
  open: (role, where) => openEmbedded('thread', role, where),
};

export const embeddedAsyncio = {
  name: 'embedded-asyncio',
  kind: 'embedded',
  level: 'bytes',
  title: 'Python in this process: `asyncio.run` with `async for` and `await send`',
  capabilities: [...CAPABILITIES, 'harness'],
  open: (role, where) => openEmbedded('asyncio', role, where),
};

/** A channel to a peer in the Python of this process. */
async function openEmbedded(kind, role, { python, options }) {
  const { allocate, Runtime } = await import('flet-embed');
  const runtime = await Runtime.start({ python, busyPoll: 0, path: [scripts] });
  const channel = runtime.channel('bench');
  const program = runtime.run({ script: `${scripts}embedded_${kind}.py`, args: ['bench', orders(role, options)] });
  return {
    channel,
    allocate,
    async close() {
      await channel.close();
      const { code, error } = await program.exit;
      if (code !== 0) throw error ?? new Error(`The embedded peer ended with ${code}`);
      await runtime.stop();
    },
  };
}
