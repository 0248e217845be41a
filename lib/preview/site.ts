/** What the server answers to whom the gate has let in. */

import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isRoute, parsePath } from './asset-path.js';
import { FRAME_NAME, framePolicy, renderFrame } from './device-frame.js';
import type { Admitted } from './gate.js';
import { createNonce, renderFontManifest, renderPage, SCRIPT_NAME } from './page.js';
import { PAGE_SCRIPT } from './page-script.js';
import type { ResolvedPreviewOptions } from './preview-options.js';
import { type Headers, reply, replyPlain } from './reply.js';
import { ROOT_SCRIPT } from './root-script.js';
import { securityHeaders } from './security-headers.js';
import { type FoundFile, StaticFiles, serveFile } from './static-files.js';
import type { Uploads } from './upload.js';

const INDEX = 'index.html';
const FONT_MANIFEST = 'assets/FontManifest.json';
const ROBOTO = ['assets', 'fonts', 'roboto.woff2'];

/** Removes itself, and then loads the page a second time. */
const SERVICE_WORKER = 'flutter_service_worker.js';

/** The fonts of other scripts, which Flutter asks for when a text needs them, and asks again when they are not there. */
const FALLBACK_FONT = /^assets\/fonts\/.+\.(ttf|otf|woff2?)$/;

export class Site {
  readonly #options: ResolvedPreviewOptions;
  readonly #base: string;
  readonly #uploads: Uploads | undefined;
  readonly #files: StaticFiles;

  /** @param base The path of the app's root, with a slash at both ends. */
  constructor(options: ResolvedPreviewOptions, base: string, uploads: Uploads | undefined) {
    this.#options = options;
    this.#base = base;
    this.#uploads = uploads;
    this.#files = new StaticFiles(options.assets === undefined ? [options.web] : [options.assets, options.web]);
  }

  async answer(request: IncomingMessage, response: ServerResponse, admitted: Admitted): Promise<void> {
    const { path, query } = admitted;
    const headers = this.#headers(admitted);
    const { onRestart } = this.#options;
    if (path === undefined) {
      replyPlain(response, 308, { ...headers, Location: this.#base }, 'The app is one slash further');
    } else if (path === 'upload' && request.method === 'PUT' && this.#uploads !== undefined) {
      await this.#uploads.receive(request, response, query, headers);
    } else if (path === 'restart' && request.method === 'POST' && onRestart !== undefined) {
      replyPlain(response, 202, headers, 'Restarting');
      onRestart();
    } else if (request.method === 'GET' || request.method === 'HEAD') {
      await this.#get(request, response, admitted, path);
    } else {
      replyPlain(response, 405, { ...headers, Allow: 'GET, HEAD' }, 'There is nothing here to change');
    }
  }

  async #get(request: IncomingMessage, response: ServerResponse, admitted: Admitted, path: string): Promise<void> {
    const headers = this.#headers(admitted);
    if (path === SCRIPT_NAME) return reply(response, 200, headers, 'text/javascript', ROOT_SCRIPT + PAGE_SCRIPT);
    if (path === FRAME_NAME && this.#options.frame !== undefined) return this.#frame(response, headers);
    const segments = parsePath(path);
    if (segments === undefined || path === SERVICE_WORKER) return replyPlain(response, 404, headers, 'Not found');
    const found = path === '' || path === INDEX ? undefined : await this.#files.find(segments);
    if (found !== undefined) return this.#file(request, response, found, headers);
    if (isRoute(segments)) return this.#page(response, admitted);
    const font = FALLBACK_FONT.test(segments.join('/')) ? await this.#files.find(ROBOTO) : undefined;
    if (font !== undefined) return this.#file(request, response, font, headers);
    replyPlain(response, 404, headers, 'Not found');
  }

  async #file(request: IncomingMessage, response: ServerResponse, file: FoundFile, headers: Headers): Promise<void> {
    if (file.segments.join('/') !== FONT_MANIFEST) return serveFile(request, response, file, headers);
    reply(response, 200, headers, 'application/json', renderFontManifest(await readFile(file.path, 'utf8')));
  }

  async #page(response: ServerResponse, admitted: Admitted): Promise<void> {
    const nonce = createNonce();
    const headers = this.#headers(admitted, nonce);
    const index = await this.#files.find([INDEX]);
    if (index === undefined) return replyPlain(response, 404, headers, `There is no ${INDEX}`);
    const { title, renderer } = this.#options;
    const html = renderPage(await readFile(index.path, 'utf8'), { base: this.#base, title, renderer, nonce });
    reply(response, 200, headers, 'text/html', html);
  }

  #frame(response: ServerResponse, headers: Headers): void {
    const nonce = createNonce();
    const policy = { 'Content-Security-Policy': framePolicy(nonce), 'X-Frame-Options': 'DENY' };
    const html = renderFrame(this.#options.frame!, { base: this.#base, title: this.#options.title ?? 'Flet', nonce });
    reply(response, 200, { ...headers, ...policy }, 'text/html', html);
  }

  #headers({ host }: Admitted, nonce?: string): Record<string, string> {
    const { frame, offline } = this.#options;
    const context = { host, isFramed: frame !== undefined, isOffline: offline };
    return securityHeaders(nonce === undefined ? context : { ...context, nonce });
  }
}
