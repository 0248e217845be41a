/**
 * Who may come in. The server listens on this machine, where every page that is open in the browser can reach it: the token
 * keeps out who does not know it, `Host` a stranger's name that was pointed here, `Origin` and `Sec-Fetch-Site` the pages of
 * others that have learned the address.
 */

import type { IncomingMessage } from 'node:http';
import { parseTarget } from './token.js';

/** The check that a request did not pass. */
export type Refusal = 'host' | 'token' | 'origin' | 'site';

export interface Admitted {
  /** `Host` as it was sent, one of the server's names. */
  host: string;
  /** What follows `/<token>/`, not decoded; undefined for `/<token>` alone. */
  path: string | undefined;
  query: string;
}

/** Methods that change nothing: a browser sends them without an `Origin` where the page is the server's own. */
const SAFE = new Set(['GET', 'HEAD']);

export class Gate {
  readonly #token: string;
  readonly #names: () => ReadonlySet<string>;

  /** @param names What `Host` may be, in lower case; asked at each request, since a machine gets and loses addresses. */
  constructor(token: string, names: () => ReadonlySet<string>) {
    this.#token = token;
    this.#names = names;
  }

  /** @param isUpgrade Of a WebSocket, which no policy of the browser keeps a stranger's page from opening. */
  check(request: IncomingMessage, isUpgrade: boolean): Admitted | Refusal {
    const { host, origin } = request.headers;
    if (host === undefined || !this.#names().has(host.toLowerCase())) return 'host';
    const target = parseTarget(request.url ?? '', this.#token);
    if (target === undefined) return 'token';
    const needsOrigin = isUpgrade || !SAFE.has(request.method ?? '');
    if (origin === undefined ? needsOrigin : origin.toLowerCase() !== `http://${host.toLowerCase()}`) return 'origin';
    return isFromOtherSite(request) ? 'site' : { host, ...target };
  }
}

/** True for what another page embeds or fetches; a link that a person follows is no such thing. */
function isFromOtherSite({ headers, method }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return !(method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document');
}
