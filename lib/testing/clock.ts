/** The time of an app that was started with a clock of its own. */

import { expected } from '../errors.js';
import type { AppClock } from '../launch/app-host.js';
import { milliseconds, validateValue } from '../options.js';
import type { AppContext } from './app-context.js';
import { CallSite } from './call-site.js';
import { Step } from './step.js';
import { sourceOfArguments } from './text-pattern.js';

/** Time stands still until one of these lets it go on; each of them ends when the app has come to rest. */
export class Clock {
  readonly #context: AppContext;

  /** Clocks come from `app.clock`. */
  constructor(context: AppContext) {
    this.#context = context;
  }

  /**
   * Lets time pass: every timer of the app and of the client that becomes due fires, in its order, those due at the end too.
   *
   * @param duration Milliseconds.
   */
  runFor(duration: number): Promise<void> {
    validateValue(duration, milliseconds, 'clock.runFor');
    return this.#run(this.runFor, 'runFor', duration, (clock, signal) => clock.runFor(duration, signal));
  }

  /**
   * Jumps ahead, as a device does that was asleep: each timer that has become due fires once.
   *
   * @param duration Milliseconds.
   */
  fastForward(duration: number): Promise<void> {
    validateValue(duration, milliseconds, 'clock.fastForward');
    return this.#run(this.fastForward, 'fastForward', duration, (clock, signal) => clock.fastForward(duration, signal));
  }

  /** Sets what the app's clocks on the wall show: `datetime.now()`. Timers do not notice. Needs Python's `time-machine`. */
  setTime(time: Date): Promise<void> {
    if (!(time instanceof Date) || Number.isNaN(time.getTime())) throw expected('a Date', 'clock.setTime', time);
    return this.#run(this.setTime, 'setTime', time, (clock, signal) => clock.setTime(time, signal));
  }

  #run(
    // biome-ignore lint/complexity/noBannedTypes: the public method, for the stack.
    entry: Function,
    call: string,
    argument: unknown,
    act: (clock: AppClock, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const site = new CallSite(entry);
    const context = this.#context;
    const title = `clock.${call}(${sourceOfArguments(argument)})`;
    return Step.run(context, { title, site, timeout: context.timeouts.action }, async (step) => {
      const { clock } = context.host;
      if (clock === undefined) {
        throw step.failure('an app with a clock of its own', {
          code: 'ERR_EMBED_TEST_NO_CLOCK',
          found: 'the time of the system: start the app with { clock: true }',
        });
      }
      await step.during('that the time has passed', act(clock, step.signal));
      await step.settle();
    });
  }
}
