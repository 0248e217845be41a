/** Serves the real Flutter client and the app's files, and connects the clients that people open with the app. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { Listeners } from '../flet/listeners.js';
import { FRAME_NAME } from './device-frame.js';
import { Gate } from './gate.js';
import { hostNames, origins } from './host-names.js';
import { listen } from './listen.js';
import { PageEvents, type PageMessage } from './page-events.js';
import { type PreviewOptions, type ResolvedPreviewOptions, resolvePreviewOptions } from './preview-options.js';
import { refuse, replyPlain } from './reply.js';
import { type RequestRecord, recordRequest } from './request-record.js';
import { Site } from './site.js';
import { createToken } from './token.js';
import { Uploads } from './upload.js';
import { attachViewer } from './viewer-socket.js';

export interface PreviewEvents {
  /** A request was answered, or refused. */
  request: RequestRecord;
}

/** What a page says to the host goes over HTTP. */
const MAX_EVENT_BYTES = 1024;

const REFUSED = 'HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/**
 * @example
 * const { web } = await findWeb('.venv/bin/python');
 * const preview = await PreviewServer.start({ mirror, web, assets: 'assets' });
 * console.log(preview.url);
 * await preview.close();
 */
export class PreviewServer {
  /** What to open in the browser of this machine, with the token. */
  readonly url: string;
  /** The same for other devices; empty while only this machine can connect. */
  readonly otherUrls: readonly string[];
  /** Scheme, host and port of `url`. */
  readonly origin: string;
  /** The path to which the app's uploads go, with the token: what `FLET_EMBED_UPLOAD_URL` is set to. */
  readonly uploadPath: string;

  readonly #server: Server;
  readonly #options: ResolvedPreviewOptions;
  readonly #token: string;
  readonly #gate: Gate;
  readonly #site: Site;
  readonly #uploads: Uploads | undefined;
  readonly #pages: PageEvents;
  readonly #viewers: WebSocketServer;
  readonly #events = new WebSocketServer({ noServer: true, maxPayload: MAX_EVENT_BYTES });
  readonly #listeners = new Listeners<PreviewEvents>();
  #closed: Promise<void> | undefined;

  private constructor(server: Server, bound: AddressInfo, options: ResolvedPreviewOptions, token: string) {
    const { host, uploads: folder, uploadKey: key, frame, maxUploadBytes: maxBytes } = options;
    const base = `/${token}/`;
    const { own, others } = origins(host, bound);
    const page = `${base}${frame === undefined ? '' : FRAME_NAME}`;
    this.origin = own;
    this.url = `${own}${page}`;
    this.otherUrls = others.map((origin) => `${origin}${page}`);
    this.uploadPath = `${base}upload`;
    this.#server = server;
    this.#options = options;
    this.#token = token;
    this.#gate = new Gate(token, () => hostNames(host, bound));
    this.#uploads = folder === undefined || key === undefined ? undefined : new Uploads({ folder, key, maxBytes });
    this.#site = new Site(options, base, this.#uploads);
    this.#pages = new PageEvents(options.onRestart !== undefined);
    this.#viewers = new WebSocketServer({ noServer: true, maxPayload: options.maxMessageBytes });
    server.on('request', (request, response) => this.#answer(request, response));
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /**
   * Starts to listen.
   *
   * @throws TypeError or RangeError for bad options; PreviewError `ERR_EMBED_PREVIEW_PORT` for a port in use,
   * `ERR_EMBED_PREVIEW_ADDRESS` for an address that cannot be used.
   */
  static async start(options: PreviewOptions): Promise<PreviewServer> {
    const resolved = resolvePreviewOptions(options);
    const server = createServer();
    const bound = await listen(server, resolved.host, resolved.port);
    return new PreviewServer(server, bound, resolved, resolved.token ?? createToken());
  }

  /** Adds a listener; the returned function removes it. */
  on<Name extends keyof PreviewEvents>(name: Name, listener: (event: PreviewEvents[Name]) => void): () => void {
    return this.#listeners.on(name, listener);
  }

  /** What was told last, but for a reload: the very object. */
  get told(): PageMessage {
    return this.#pages.state;
  }

  /** Tells all open pages, and but for a reload also those that are opened later. */
  tell(message: PageMessage): void {
    this.#pages.tell(message);
  }

  /** Cuts all connections, and frees the port. Uploads that are not whole leave nothing behind. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const isClosed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const sockets of [this.#viewers, this.#events]) {
      for (const socket of sockets.clients) socket.terminate();
    }
    this.#server.closeAllConnections();
    await isClosed;
    await this.#uploads?.settle();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const verdict = this.#gate.check(request, false);
    response.once('close', () => {
      this.#listeners.emit('request', recordRequest(request, verdict, response.headersSent ? response.statusCode : 0));
    });
    if (typeof verdict === 'string') {
      refuse(response);
      return;
    }
    this.#site.answer(request, response, verdict).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else replyPlain(response, 500, {}, `The preview failed: ${(error as Error).message}`);
    });
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Until a WebSocket takes the connection over, nobody else listens.
    const ignore = (): void => {
      socket.destroy();
    };
    socket.on('error', ignore);
    const verdict = this.#gate.check(request, true);
    const sockets = typeof verdict === 'string' ? undefined : this.#socketsAt(verdict.path);
    const log = (status: number): void => this.#listeners.emit('request', recordRequest(request, verdict, status));
    if (sockets === undefined) {
      log(404);
      socket.end(REFUSED, () => socket.destroy());
      return;
    }
    let isAccepted = false;
    // Calls back at once, or answers that this is no WebSocket.
    sockets.server.handleUpgrade(request, socket, head, (webSocket) => {
      isAccepted = true;
      socket.off('error', ignore);
      sockets.accept(webSocket);
    });
    log(isAccepted ? 101 : 400);
  }

  #socketsAt(path: string | undefined): { server: WebSocketServer; accept: (socket: WebSocket) => void } | undefined {
    if (path === 'events') return { server: this.#events, accept: (socket) => this.#pages.accept(socket) };
    if (path !== 'ws') return undefined;
    const { mirror: viewers, maxBufferedBytes } = this.#options;
    const accept = (socket: WebSocket): void => attachViewer(socket, { viewers, token: this.#token, maxBufferedBytes });
    return { server: this.#viewers, accept };
  }
}
