/** A preview with a small client folder, an app's folder and scripted viewers, and the raw requests that tests send to it. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import type { PreviewOptions } from '../../lib/preview/preview-options.js';
import { PreviewServer } from '../../lib/preview/server.js';
import { ScriptedViewers } from './scripted-viewers.js';

export const INDEX = `<!DOCTYPE html>
<html>
<head>
  <base href="/">
  <title>Flet</title>
  <script>var flet = {};</script>
  <!-- fletAppConfig -->
</head>
<body></body>
</html>
`;

/** What the folder of the client holds, in these tests. */
const WEB = {
  'index.html': INDEX,
  'flutter_bootstrap.js': 'loaded();',
  'flutter_service_worker.js': 'self.registration.unregister();',
  'main.dart.mjs': 'export {};',
  'main.dart.wasm': '\0asm',
  'assets/FontManifest.json': '[{"family":"MaterialIcons","fonts":[{"asset":"fonts/icons.otf"}]}]',
  'assets/fonts/roboto.woff2': 'roboto',
  'favicon.png': 'the client’s',
};

const VENV = process.env['FLET_EMBED_TEST_PYTHON'] ?? fileURLToPath(new URL('../../.venv', import.meta.url));

/** The executable of the project's Python, which has `flet-web` beside it. */
export const PYTHON = process.platform === 'win32' ? join(VENV, 'Scripts', 'python.exe') : join(VENV, 'bin', 'python');

/** Signs the addresses of uploads. */
export const UPLOAD_KEY = 'the key of the app';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Question {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Uint8Array;
}

export class Preview {
  readonly server: PreviewServer;
  readonly viewers: ScriptedViewers;
  /** Holds `web`, `assets` and `uploads`. */
  readonly folder: string;

  constructor(server: PreviewServer, viewers: ScriptedViewers, folder: string) {
    this.server = server;
    this.viewers = viewers;
    this.folder = folder;
  }

  /** `/<token>/` */
  get base(): string {
    return new URL(this.server.url).pathname.replace(/[^/]*$/, '');
  }

  get port(): number {
    return Number(new URL(this.server.origin).port);
  }

  /** The path as it is, without what a browser makes of it; below the base. */
  ask(path: string, question?: Question): Promise<Answer> {
    return this.askAt(this.base + path, question);
  }

  askAt(path: string, { method = 'GET', headers = {}, body }: Question = {}): Promise<Answer> {
    const host = { host: `127.0.0.1:${this.port}` };
    return new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port: this.port,
        path,
        method,
        headers: { ...host, ...headers },
        agent: false,
      };
      const asked = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }

  /** A WebSocket below the base, with the origin of the server's own page; it may be refused. */
  connect(path: string, headers: Record<string, string> = {}): WebSocket {
    const address = `ws://127.0.0.1:${this.port}${this.base}${path}`;
    const socket = new WebSocket(address, { headers: { origin: this.server.origin, ...headers } });
    onTestFinished(() => socket.terminate());
    return socket;
  }

  /** Writes files, named by their paths, into one of the folders. */
  async write(folder: 'web' | 'assets' | 'uploads', files: Record<string, string | Uint8Array>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.folder, folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
  }
}

/** Starts a preview for the test that runs. */
export async function startPreview(
  options: Partial<PreviewOptions> & { mirror?: ScriptedViewers } = {},
): Promise<Preview> {
  const folder = await mkdtemp(join(tmpdir(), 'flet-embed-preview-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const viewers = options.mirror ?? new ScriptedViewers();
  const server = await PreviewServer.start({
    mirror: viewers,
    web: join(folder, 'web'),
    assets: join(folder, 'assets'),
    uploads: join(folder, 'uploads'),
    uploadKey: UPLOAD_KEY,
    ...options,
  });
  onTestFinished(() => server.close());
  const preview = new Preview(server, viewers, folder);
  await preview.write('web', WEB);
  return preview;
}
