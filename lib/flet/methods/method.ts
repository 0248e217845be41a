/** Methods that Python invokes on the client. */

import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import type { WireMap, WireValue } from '../values.js';

/** Answers a call. An error that it throws becomes the call's error, a RuntimeError in Python. */
export type Method = (context: ClientContext, control: Control, args: WireMap) => WireValue | Promise<WireValue>;

/** The methods of one control type or service, by name. */
export type MethodTable = Readonly<Record<string, Method>>;

/** A table whose methods only remember that they were called. */
export function recorded(...names: string[]): MethodTable {
  return Object.fromEntries(
    names.map((name): [string, Method] => [
      name,
      (context, control, args) => {
        context.services.calls.push({ type: control.type, method: name, args });
        return null;
      },
    ]),
  );
}

export function stringArgument(args: WireMap, name: string): string {
  const value = args[name];
  if (typeof value !== 'string') throw new Error(`Exception: ${name} must be a string`);
  return value;
}
