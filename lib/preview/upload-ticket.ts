/** What an app hands out for one upload: `f`, the name of the file; `e`, until when, in Unix seconds; `s`, the signature of both. */

import { createHmac } from 'node:crypto';
import { isSameSecret } from './token.js';

/** Why an upload is not taken. */
export type TicketProblem = 'signature' | 'expired';

/** HMAC-SHA256 of name and expiry, in hexadecimal digits. */
export function signUpload(name: string, expires: string, key: string): string {
  return createHmac('sha256', key).update(`${name}\n${expires}`).digest('hex');
}

/** The name of the file that may be uploaded, or what is wrong. */
export function checkTicket(query: string, key: string, now: number): { name: string } | TicketProblem {
  const fields = new URLSearchParams(query);
  const [name, expires, signature] = ['f', 'e', 's'].map((field) => fields.get(field) ?? '') as [
    string,
    string,
    string,
  ];
  if (!isSameSecret(signature, signUpload(name, expires, key))) return 'signature';
  return /^\d+$/.test(expires) && now < Number(expires) * 1000 ? { name } : 'expired';
}
