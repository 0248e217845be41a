import { freePort } from './channels/free-port.mjs';
import { scriptOf, startApp } from './child/app.mjs';
import { environmentPython, installEnvironment } from './install/environment.mjs';

const ENVIRONMENT = 'flet-1.0.5';

export default {
  name: 'flet-web',
  kind: 'transport',
  title: "unmodified Flet in a child process that serves Flet's own Flutter client (FastAPI, uvicorn)",
  level: 'page',
  capabilities: ['page'],
  setUp: (where) => installEnvironment(ENVIRONMENT, where),
  async openPage({ controls, cache }) {
    const port = String(await freePort());
    const server = {
      FLET_FORCE_WEB_SERVER: '1',
      FLET_SERVER_IP: '127.0.0.1',
      FLET_SERVER_PORT: port,
      FLET_WEB_NO_CDN: 'true',
      FLET_WEB_RENDERER: 'skwasm',
    };
    const python = environmentPython(ENVIRONMENT, { cache });
    const { child, address } = await startApp(python, scriptOf('counter_1_0.py'), [String(controls)], server);
    return { url: address, close: () => child.stop() };
  },
};
