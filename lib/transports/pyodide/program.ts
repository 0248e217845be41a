import { EmbedError, type PythonError } from '../../errors.js';
import { milliseconds, validateOptions } from '../../options.js';
import { hold, letGo } from '../process-hold.js';

/** How a program in Pyodide has ended. */
export interface PyodideExit {
  /** As a process's exit code: 0, the `n` of `sys.exit(n)`, or 1 after an unhandled exception. */
  code: number;
  /** It ended because it was asked to, by `stop()`. */
  stopped: boolean;
  /** The unhandled exception. */
  error?: PythonError;
}

const STOP_OPTIONS = { timeout: milliseconds };

/** As a person presses Ctrl-C again. */
const INTERRUPT_AGAIN_MS = 200;

const DEFAULT_STOP_TIMEOUT_MS = 5_000;

/** How long the report about what did not stop may take. */
const REPORT_PATIENCE_MS = 100;

/** The program's way to its worker. */
export interface ProgramControl {
  /** Cancels what the program waits for; resolves when Python has heard of it. */
  cancel(): Promise<void>;
  /** Interrupts the code that runs. */
  interrupt(): void;
  /** What is not done, a line each; empty: Python does not answer. */
  report(patience: number): Promise<string>;
}

/** A script, module or code string that runs in Pyodide. It keeps the process alive until it ends. */
export class PyodideProgram {
  /** Resolves when the program has ended. Never rejects: a failed program is a status with an `error`. */
  readonly exit: Promise<PyodideExit>;
  readonly #control: ProgramControl;
  #resolve!: (exit: PyodideExit) => void;
  #running = true;
  #referenced = true;

  /** @internal Programs come from `PyodideRuntime.run`. */
  constructor(control: ProgramControl) {
    this.#control = control;
    this.exit = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    hold();
  }

  /**
   * Asks the program to stop: cancels what it has given to `asyncio.run`, or ends a Flet app; after half of the time-out it
   * interrupts code that does not return to the event loop.
   *
   * @param options.timeout Milliseconds until `stop` gives up and rejects. Default 5,000.
   * @returns How it ended, as `exit` does.
   * @throws `ERR_EMBED_STOP_TIMEOUT` with what still runs; the runtime stays busy then, but its own `stop()` ends all.
   */
  async stop(options?: { timeout?: number }): Promise<PyodideExit> {
    validateOptions(options, STOP_OPTIONS, 'stop');
    const timeout = options?.timeout ?? DEFAULT_STOP_TIMEOUT_MS;
    if (!this.#running) return this.exit;
    hold();
    let again: ReturnType<typeof setInterval> | undefined;
    try {
      let heard = false;
      void this.#control.cancel().then(() => {
        heard = true;
      });
      const half = await within(this.exit, timeout / 2);
      if (half !== undefined) return half;
      if (!heard) {
        this.#control.interrupt();
        // One alone has been seen to leave a busy program running.
        again = setInterval(() => this.#control.interrupt(), INTERRUPT_AGAIN_MS);
      }
      const late = await within(this.exit, timeout / 2);
      if (late !== undefined) return late;
      throw new EmbedError(
        'ERR_EMBED_STOP_TIMEOUT',
        stopMessage(timeout, await this.#control.report(REPORT_PATIENCE_MS)),
      );
    } finally {
      clearInterval(again);
      letGo();
    }
  }

  /** The program no longer keeps the process alive. */
  unref(): this {
    this.#reference(false);
    return this;
  }

  /** Undoes `unref`. */
  ref(): this {
    this.#reference(true);
    return this;
  }

  /** @internal */
  ended(exit: PyodideExit): void {
    this.#reference(false);
    this.#running = false;
    this.#resolve(exit);
  }

  #reference(referenced: boolean): void {
    if (!this.#running || referenced === this.#referenced) return;
    this.#referenced = referenced;
    if (referenced) hold();
    else letGo();
  }
}

/** undefined: it has not come by then. */
export async function within<T>(awaited: Promise<T>, time: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expiry = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, time, undefined);
  });
  try {
    return await Promise.race([awaited, expiry]);
  } finally {
    clearTimeout(timer);
  }
}

function stopMessage(timeout: number, report: string): string {
  const what = report.trim() === '' ? 'Python does not return to its event loop' : `these tasks still run:\n${report}`;
  return `Expected the program to stop within ${timeout} ms but ${what}`;
}
