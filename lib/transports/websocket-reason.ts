/** The reason of a `destroy()` on its way through a WebSocket: 123 bytes is all that a close frame has. */

import { EmbedError, type EmbedErrorCode, isEmbedErrorCode } from '../errors.js';

/** Of the range that applications are free to use. */
export const DESTROYED = 4000;

const LONGEST = 123;

export function encodeReason(code: EmbedErrorCode, message: string): string {
  const bytes = new TextEncoder().encode(`${code} ${message}`);
  if (bytes.byteLength <= LONGEST) return `${code} ${message}`;
  // A character that is cut in two leaves nothing.
  return new TextDecoder().decode(bytes.subarray(0, LONGEST)).replace(/\uFFFD+$/, '');
}

/** Undefined for what is no such reason. */
export function decodeReason(reason: string): EmbedError | undefined {
  const space = reason.indexOf(' ');
  const code = space < 0 ? reason : reason.slice(0, space);
  return isEmbedErrorCode(code) ? new EmbedError(code, reason.slice(code.length + 1) || undefined) : undefined;
}
