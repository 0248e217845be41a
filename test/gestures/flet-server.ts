/** Flet's own web server, with the page of the gestures: the Python that its own client talks to. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const APP = fileURLToPath(new URL('../fixtures/gestures/app/main.py', import.meta.url));

const PYTHON =
  process.env['FLET_EMBED_TEST_PYTHON'] ??
  fileURLToPath(
    new URL(
      process.platform === 'win32' ? '../../.venv/Scripts/python.exe' : '../../.venv/bin/python',
      import.meta.url,
    ),
  );

export class FletServer {
  readonly origin: string;
  readonly #child: ChildProcess;

  /** Starts it, and waits until it listens. */
  static async start(): Promise<FletServer> {
    const port = await freePort();
    const child = spawn(PYTHON, [APP], {
      env: {
        ...process.env,
        PYTHONDONTWRITEBYTECODE: '1',
        FLET_FORCE_WEB_SERVER: 'true',
        FLET_SERVER_IP: '127.0.0.1',
        FLET_SERVER_PORT: String(port),
        FLET_WEB_NO_CDN: 'true',
        FLET_WEB_RENDERER: 'canvaskit',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
    });
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(`Flet's web server has ended:\n${said}`)));
    ended.catch(() => {});
    while (!(await Promise.race([isListening(port), ended]))) {
      if (child.pid === undefined) throw new Error(`${PYTHON} cannot be run`);
    }
    return new FletServer(child, port);
  }

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.origin = `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** True at once when somebody listens, false after a moment when not. */
function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => setTimeout(() => resolve(false), 50));
  });
}
