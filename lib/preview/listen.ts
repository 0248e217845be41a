/** Opens the port of a server. */

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PreviewError } from './preview-error.js';

/** @throws PreviewError `ERR_EMBED_PREVIEW_PORT`, `ERR_EMBED_PREVIEW_ADDRESS`. */
export function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException): void => reject(explain(cause, host, port));
    server.once('error', fail);
    server.listen({ host, port }, () => {
      server.off('error', fail);
      // A connection that the system could not hand over (too many files are open) ends neither the server nor the process.
      server.on('error', () => {});
      resolve(server.address() as AddressInfo);
    });
  });
}

function explain(cause: NodeJS.ErrnoException, host: string, port: number): PreviewError {
  if (cause.code === 'EADDRINUSE') {
    const what = `Expected a free port but ${port} on ${host} is in use; end the program that uses it, or take another port`;
    return new PreviewError('ERR_EMBED_PREVIEW_PORT', what, { cause });
  }
  const what = `Expected an address of this machine but the preview cannot listen on ${host}:${port}: ${cause.message}`;
  return new PreviewError('ERR_EMBED_PREVIEW_ADDRESS', what, { cause });
}
