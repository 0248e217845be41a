/** Answers that a test gives in the place of the client's own, for any method of any control, known or not. */

import { describe } from '../../errors.js';
import type { Control } from '../control.js';
import type { WireMap, WireValue } from '../values.js';

/** An answer, or what makes one of the call's arguments. An error that it throws becomes the call's error. */
export type Answer = WireValue | ((args: WireMap, control: Control) => WireValue | Promise<WireValue>);

const NAME = /^[^.\s]+\.[^.\s]+$/;

/**
 * @example
 * client.services.answers.set('Battery.get_battery_level', 7);
 * client.services.answers.set('Barcode.scan', (args) => `scanned by ${args.camera}`);
 * client.services.answers.set('Share.share_text', () => {
 *   throw new Error('no application to share with');
 * });
 */
export class Answers {
  readonly #answers = new Map<string, Answer>();

  /** @param method Type and method, as Flet names them: `UrlLauncher.can_launch_url`. */
  set(method: string, answer: Answer): this {
    if (typeof method !== 'string' || !NAME.test(method)) {
      throw new TypeError(`Expected 'Type.method' for method but received ${describe(method)}`);
    }
    this.#answers.set(method, answer);
    return this;
  }

  /** Takes an answer back; true if there was one. From then on the client answers by itself again. */
  delete(method: string): boolean {
    return this.#answers.delete(method);
  }

  clear(): void {
    this.#answers.clear();
  }

  /** The answer for a method, as what makes it; undefined if none is set. */
  find(
    type: string,
    method: string,
  ): ((args: WireMap, control: Control) => WireValue | Promise<WireValue>) | undefined {
    const name = `${type}.${method}`;
    if (!this.#answers.has(name)) return undefined;
    const answer = this.#answers.get(name);
    return typeof answer === 'function' ? answer : () => answer;
  }
}
