/** Workers of Node; loaded only there. */

import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Platform, RunningWorker } from './platform.js';
import type { PlacedWheel, StartPost } from './start.js';

class NodeWorker implements RunningWorker {
  onend: RunningWorker['onend'] = () => {};
  readonly #worker: Worker;
  #error: Error | undefined;

  constructor(script: URL) {
    // Python's own streams go through channels; what else is printed there is a crash's last words.
    this.#worker = new Worker(script, { execArgv: [], env: {} });
    this.#worker.on('error', (error) => {
      this.#error = error;
    });
    this.#worker.once('exit', () => this.onend(this.#error));
    // What waits on it holds the process, the worker by itself does not.
    this.#worker.unref();
  }

  post(message: StartPost, port: unknown): void {
    this.#worker.postMessage(message, [port as never]);
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** @param script Where `pyodide-node-worker.js` of this package is. */
export function nodePlatform(script: URL): Platform {
  return {
    startWorker: () => new NodeWorker(script),
    sharesMemory: true,
    async readWheels(wheels) {
      const paths = typeof wheels === 'string' ? await wheelsOf(pathOf(wheels)) : wheels.map(pathOf);
      return Promise.all(paths.map(readWheel));
    },
  };
}

async function readWheel(path: string): Promise<PlacedWheel> {
  // A copy of its own: a Buffer is not what Pyodide takes.
  return { name: basename(path), bytes: new Uint8Array(await readFile(path)) };
}

async function wheelsOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.whl'));
  return names.sort().map((name) => join(folder, name));
}

function pathOf(path: string): string {
  return path.startsWith('file:') ? fileURLToPath(path) : path;
}
