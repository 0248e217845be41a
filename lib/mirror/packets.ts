/** What a mirror sends to its viewers by itself, in the place of the app. */

import { encodeMessage } from '../flet/codec.js';
import { Action } from '../flet/messages.js';
import type { WireMap, WireValue } from '../flet/values.js';

const REPLACE = 0;

/** The answer to a registration, asked for or not. One with an empty page takes the error screen away. */
export function registrationAnswer(sessionId: string, page: WireMap): Uint8Array {
  return encodeMessage(Action.REGISTER_CLIENT, { session_id: sessionId, page_patch: page, error: '' });
}

/** Properties of one control have changed. */
export function replacement(id: number, properties: WireMap): Uint8Array {
  const operations = Object.keys(properties).map((name): WireValue => [REPLACE, 0, name, properties[name]]);
  return encodeMessage(Action.PATCH_CONTROL, { id, patch: [[0], ...operations] });
}

export function crash(report: string): Uint8Array {
  return encodeMessage(Action.SESSION_CRASHED, { message: report });
}

/**
 * A call that a real client answers at once when it has no such control, and later, or never, when it has: so it tells what a
 * client has, and when it has processed what came before.
 */
export function question(callId: string, controlId: number): Uint8Array {
  return encodeMessage(Action.INVOKE_METHOD, { control_id: controlId, call_id: callId, name: 'mirror', args: {} });
}

/** No control has this id. */
export const NO_CONTROL = 0;
