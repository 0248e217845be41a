import { Runtime } from 'flet-embed';
import { FletClient } from 'flet-embed/flet';
import { DartBridgeChannel } from './channels/dart-bridge.mjs';
import { SHARED } from './child/python-peer.mjs';
import { PAGE } from './flet-client/client.mjs';
import { counterOver } from './flet-client/counter.mjs';

export default {
  name: 'flet-dart-bridge',
  kind: 'peer',
  title: "unmodified Flet in this process, over the way of Flet's own `dart_bridge`, emulated; MessagePack",
  level: 'app',
  capabilities: ['click', 'flet'],
  openApp: counterOver(openFlet),
  openFlet,
};

async function openFlet({ script, args = [], env, python }) {
  const runtime = await Runtime.start({ python, busyPoll: 0, path: [SHARED] });
  const channel = new DartBridgeChannel('dart_bridge');
  const program = runtime.run({
    script,
    args,
    env: { FLET_PLATFORM: 'linux', FLET_DART_BRIDGE_PORT: String(channel.port), ...env },
  });
  void program.exit.then(({ error }) => channel.fail(error ?? new Error('The app has ended')));
  const client = await FletClient.connect(channel, { page: PAGE });
  return {
    client,
    async close() {
      await program.stop();
      await channel.close();
      await runtime.stop();
    },
  };
}
