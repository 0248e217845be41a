import { Runtime } from 'flet-embed';
import { orders } from '../transports/orders.mjs';
import { CHANNEL } from './capabilities.mjs';
import { DartBridgeChannel } from './channels/dart-bridge.mjs';
import { SCRIPTS, SHARED } from './child/python-peer.mjs';

export default {
  name: 'dart-bridge',
  kind: 'peer',
  title:
    "the way of Flet's `dart_bridge`, emulated: Python in this process, the sender takes the GIL, one `call_soon_threadsafe` for each message",
  level: 'bytes',
  capabilities: CHANNEL,
  async open(role, { python, options }) {
    const runtime = await Runtime.start({ python, busyPoll: 0, path: [SCRIPTS, SHARED] });
    const channel = new DartBridgeChannel('dart_bridge_double');
    const args = [String(channel.port), orders(role, options)];
    const program = runtime.run({ script: `${SCRIPTS}dart_bridge_asyncio.py`, args });
    void program.exit.then(({ error }) => channel.fail(error ?? new Error('The Python side has ended')));
    return {
      channel,
      async close() {
        await program.stop();
        await channel.close();
        await runtime.stop();
      },
    };
  },
};
