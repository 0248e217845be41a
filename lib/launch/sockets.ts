/** Apps that listen on a socket: `unix`, `pipe` and `tcp`. */

import { join } from 'node:path';
import type { Channel } from '../channel.js';
import { EmbedError } from '../errors.js';
import { connectSocket, type SocketAddress } from '../transports/socket.js';
import { resolveAddress } from '../transports/socket-address.js';
import { LaunchError } from './error.js';
import type { AppPlace, PlaceRequest } from './place.js';
import { startPython } from './python-place.js';
import { removeFolder, temporaryFolder } from './temporary-folder.js';

/** Flet takes its web server on Linux without a display, which no socket has to do with. */
export const DISPLAY: Readonly<Record<string, string>> =
  process.platform === 'linux' && !process.env['DISPLAY'] ? { DISPLAY: ':0' } : {};

const NO_WEB = { FLET_FORCE_WEB_SERVER: undefined, ...DISPLAY } as const;

function connect(address: SocketAddress, signal: AbortSignal): Promise<Channel> {
  return connectSocket(address, { name: 'the app', signal });
}

/** A port that is free, unless the app's environment names one in `FLET_SERVER_PORT`. */
export function startTcp(request: PlaceRequest): Promise<AppPlace> {
  const env = { ...NO_WEB, FLET_SERVER_UDS_PATH: undefined, FLET_SERVER_PORT: undefined };
  return startPython(request, { name: 'tcp', env, connect });
}

/** A socket in a folder of its own, unless the app's environment names a path in `FLET_SERVER_UDS_PATH`. */
export async function startUnix(request: PlaceRequest): Promise<AppPlace> {
  if (process.platform === 'win32') {
    throw new LaunchError(
      'ERR_EMBED_LAUNCH_TRANSPORT',
      `${request.title} cannot use transport: 'unix': Flet has no Unix domain sockets on Windows; use 'tcp'`,
    );
  }
  const { path, dispose } = socketPath(request);
  const env = { ...NO_WEB, FLET_SERVER_UDS_PATH: path, FLET_SERVER_PORT: undefined };
  try {
    return await startPython(request, { name: 'unix', env, connect, dispose });
  } catch (error) {
    dispose();
    throw error;
  }
}

function socketPath({ title, program }: PlaceRequest): { path: string; dispose: () => void } {
  const given = program.env['FLET_SERVER_UDS_PATH'];
  let folder: string | undefined;
  try {
    folder = given === undefined ? temporaryFolder('flet-embed-') : undefined;
    const path = given ?? join(folder!, 'app');
    resolveAddress({ path }, title);
    return {
      path,
      dispose: () => {
        if (folder !== undefined) removeFolder(folder);
      },
    };
  } catch (cause) {
    if (folder !== undefined) removeFolder(folder);
    if (!(cause instanceof EmbedError) && (cause as NodeJS.ErrnoException).code === undefined) throw cause;
    const why = `there can be no socket for the app: ${(cause as Error).message}`;
    throw new LaunchError('ERR_EMBED_LAUNCH_ADDRESS', `${title} failed: ${why}`, { cause });
  }
}

/**
 * A named pipe of Windows. Flet itself listens on TCP there; `flet_embed_agent` puts the pipe in its place.
 *
 * Not run yet: no Windows was at hand.
 */
export async function startPipe(request: PlaceRequest): Promise<AppPlace> {
  if (process.platform !== 'win32') {
    throw new LaunchError(
      'ERR_EMBED_LAUNCH_TRANSPORT',
      `${request.title} cannot use transport: 'pipe': named pipes exist on Windows only; use 'unix'`,
    );
  }
  const pipe = `\\\\.\\pipe\\flet-embed-${process.pid}-${++pipes}`;
  const env = { ...NO_WEB, FLET_EMBED_AGENT_PIPE: pipe, FLET_SERVER_PORT: undefined };
  return startPython(request, { name: 'pipe', env, connect });
}

let pipes = 0;
