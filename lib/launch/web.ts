/** Apps behind Flet's own web server, as on the web and in the three processes of 2022. */

import WebSocket from 'ws';
import type { Channel } from '../channel.js';
import type { SocketAddress } from '../transports/socket.js';
import { connectWebSocket, type WebSocketClass } from '../transports/websocket.js';
import type { AppPlace, PlaceRequest } from './place.js';
import { startPython } from './python-place.js';
import { DISPLAY } from './sockets.js';

/** What Flet reads: its web server on the loopback, whatever view the app asks for. */
const WEB = {
  ...DISPLAY,
  FLET_FORCE_WEB_SERVER: 'true',
  FLET_SERVER_IP: '127.0.0.1',
  FLET_SERVER_PORT: undefined,
} as const;

/** A port that is free, unless the app's environment names one in `FLET_SERVER_PORT`. Needs the package `flet-web`. */
export function startWeb(request: PlaceRequest): Promise<AppPlace> {
  return startPython(request, { name: 'websocket', env: WEB, connect });
}

function connect(address: SocketAddress, signal: AbortSignal): Promise<Channel> {
  const { host = '127.0.0.1', port } = address as { host?: string; port: number };
  return connectWebSocket(`ws://${host}:${port}/ws`, { name: 'the app', signal, WebSocket: Unreferenced });
}

/** An app that nobody waits for keeps nothing alive: neither does its connection. */
const Unreferenced = class extends WebSocket {
  constructor(url: string, protocols: string[], options: { maxPayload: number; perMessageDeflate: boolean }) {
    super(url, protocols, options);
    this.once('upgrade', (response) => response.socket.unref());
  }
} as unknown as WebSocketClass;
