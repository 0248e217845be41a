/** The program of a worker thread of Node. */

import { parentPort } from 'node:worker_threads';
import type { StartPost } from './start.js';
import type { MessageEnd } from './wire.js';
import { type PyodideModule, serve } from './worker.js';

parentPort!.once('message', ({ start, port }: StartPost) => {
  void serve(port as MessageEnd, start, { load, onuncaught });
});

function onuncaught(handle: (error: unknown) => boolean): void {
  const listener = (error: unknown): void => {
    if (handle(error)) return;
    // As without a listener: the worker ends with it.
    process.off('uncaughtException', listener);
    process.nextTick(() => {
      throw error;
    });
  };
  process.on('uncaughtException', listener);
}

async function load(indexURL: string | undefined): Promise<PyodideModule> {
  if (indexURL !== undefined) {
    const { pathToFileURL } = await import('node:url');
    const folder = /^[a-z][a-z+.-]+:/i.test(indexURL) ? indexURL : pathToFileURL(indexURL).href;
    return (await import(new URL('pyodide.mjs', folder).href)) as PyodideModule;
  }
  try {
    return await import('pyodide');
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw Object.assign(new Error('no package named pyodide'), { code: 'ERR_EMBED_PYODIDE_NOT_FOUND' });
  }
}
