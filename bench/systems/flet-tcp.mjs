import { connectSocket } from 'flet-embed/transports/socket';
import { FLET } from './capabilities.mjs';
import { freePort } from './channels/free-port.mjs';
import { startApp } from './child/app.mjs';
import { fletClient } from './flet-client/client.mjs';
import { counterOver } from './flet-client/counter.mjs';

export default {
  name: 'flet-tcp',
  kind: 'transport',
  title: 'unmodified Flet in a child process, over TCP on the loopback; MessagePack',
  level: 'app',
  capabilities: FLET,
  openApp: counterOver(openFlet),
  openFlet,
};

/** Flet on Linux runs its web server, whatever it is asked for, unless there is a display. */
async function openFlet({ script, args = [], env, executable }) {
  const port = await freePort();
  const { child } = await startApp(executable, script, args, { DISPLAY: ':0', FLET_SERVER_PORT: String(port), ...env });
  return fletClient(await connectSocket({ port }), child);
}
