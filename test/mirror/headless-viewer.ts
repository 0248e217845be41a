/** A headless client as a viewer: it shows the page of a mirror and has gestures, as a person's browser has. */

import { FletClient, type FletClientOptions } from '../../lib/flet/index.js';
import type { Mirror } from '../../lib/mirror/index.js';
import { memoryPair } from '../../lib/transports/memory.js';

export interface HeadlessViewer {
  client: FletClient;
  /** The connection is cut. */
  leave: () => Promise<void>;
}

export async function view(mirror: Mirror, options: FletClientOptions = {}): Promise<HeadlessViewer> {
  const [channel, wire] = memoryPair({ capacity: 65_536 });
  const viewer = mirror.attach({
    send: (packet) => {
      if (!wire.trySend(packet)) throw new Error('The viewer does not take what it is sent');
    },
    close: () => {},
  });
  wire.onmessages = (batch) => {
    for (const packet of batch) viewer.receive(packet);
  };
  const page = { web: true, width: 800, height: 600, ...options.page };
  const client = await FletClient.connect(channel, { ...options, page });
  return {
    client,
    leave: async () => {
      viewer.detach();
      wire.destroy();
      await channel.closed.catch(() => {});
    },
  };
}
