import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scriptOf, startApp } from './child/app.mjs';
import { environmentPython, installEnvironment } from './install/environment.mjs';
import { JsonClient } from './json-flet/client.mjs';
import { jsonCounter } from './json-flet/counter.mjs';
import { encodeFrame, FrameDecoder } from './json-flet/length-frames.mjs';

const ENVIRONMENT = 'flet-0.12.2';

export default {
  name: 'flet-0-12-unix',
  kind: 'historical',
  title: 'Flet 0.12.2 (2023): Python, Unix socket; JSON',
  level: 'app',
  capabilities: ['click'],
  setUp: (where) => installEnvironment(ENVIRONMENT, where),
  async openApp({ controls, cache }) {
    const folder = mkdtempSync(join(tmpdir(), 'flet-embed-bench-'));
    const env = { FLET_SERVER_UDS_PATH: join(folder, 'socket') };
    const python = environmentPython(ENVIRONMENT, { cache });
    const { child, address } = await startApp(python, scriptOf('counter_0_12.py'), [String(controls)], env);
    const socket = connect(address);
    await child.first(once(socket, 'connect'));
    const client = new JsonClient((text) => socket.write(encodeFrame(text)), {
      isDebug: 'false',
      platformBrightness: 'light',
    });
    const decoder = new FrameDecoder((text) => client.receive(text));
    socket.on('data', (chunk) => decoder.push(chunk));
    socket.on('error', (error) => client.fail(error));
    socket.on('close', () => client.fail(new Error('The app closed the socket')));
    return jsonCounter(client, controls, async () => {
      socket.destroy();
      await child.stop();
      rmSync(folder, { recursive: true });
    });
  },
};
