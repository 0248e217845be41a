/** The messages of the protocol: their numbers, what they hold, and the check of what comes in. */

import { describe } from '../errors.js';
import { protocolError } from './flet-error.js';
import { isMap, type WireMap, type WireValue } from './values.js';

export const Action = {
  REGISTER_CLIENT: 1,
  PATCH_CONTROL: 2,
  CONTROL_EVENT: 3,
  UPDATE_CONTROL_PROPS: 4,
  INVOKE_METHOD: 5,
  SESSION_CRASHED: 6,
  PYTHON_OUTPUT: 7,
} as const;

/** A message from the client; `action` says which body. */
export type Outbound =
  | {
      action: typeof Action.REGISTER_CLIENT;
      body: { session_id: string | null; page_name: string; page: WireMap };
    }
  | { action: typeof Action.CONTROL_EVENT; body: { target: number; name: string; data: WireValue } }
  | { action: typeof Action.UPDATE_CONTROL_PROPS; body: { id: number; props: WireMap } }
  | {
      action: typeof Action.INVOKE_METHOD;
      body: { control_id: number; call_id: string; result: WireValue; error: string | null };
    };

/** A call of a control's method, to be answered exactly once. */
export interface MethodCall {
  controlId: number;
  callId: string;
  name: string;
  args: WireMap;
}

/** A message from the app. */
export type Inbound =
  | { kind: 'registered'; sessionId: string; pagePatch: WireMap; error: string }
  | { kind: 'patch'; id: number; patch: WireValue[] }
  | ({ kind: 'call' } & MethodCall)
  | { kind: 'crashed'; report: string }
  | { kind: 'output'; text: string; isStderr: boolean }
  | { kind: 'unknown'; action: number };

/** Checks a decoded message. Throws a `FletError` that names the field. */
export function parseInbound(value: WireValue): Inbound {
  const [action, fields] = head(value);
  switch (action) {
    case Action.REGISTER_CLIENT:
      return {
        kind: 'registered',
        sessionId: fields.string('session_id'),
        pagePatch: fields.map('page_patch'),
        error: fields.string('error', ''),
      };
    case Action.PATCH_CONTROL:
      return { kind: 'patch', id: fields.integer('id'), patch: fields.list('patch') };
    case Action.INVOKE_METHOD:
      return {
        kind: 'call',
        controlId: fields.integer('control_id'),
        callId: fields.string('call_id'),
        name: fields.string('name'),
        args: fields.map('args', {}),
      };
    case Action.SESSION_CRASHED:
      return { kind: 'crashed', report: fields.string('message') };
    case Action.PYTHON_OUTPUT:
      return { kind: 'output', text: fields.string('text'), isStderr: fields.boolean('is_stderr') };
    default:
      return { kind: 'unknown', action };
  }
}

/**
 * Checks a decoded message of another client, whose packet may go on to the app as it is. Throws a `FletError` that names the
 * field: Python loses a message with a field too many or too few, and over sockets the connection with it.
 */
export function parseOutbound(value: WireValue): Outbound {
  const [action, fields] = head(value);
  switch (action) {
    case Action.REGISTER_CLIENT: {
      fields.only('session_id', 'page_name', 'page');
      const session_id = fields.text('session_id');
      return { action, body: { session_id, page_name: fields.string('page_name'), page: fields.map('page') } };
    }
    case Action.CONTROL_EVENT: {
      fields.only('target', 'name', 'data');
      const [target, name] = [fields.integer('target'), fields.string('name')];
      return { action, body: { target, name, data: fields.value('data') } };
    }
    case Action.UPDATE_CONTROL_PROPS:
      fields.only('id', 'props');
      return { action, body: { id: fields.integer('id'), props: fields.map('props') } };
    case Action.INVOKE_METHOD: {
      fields.only('control_id', 'call_id', 'result', 'error');
      const [control_id, call_id] = [fields.integer('control_id'), fields.string('call_id')];
      return { action, body: { control_id, call_id, result: fields.value('result'), error: fields.text('error') } };
    }
    default:
      throw protocolError(`Expected a message of a client but received one of action ${action}`);
  }
}

function head(value: WireValue): [action: number, fields: Fields] {
  if (!Array.isArray(value) || value.length !== 2 || !Number.isInteger(value[0]) || !isMap(value[1])) {
    throw protocolError(`Expected a message [action, body] but received ${describe(value)}`);
  }
  const action = value[0] as number;
  return [action, new Fields(action, value[1] as WireMap)];
}

/** The body of a message; nil counts as missing where there is a default. */
class Fields {
  constructor(
    readonly action: number,
    readonly body: WireMap,
  ) {}

  string(name: string, missing?: string): string {
    return this.#field(name, 'a string', (value) => typeof value === 'string', missing);
  }

  integer(name: string): number {
    return this.#field(name, 'an integer', (value) => Number.isSafeInteger(value));
  }

  boolean(name: string): boolean {
    return this.#field(name, 'a boolean', (value) => typeof value === 'boolean');
  }

  map(name: string, missing?: WireMap): WireMap {
    return this.#field(name, 'a map', isMap, missing);
  }

  list(name: string): WireValue[] {
    return this.#field(name, 'a list', Array.isArray);
  }

  /** A string or nil, which has to be there. */
  text(name: string): string | null {
    return this.#field(name, 'a string or nil', (value) => value === null || typeof value === 'string');
  }

  /** Anything, but it has to be there. */
  value(name: string): WireValue {
    return this.#field(name, 'a value', (value) => value !== undefined);
  }

  /** Throws when there is another field. */
  only(...names: string[]): void {
    const other = Object.keys(this.body).find((name) => !names.includes(name));
    if (other === undefined) return;
    throw protocolError(`Expected ${names.join(', ')} in message ${this.action} but received ${describe(other)}`);
  }

  #field<T>(name: string, what: string, is: (value: unknown) => boolean, missing?: T): T {
    const value = Object.hasOwn(this.body, name) ? this.body[name] : undefined;
    if ((value === undefined || value === null) && missing !== undefined) return missing;
    if (!is(value)) {
      throw protocolError(`Expected ${what} for ${name} of message ${this.action} but received ${describe(value)}`);
    }
    return value as T;
  }
}
