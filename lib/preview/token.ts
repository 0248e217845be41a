/** The secret in the address of a preview: who does not know it sees nothing. */

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const BYTES = 24;

/** 192 random bits as 32 characters that need no escaping in an address. */
export function createToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** Compares two secrets in a time that does not tell where they differ, nor how long the right one is. */
export function isSameSecret(candidate: string, secret: string): boolean {
  return timingSafeEqual(digest(candidate), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** What follows the token in the target of a request, undefined where the token is not the right one. */
export interface Target {
  /** Without the token and the slash after it, not decoded; undefined when there is no slash after the token. */
  path: string | undefined;
  /** Without the question mark. */
  query: string;
}

/** Takes the target of a request apart: `/<token>/<path>?<query>`. */
export function parseTarget(target: string, token: string): Target | undefined {
  const [pathname, query = ''] = split(target, '?');
  if (!pathname.startsWith('/')) return undefined;
  const [first, path] = split(pathname.slice(1), '/');
  return isSameSecret(first, token) ? { path, query } : undefined;
}

/** The two parts around the first separator; the second is undefined where there is none. */
function split(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
