/** The answer to a body that is too large, while the client still sends it. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Headers } from './reply.js';

/** How much of what is not wanted is read and dropped, and for how many milliseconds. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_TIME = 5_000;

/**
 * Says 413, and ends the connection. Ended at once, with data on the way, it would be reset, and the client might never see
 * the answer: what comes is read for a while.
 */
export async function replyTooLarge(
  request: IncomingMessage,
  response: ServerResponse,
  headers: Headers,
  sentence: string,
): Promise<void> {
  const body = Buffer.from(`${sentence}\n`);
  response.writeHead(413, {
    ...headers,
    Connection: 'close',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': body.length,
  });
  // All of it leaves now; the end of the answer also ends the connection.
  response.write(body);
  await drain(request);
  response.end();
}

function drain(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    if (request.destroyed || request.readableEnded) return resolve();
    const timer = setTimeout(finish, MAX_TIME);
    function finish(): void {
      clearTimeout(timer);
      resolve();
    }
    let dropped = 0;
    request.on('data', (chunk: Buffer) => {
      dropped += chunk.length;
      if (dropped > MAX_BYTES) finish();
    });
    for (const event of ['end', 'close', 'error'] as const) request.once(event, finish);
    request.resume();
  });
}
