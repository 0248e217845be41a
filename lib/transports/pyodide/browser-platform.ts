/** Workers of a browser. */

import type { Platform, RunningWorker } from './platform.js';
import type { PlacedWheel, StartPost } from './start.js';

/** The worker of a browser, as far as it is used here. */
interface BrowserWorker {
  postMessage(message: unknown, transfer: unknown[]): void;
  terminate(): void;
  onerror: ((event: { message?: string }) => void) | null;
}

interface BrowserScope {
  readonly Worker: new (url: URL, options: { type: 'module' }) => BrowserWorker;
  readonly crossOriginIsolated?: boolean;
}

const scope = globalThis as unknown as BrowserScope;

/** @param script Where `pyodide-worker.js` of this package is served. */
export function browserPlatform(script: URL): Platform {
  return {
    startWorker: () => startWorker(script),
    sharesMemory: scope.crossOriginIsolated === true,
    async readWheels(wheels) {
      if (typeof wheels === 'string') throw new TypeError('Expected the addresses of wheels: a browser has no folders');
      return Promise.all(wheels.map(fetchWheel));
    },
  };
}

function startWorker(script: URL): RunningWorker {
  const worker = new scope.Worker(script, { type: 'module' });
  const running: RunningWorker = {
    post: (message: StartPost, port) => worker.postMessage(message, [port]),
    onend: () => {},
    async terminate() {
      worker.terminate();
      running.onend(undefined);
    },
  };
  worker.onerror = ({ message }) => {
    worker.terminate();
    running.onend(new Error(message ?? `the worker ${script} could not be loaded`));
  };
  return running;
}

async function fetchWheel(address: string): Promise<PlacedWheel> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`);
  return { name: address.slice(address.lastIndexOf('/') + 1), bytes: new Uint8Array(await response.arrayBuffer()) };
}
