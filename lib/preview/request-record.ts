/** One line of the log of requests. */

import type { IncomingMessage } from 'node:http';
import type { Admitted, Refusal } from './gate.js';

export interface RequestRecord {
  method: string;
  /** Without the token, and without the query, which may hold a signature; `…` for who was not let in, whose token may be nearly right. */
  path: string;
  /** 101 for a WebSocket that was accepted; 0 when the connection ended before there was an answer. */
  status: number;
  /** The check that kept it out. */
  refused?: Refusal;
}

/** @param verdict Of the gate. */
export function recordRequest(
  { method = '' }: IncomingMessage,
  verdict: Admitted | Refusal,
  status: number,
): RequestRecord {
  if (typeof verdict === 'string') return { method, path: '…', status, refused: verdict };
  return { method, path: `/${verdict.path ?? ''}`, status };
}
