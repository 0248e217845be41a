import { fileURLToPath } from 'node:url';
import { allocate, Runtime } from 'flet-embed';

const scripts = fileURLToPath(new URL('../python/', import.meta.url));

/** A channel to a peer in the Python of this process. */
export async function openEmbedded(kind, role, { python }) {
  const runtime = await Runtime.start({ python, busyPoll: 0, path: [scripts] });
  const channel = runtime.channel('bench');
  const program = runtime.run({ script: `${scripts}embedded_${kind}.py`, args: ['bench', role] });
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
