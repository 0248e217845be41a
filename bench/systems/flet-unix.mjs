import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectSocket } from 'flet-embed/transports/socket';
import { FLET } from './capabilities.mjs';
import { startApp } from './child/app.mjs';
import { fletClient } from './flet-client/client.mjs';
import { counterOver } from './flet-client/counter.mjs';

export default {
  name: 'flet-unix',
  kind: 'transport',
  title: 'unmodified Flet in a child process, over a Unix socket; MessagePack',
  level: 'app',
  capabilities: FLET,
  openApp: counterOver(openFlet),
  openFlet,
};

/** Flet on Linux runs its web server, whatever it is asked for, unless there is a display. */
async function openFlet({ script, args = [], env, executable }) {
  const folder = mkdtempSync(join(tmpdir(), 'flet-embed-bench-'));
  const path = join(folder, 'socket');
  const { child } = await startApp(executable, script, args, { DISPLAY: ':0', FLET_SERVER_UDS_PATH: path, ...env });
  return fletClient(await connectSocket({ path }), child, () => rmSync(folder, { recursive: true }));
}
