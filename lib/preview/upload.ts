/** Files that come from the browser: raw bodies, each for a ticket of the app, whole or not at all. */

import { randomUUID } from 'node:crypto';
import { mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { replyTooLarge } from './lingering-reply.js';
import { type Headers, replyPlain } from './reply.js';
import { parseUploadName, prepareTarget } from './upload-target.js';
import { checkTicket } from './upload-ticket.js';

export interface UploadOptions {
  /** Made when it is needed. */
  folder: string;
  /** Of the tickets' signatures. */
  key: string;
  /** The most that one file may have. */
  maxBytes: number;
}

class TooLarge extends Error {}

const BAD_NAME = 'The file has a name that cannot be used';

export class Uploads {
  readonly #options: UploadOptions;
  readonly #running = new Set<Promise<void>>();

  constructor(options: UploadOptions) {
    this.#options = options;
  }

  /** Takes a file in; ends when it is in its place, or nothing is left of it. */
  async receive(request: IncomingMessage, response: ServerResponse, query: string, headers: Headers): Promise<void> {
    const run = this.#receive(request, response, query, headers);
    this.#running.add(run);
    try {
      await run;
    } finally {
      this.#running.delete(run);
    }
  }

  /** Waits until those whose connections have ended are cleaned up. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  async #receive(request: IncomingMessage, response: ServerResponse, query: string, headers: Headers): Promise<void> {
    const { key, maxBytes } = this.#options;
    const end = (status: number, sentence: string): void => replyPlain(response, status, headers, sentence);
    const ticket = checkTicket(query, key, Date.now());
    if (ticket === 'signature') return end(403, 'The address of the upload was not made by the app');
    if (ticket === 'expired') return end(410, 'The address of the upload has expired');
    const segments = parseUploadName(ticket.name);
    if (segments === undefined) return end(400, BAD_NAME);
    const tooLarge = `The file has more than ${maxBytes} bytes`;
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
      return replyTooLarge(request, response, headers, tooLarge);
    }
    try {
      if (await this.#store(request, segments)) end(200, 'Stored');
      else end(400, BAD_NAME);
    } catch (error) {
      if (error instanceof TooLarge) return replyTooLarge(request, response, headers, tooLarge);
      // With its connection gone, nobody is there to hear it.
      end(500, `The file could not be stored: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`);
    }
  }

  /** False for a name that leads out of the folder. */
  async #store(request: IncomingMessage, segments: readonly string[]): Promise<boolean> {
    await mkdir(this.#options.folder, { recursive: true });
    const folder = await realpath(this.#options.folder);
    // Beside the folders of the name, which are made only for a whole file; on the same disk as they.
    const part = join(folder, `.${randomUUID()}.part`);
    try {
      await write(request, part, this.#options.maxBytes);
      const target = await prepareTarget(folder, segments);
      if (target !== undefined) await rename(part, target);
      return target !== undefined;
    } finally {
      await rm(part, { force: true });
    }
  }
}

/** Writes a body to a new file. Throws when it is too large, or ends before its end. */
async function write(request: IncomingMessage, path: string, maxBytes: number): Promise<void> {
  const file = await open(path, 'wx');
  try {
    let received = 0;
    // Not destroyed when too much comes: it still has to be answered.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      received += (chunk as Buffer).length;
      if (received > maxBytes) throw new TooLarge();
      await file.appendFile(chunk as Buffer);
    }
    if (!request.complete) throw new Error('Expected the whole body but the connection ended');
  } finally {
    await file.close();
  }
}
