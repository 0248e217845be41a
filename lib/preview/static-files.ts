/** Files below a few folders: the app's assets first, then those of the Flutter client. */

import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAbsolute, join, relative, sep } from 'node:path';
import send from 'send';
import { isFileName, isHidden } from './asset-path.js';
import { type Headers, replyPlain } from './reply.js';

export interface FoundFile {
  /** The real path of the folder that it is in. */
  root: string;
  /** Its real path below the root. */
  segments: string[];
  /** Its real path. */
  path: string;
}

export class StaticFiles {
  readonly #roots: readonly string[];

  /** @param roots In the order in which they are looked through; a folder need not exist yet. */
  constructor(roots: readonly string[]) {
    this.#roots = roots;
  }

  /** Looks for a file by the decoded segments of its path. What a symbolic link leads out of its folder is not there. */
  async find(segments: readonly string[]): Promise<FoundFile | undefined> {
    if (!segments.every(isServed)) return undefined;
    for (const root of this.#roots) {
      const found = await findBelow(root, segments);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function isServed(segment: string): boolean {
  return isFileName(segment) && !isHidden(segment);
}

async function findBelow(root: string, segments: readonly string[]): Promise<FoundFile | undefined> {
  try {
    const realRoot = await realpath(root);
    const path = await realpath(join(realRoot, ...segments));
    const real = segmentsBelow(realRoot, path);
    if (real === undefined || !real.every(isServed) || !(await stat(path)).isFile()) return undefined;
    return { root: realRoot, segments: real, path };
  } catch {
    // Not there, not readable, or a name that the system does not take.
    return undefined;
  }
}

/** The path from a folder to what is in it, undefined for what is not; both are real paths. */
export function segmentsBelow(folder: string, path: string): string[] | undefined {
  const between = relative(folder, path);
  if (between === '' || between === '..' || between.startsWith(`..${sep}`) || isAbsolute(between)) return undefined;
  return between.split(sep);
}

interface HttpError extends Error {
  status: number;
  headers?: Record<string, string>;
}

/** Answers with a file, or the part of it that was asked for; the browser asks each time whether it has changed. */
export function serveFile(request: IncomingMessage, response: ServerResponse, file: FoundFile, headers: Headers): void {
  const path = `/${file.segments.map(encodeURIComponent).join('/')}`;
  for (const [name, value] of Object.entries({ ...headers, 'Cache-Control': 'no-cache' }))
    response.setHeader(name, value);
  send(request, path, { root: file.root, dotfiles: 'allow', index: false, cacheControl: false })
    .on('error', (error: HttpError) => {
      if (response.headersSent) response.destroy();
      else replyPlain(response, error.status, { ...headers, ...error.headers }, error.message);
    })
    .on('directory', () => replyPlain(response, 404, headers, 'Not found'))
    .pipe(response);
}
