import { installWebSocket, openWebSocket } from './channels/websocket.mjs';
import { scriptOf, startApp } from './child/app.mjs';
import { environmentPython, installEnvironment } from './install/environment.mjs';
import { JsonClient } from './json-flet/client.mjs';
import { jsonCounter } from './json-flet/counter.mjs';

const ENVIRONMENT = 'flet-0.1.65';

export default {
  name: 'flet-0-1-fletd',
  kind: 'historical',
  title: 'Flet 0.1.65 (2022): Python, WebSocket, Go server, WebSocket; JSON',
  level: 'app',
  capabilities: ['click'],
  async setUp(where) {
    await installEnvironment(ENVIRONMENT, where);
    await installWebSocket(where);
  },
  async openApp({ controls, cache }) {
    const python = environmentPython(ENVIRONMENT, { cache });
    const { child, address } = await startApp(python, scriptOf('counter_0_1.py'), [String(controls)]);
    const url = `${address.replace(/^http/, 'ws')}/ws`;
    const socket = await openWebSocket(url, child, { cache });
    const client = new JsonClient((text) => socket.send(text));
    socket.on('message', (data) => client.receive(data.toString()));
    socket.on('close', (code) => client.fail(new Error(`The server closed the WebSocket: ${code}`)));
    return jsonCounter(client, controls, async () => {
      socket.close();
      await child.stop();
    });
  },
};
