/** Methods that Python invokes on the client. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import type { WireMap, WireValue } from '../values.js';

/** Answers a call. An error that it throws becomes the call's error, a RuntimeError in Python. */
export type Method = (context: ClientContext, control: Control, args: WireMap) => WireValue | Promise<WireValue>;

/** The methods of one control type or service, by name. */
export type MethodTable = Readonly<Record<string, Method>>;

/** Remembers a call that has no other effect. */
export function record(context: ClientContext, control: Control, method: string, args: WireMap): void {
  context.services.calls.push({ type: control.type, method, args });
}

/** A table whose methods only remember that they were called. */
export function recorded(...names: string[]): MethodTable {
  return Object.fromEntries(
    names.map((name): [string, Method] => [
      name,
      (context, control, args) => {
        record(context, control, name, args);
        return null;
      },
    ]),
  );
}

/** A table of methods that always answer the same. */
export function constant(answers: Readonly<Record<string, WireValue>>): MethodTable {
  return Object.fromEntries(Object.entries(answers).map(([name, answer]): [string, Method] => [name, () => answer]));
}

/** What one control has in the client besides its properties; a control that Python sends anew starts anew. */
export class StateOf<State> {
  readonly #states = new WeakMap<Control, State>();
  readonly #initial: (control: Control) => State;

  constructor(initial: (control: Control) => State) {
    this.#initial = initial;
  }

  get(control: Control): State {
    let state = this.#states.get(control);
    if (state === undefined) {
      state = this.#initial(control);
      this.#states.set(control, state);
    }
    return state;
  }
}

export function stringArgument(args: WireMap, name: string): string {
  const value = args[name];
  if (typeof value !== 'string') throw new Error(`Exception: ${name} must be a string`);
  return value;
}

export function numberArgument(args: WireMap, name: string): number {
  const value = args[name];
  if (typeof value !== 'number') throw new Error(`Exception: ${name} must be a number`);
  return value;
}
