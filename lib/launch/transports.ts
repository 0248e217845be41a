/** The transports of `launch`, by name: how each starts the app, and what connects the client with it. */

import { startInProcess } from './child-place.js';
import { Interpreter } from './interpreter.js';
import type { AppPlace, PlaceRequest } from './place.js';
import { startInPyodide } from './pyodide-place.js';
import { startPipe, startTcp, startUnix } from './sockets.js';
import { startWeb } from './web.js';

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
