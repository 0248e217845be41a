/**
 * The frames in which a page's transitions run.
 *
 * There is nobody to look at them, so a transition is over as soon as it begins. Only a test that pumps frames by itself, through
 * Flet's `Tester`, decides how much time passes: from its first pump on, a transition begins with the first frame after what
 * caused it, and ends with the first frame that comes its duration later. Without a further pump it never ends.
 */

interface Transition {
  /** Milliseconds from its first frame to its end. */
  remaining: number;
  hasBegun: boolean;
  readonly ended: () => void;
}

export class Frames {
  #arePumped = false;
  readonly #running = new Set<Transition>();

  /** True when no transition is running. */
  get areStill(): boolean {
    return this.#running.size === 0;
  }

  /** Calls back when a transition of so many milliseconds has ended: at once, unless frames are pumped. */
  run(duration: number, ended: () => void): void {
    if (this.#arePumped) this.#running.add({ remaining: duration, hasBegun: false, ended });
    else ended();
  }

  /** Draws a frame, so many milliseconds after the one before. */
  pump(elapsed: number): void {
    this.#arePumped = true;
    // What ends may begin something else; that has its first frame after this one.
    for (const transition of [...this.#running]) {
      if (transition.hasBegun) transition.remaining -= elapsed;
      transition.hasBegun = true;
      if (transition.remaining > 0) continue;
      this.#running.delete(transition);
      transition.ended();
    }
  }
}
