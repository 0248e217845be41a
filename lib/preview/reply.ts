/** Answers that are not files. */

import type { ServerResponse } from 'node:http';
import { ALWAYS } from './security-headers.js';

export type Headers = Readonly<Record<string, string>>;

/** Answers with a text; the method HEAD gets its headers only. */
export function reply(response: ServerResponse, status: number, headers: Headers, type: string, body: string): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    'Cache-Control': 'no-store',
    ...headers,
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': bytes.length,
  });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

/** A sentence for whoever reads what came back. */
export function replyPlain(response: ServerResponse, status: number, headers: Headers, sentence: string): void {
  reply(response, status, headers, 'text/plain', `${sentence}\n`);
}

/** What everybody gets who may not come in, whatever the reason. */
export function refuse(response: ServerResponse): void {
  replyPlain(response, 404, { ...ALWAYS, Connection: 'close' }, 'Not found');
}
