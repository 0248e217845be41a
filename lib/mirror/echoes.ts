/**
 * Changes that came to a viewer from outside, and that it may answer as if a person had made them: some controls do (a dialog that
 * is closed, tabs that are turned), most do not.
 */

import type { Control } from '../flet/control.js';

export class Echoes {
  #expected = new WeakMap<Control, Set<string>>();
  #echoing = new WeakSet<Control>();

  /** A property has been changed from outside. */
  expect(control: Control, property: string): void {
    const properties = this.#expected.get(control);
    if (properties === undefined) this.#expected.set(control, new Set([property]));
    else properties.add(property);
  }

  /** Whether one of these was changed from outside and not answered yet. From now on all of them are. */
  take(control: Control, properties: readonly string[]): boolean {
    const expected = this.#expected.get(control);
    if (expected === undefined) return false;
    const taken = properties.filter((name) => expected.delete(name));
    return taken.length > 0;
  }

  /** Properties were an echo, or were not: so is the event that follows them. */
  mark(control: Control, isEcho: boolean): void {
    if (isEcho) this.#echoing.add(control);
    else this.#echoing.delete(control);
  }

  /** Whether the event that belongs to properties belongs to an echo. True once. */
  takeMark(control: Control): boolean {
    return this.#echoing.delete(control);
  }

  /** Another app: other controls. */
  clear(): void {
    this.#expected = new WeakMap();
    this.#echoing = new WeakSet();
  }
}
