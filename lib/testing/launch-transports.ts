/** The transports of `launch`, by name: how each starts the app, and what connects the client with it. */

import { startInProcess } from './launch-child-place.js';
import { Interpreter } from './launch-interpreter.js';
import type { AppPlace, PlaceRequest } from './launch-place.js';
import { startInPyodide } from './launch-pyodide-place.js';
import { startPipe, startTcp, startUnix } from './launch-sockets.js';
import { startWeb } from './launch-web.js';

/** Starts an app. The signal aborts when the launch has taken too long. */
export type StartApp = (request: PlaceRequest, signal: AbortSignal) => Promise<AppPlace>;

const STARTS = {
  embedded: startEmbedded,
  unix: startUnix,
  pipe: startPipe,
  tcp: startTcp,
  websocket: startWeb,
  pyodide: startInPyodide,
} as const satisfies Record<string, StartApp>;

/** The way between the app and its client; see `docs/transports.md`. */
export type LaunchTransport = keyof typeof STARTS;

export const LAUNCH_TRANSPORTS = Object.keys(STARTS) as readonly LaunchTransport[];

/** Starts an app over a transport. */
export function startApp(transport: LaunchTransport, request: PlaceRequest, signal: AbortSignal): Promise<AppPlace> {
  return STARTS[transport](request, signal);
}

async function startEmbedded(request: PlaceRequest, signal: AbortSignal): Promise<AppPlace> {
  if (request.isolation === 'process') return startInProcess(request, signal);
  return (await Interpreter.get(request)).start(request);
}
