import { Caller } from './caller.js';
import { EmbedError, type PythonError } from './errors.js';
import { STOP_STAGE } from './native.js';
import { milliseconds, validateOptions } from './options.js';

/** How a program has ended. */
export interface ExitStatus {
  /** As a process's exit code: 0, the `n` of `sys.exit(n)`, or 1 after an unhandled exception. */
  code: number;
  /** It ended because it was asked to, by `stop()`. */
  stopped: boolean;
  /** The unhandled exception. */
  error?: PythonError;
}

export interface StopOptions {
  /** Milliseconds until `stop` gives up and rejects. Default 5,000. */
  timeout?: number;
}

export const STOP_OPTIONS = { timeout: milliseconds };

const DEFAULT_STOP_TIMEOUT_MS = 5_000;

/** The longest time between two attempts to stop a program. */
const LONGEST_ATTEMPT_MS = 1_000;

/** How long the report about what did not stop may take: it needs Python's lock. */
const REPORT_PATIENCE_MS = 100;

/** The program's way to the interpreter; the runtime provides it. */
export interface ProgramControl {
  requestStop(stage: number): void;
  /** What still runs, as of the newest request that Python has answered; empty: none was. */
  stopReport(): string;
  /** Keeps the process alive; to be called as often as `letGo`. */
  hold(): void;
  letGo(): void;
}

/**
 * A script, module or code string that runs on the interpreter's thread. It keeps the process alive until it ends.
 *
 * @example
 * const program = runtime.run({ script: 'server.py' });
 * process.once('SIGINT', () => void program.stop());
 * const { code, error } = await program.exit;
 */
export class Program {
  /**
   * Resolves when the program has ended, its non-daemon threads and `atexit` callbacks included. Never rejects: a
   * failed program is a status with an `error`.
   */
  readonly exit: Promise<ExitStatus>;
  readonly #control: ProgramControl;
  #resolve!: (status: ExitStatus) => void;
  #running = true;
  #referenced = true;

  /** @internal Programs come from `runtime.run`. */
  constructor(control: ProgramControl) {
    this.#control = control;
    this.exit = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    control.hold();
  }

  /**
   * Asks the program to stop: cancels its asyncio main task, or interrupts it where there is none; then, after half of
   * the time-out or one second, raises in its threads, and again every second.
   *
   * @returns How it ended, as `exit` does.
   * @throws `ERR_EMBED_STOP_TIMEOUT` with the threads that still run and where; the runtime stays busy then, and `stop`
   * may be called again.
   */
  async stop(options?: StopOptions): Promise<ExitStatus> {
    validateOptions(options, STOP_OPTIONS, 'stop');
    const timeout = options?.timeout ?? DEFAULT_STOP_TIMEOUT_MS;
    if (!this.#running) return this.exit;
    return this.#stop(timeout, new Caller(this.stop));
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

  /** @internal The runtime has seen its end. */
  ended(status: ExitStatus): void {
    this.#reference(false);
    this.#running = false;
    this.#resolve(status);
  }

  #reference(referenced: boolean): void {
    if (!this.#running || referenced === this.#referenced) return;
    this.#referenced = referenced;
    if (referenced) this.#control.hold();
    else this.#control.letGo();
  }

  async #stop(timeout: number, caller: Caller): Promise<ExitStatus> {
    const control = this.#control;
    control.requestStop(STOP_STAGE.cancel);
    const between = Math.min(timeout / 2, LONGEST_ATTEMPT_MS);
    const attempts = setInterval(() => control.requestStop(STOP_STAGE.raise), between);
    control.hold();
    try {
      const status = await this.#exitWithin(timeout);
      if (status !== undefined) return status;
      clearInterval(attempts);
      control.requestStop(STOP_STAGE.report);
      const late = await this.#exitWithin(REPORT_PATIENCE_MS);
      if (late !== undefined) return late;
      throw caller.blame(new EmbedError('ERR_EMBED_STOP_TIMEOUT', stopMessage(timeout, control.stopReport())));
    } finally {
      clearInterval(attempts);
      control.letGo();
    }
  }

  /** undefined: it has not ended by then. */
  async #exitWithin(time: number): Promise<ExitStatus | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const expiry = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, time, undefined);
    });
    try {
      return await Promise.race([this.exit, expiry]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function stopMessage(timeout: number, report: string): string {
  const threads =
    report.trim() === ''
      ? 'Python did not answer at all: native code holds its lock (GIL)'
      : `these threads still run:\n${report.trimEnd()}`;
  return `Expected the program to stop within ${timeout} ms but ${threads}`;
}
