/**
 * The Pyodide transport: CPython compiled to WebAssembly, in a worker, with the same channels as the embedded one. It needs the
 * package `pyodide`, and runs in Node and in browsers.
 *
 * What differs from Python in the process lies in the nature of WebAssembly: there is one thread, so that Python cannot wait
 * for anything but by `await`; its memory is its own, so that every message is copied once on its way in and out; and nothing
 * reaches the host, or Python, before the code that runs there returns to its event loop, but what Python sends.
 */

import { browserPlatform } from './pyodide/browser-platform.js';
import type { Platform } from './pyodide/platform.js';
import { PyodideRuntime } from './pyodide/runtime.js';
import { checkPyodideOptions, type PyodideOptions } from './pyodide/runtime-options.js';

export type {
  BatchCallback,
  Channel,
  ChannelOptions,
  ChannelStatistics,
  CloseOptions,
  SendOptions,
} from '../channel.js';
export type { OutputCallback, OutputStream } from '../line-stream.js';
export { type PyodideExit, PyodideProgram } from './pyodide/program.js';
export { PYODIDE_ERROR_CODES, PyodideError, type PyodideErrorCode } from './pyodide/pyodide-error.js';
export type { PyodideOptions, PyodideProgramOptions } from './pyodide/runtime-options.js';
export { type PlacedFile, PYTHON_FOLDER } from './pyodide/start.js';
export { PyodideRuntime };

/**
 * Starts Python in a worker: takes some seconds, and about 200 MB.
 *
 * @throws `PyodideError` with `ERR_EMBED_PYODIDE_NOT_FOUND` when the package `pyodide` is not installed,
 * `ERR_EMBED_PYODIDE_WHEELS` when a wheel cannot be read, `ERR_EMBED_PYODIDE_FAILED` when Python does not start.
 * @example
 * const python = await startPyodide();
 * const echo = python.channel('echo');
 * const program = python.run({ code: 'import asyncio, flet_embed …' });
 * await echo.send(new TextEncoder().encode('hello'));
 * console.log(new TextDecoder().decode(await echo.receive()));
 * await python.stop();
 */
export async function startPyodide(options: PyodideOptions = {}): Promise<PyodideRuntime> {
  checkPyodideOptions(options);
  return PyodideRuntime.open(await thePlatform(), options);
}

/** Beside this file once it is built (nothing else of this package imports it); a source in `lib` uses what was built. */
function built(name: string): URL {
  const folder = import.meta.url.endsWith('.ts') ? '../../dist/transports/' : './';
  return new URL(`${folder}${name}`, import.meta.url);
}

async function thePlatform(): Promise<Platform> {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  if (process?.versions?.node === undefined) return browserPlatform(built('pyodide-worker.js'));
  // No literal: what bundles this for a browser need not know Node's modules.
  const { href } = built('pyodide-node.js');
  const { nodePlatform } = (await import(/* @vite-ignore */ /* webpackIgnore: true */ href)) as NodePart;
  return nodePlatform(built('pyodide-node-worker.js'));
}

interface NodePart {
  readonly nodePlatform: (script: URL) => Platform;
}
