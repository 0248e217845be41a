/** One line about each message of the protocol. */

import { Action, type ControlTree, type Outbound, type WireMap, type WireValue } from '../flet/index.js';

/** Longer lines are cut. */
const LINE_LIMIT = 160;
const OPERATIONS = ['replace', 'add', 'remove', 'move'];

/** Names messages; it remembers calls until they are answered. */
export class Summaries {
  readonly #tree: ControlTree;
  readonly #calls = new Map<string, string>();

  constructor(tree: ControlTree) {
    this.#tree = tree;
  }

  /** A message that came, decoded but not checked: anything may be missing. */
  received(message: WireValue): string {
    const [action, body] = Array.isArray(message) ? message : [];
    const fields = typeof body === 'object' && body !== null ? (body as WireMap) : {};
    const field = (name: string): WireValue => (Object.hasOwn(fields, name) ? fields[name] : undefined);
    switch (action) {
      case Action.REGISTER_CLIENT:
        return line(`registered as session ${field('session_id')}`);
      case Action.PATCH_CONTROL:
        return line(`patch of ${this.#control(field('id'))}: ${operations(field('patch'))}`);
      case Action.INVOKE_METHOD: {
        const call = `${this.#control(field('control_id'))}.${field('name')}()`;
        this.#calls.set(String(field('call_id')), call);
        return line(`call of ${call}`);
      }
      case Action.SESSION_CRASHED:
        return line(`session crashed: ${firstLine(String(field('message')))}`);
      case Action.PYTHON_OUTPUT:
        return line(`output: ${firstLine(String(field('text')))}`);
      default:
        return 'a message that is not understood';
    }
  }

  sent(message: Outbound): string {
    switch (message.action) {
      case Action.REGISTER_CLIENT:
        return 'registration';
      case Action.CONTROL_EVENT:
        return line(`event ${message.body.name} of ${this.#control(message.body.target)}`);
      case Action.UPDATE_CONTROL_PROPS:
        return line(`properties of ${this.#control(message.body.id)}: ${Object.keys(message.body.props).join(', ')}`);
      case Action.INVOKE_METHOD: {
        const { call_id: callId, error } = message.body;
        const call = this.#calls.get(callId) ?? 'a call';
        this.#calls.delete(callId);
        return line(`${error === null ? 'answer' : 'error'} to ${call}`);
      }
    }
  }

  #control(id: WireValue): string {
    const control = typeof id === 'number' ? this.#tree.get(id) : undefined;
    return control === undefined ? `#${id}` : `${control.type} #${id}`;
  }
}

/** `replace value, 2 × add` */
function operations(patch: WireValue): string {
  if (!Array.isArray(patch)) return 'nothing';
  const counts = new Map<string, number>();
  for (const operation of patch.slice(1)) {
    if (!Array.isArray(operation)) continue;
    const [kind, , key] = operation;
    const name = `${OPERATIONS[kind as number] ?? kind}${typeof key === 'string' ? ` ${key}` : ''}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => (count === 1 ? name : `${count} × ${name}`)).join(', ');
}

export function firstLine(text: string): string {
  return text.trimStart().split('\n', 1)[0]!;
}

export function line(text: string): string {
  return text.length <= LINE_LIMIT ? text : `${text.slice(0, LINE_LIMIT - 1)}…`;
}
