/** What a client remembers of its imaginary mouse and fingers between two gestures. */

import type { Control } from './control.js';
import type { Point } from './gestures/gesture.js';
import { Duration } from './values.js';

/** Microseconds between two moves: about one picture of a screen. */
const STEP = 16_000;

export class PointerState {
  #microseconds = 0;
  readonly #over = new WeakMap<Control, Point>();

  /** The time of the next pointer event: on a time line of its own, which goes on by one step each time. */
  tick(): Duration {
    this.#microseconds += STEP;
    return new Duration(this.#microseconds);
  }

  /** Where the mouse was seen last over a control; undefined while it is elsewhere. */
  over(control: Control): Point | undefined {
    return this.#over.get(control);
  }

  entered(control: Control, at: Point): void {
    this.#over.set(control, at);
  }

  left(control: Control): void {
    this.#over.delete(control);
  }
}
