import { FLET } from './capabilities.mjs';
import { freePort } from './channels/free-port.mjs';
import { installWebSocket, openWebSocket } from './channels/websocket.mjs';
import { WebSocketChannel } from './channels/websocket-channel.mjs';
import { startApp } from './child/app.mjs';
import { fletClient } from './flet-client/client.mjs';
import { counterOver } from './flet-client/counter.mjs';
import { environmentPython, installEnvironment } from './install/environment.mjs';

const ENVIRONMENT = 'flet-1.0.5';

export default {
  name: 'flet-websocket',
  kind: 'transport',
  title: "unmodified Flet in a child process, over a WebSocket of Flet's web server (FastAPI, uvicorn); MessagePack",
  level: 'app',
  capabilities: FLET,
  async setUp(where) {
    await installEnvironment(ENVIRONMENT, where);
    await installWebSocket(where);
  },
  openApp: counterOver(openFlet),
  openFlet,
};

async function openFlet({ script, args = [], env, cache }) {
  const port = String(await freePort());
  const server = { FLET_FORCE_WEB_SERVER: '1', FLET_SERVER_IP: '127.0.0.1', FLET_SERVER_PORT: port };
  const python = environmentPython(ENVIRONMENT, { cache });
  const { child, address } = await startApp(python, script, args, { ...server, ...env });
  const socket = await openWebSocket(`${address.replace(/^http/, 'ws')}/ws`, child, { cache });
  return fletClient(new WebSocketChannel(socket), child);
}
