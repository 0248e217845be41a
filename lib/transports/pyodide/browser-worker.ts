/** The program of a worker of a browser, to be started as a module. */

import type { StartPost } from './start.js';
import type { MessageEnd } from './wire.js';
import { type PyodideModule, serve } from './worker.js';

interface ErrorEvent {
  readonly error: unknown;
  preventDefault(): void;
}

const scope = globalThis as unknown as {
  onmessage: ((event: { data: StartPost }) => void) | null;
  addEventListener(name: 'error', listener: (event: ErrorEvent) => void): void;
};

scope.onmessage = ({ data: { start, port } }) => {
  scope.onmessage = null;
  void serve(port as MessageEnd, start, {
    async load(indexURL = './') {
      const { href } = new URL('pyodide.mjs', new URL(indexURL, import.meta.url));
      return (await import(/* @vite-ignore */ href)) as PyodideModule;
    },
    onuncaught(handle) {
      scope.addEventListener('error', (event) => {
        if (handle(event.error)) event.preventDefault();
      });
    },
  });
};
