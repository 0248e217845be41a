/** What stands behind an `App`: a client, and what the place where the app runs can tell about it. */

import type { Control, FletClient } from '../flet/index.js';

/** An error of the app, whichever way it came to light. */
export interface AppError {
  readonly kind: 'session' | 'task' | 'loop' | 'thread' | 'executor' | 'exit' | 'protocol';
  /** First line: `ValueError: no such item`. */
  readonly message: string;
  /** Python's traceback, whole, as Python prints it; empty where there is none. */
  readonly traceback: string;
}

/** Errors that nobody has expected yet fail every wait. */
export interface AppErrors {
  /** Every error so far, oldest first, expected or not. */
  readonly all: readonly AppError[];
  /** The oldest that nobody has expected; always undefined with `errors: 'collect'`. */
  readonly unexpected: AppError | undefined;
  /** Takes the oldest error that fits as expected, and returns it. */
  take(fits: (error: AppError) => boolean): AppError | undefined;
  /** Called after each new error; the returned function ends that. */
  onadded(listener: (error: AppError) => void): () => void;
}

/** Lines that the app has printed. */
export interface AppOutput {
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

/** The app's time, which stands still until it is told to go on. Milliseconds. */
export interface AppClock {
  /** Lets time pass, and fires every timer that becomes due, in order, those of the client too. */
  runFor(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Jumps ahead: each timer that has become due fires once. */
  fastForward(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Sets what the app's clocks on the wall show; timers do not notice. Needs Python's `time-machine`. */
  setTime(time: Date, signal: AbortSignal): Promise<void>;
}

/** The app in the real Flutter client, which only shows it. */
export interface AppView {
  /** A PNG of the page, once it stands still. */
  screenshot(): Promise<Uint8Array>;
  /** Makes a control blink. */
  highlight(control: Control): Promise<void>;
}

/** How an app ended by itself. */
export interface AppExit {
  /** Python's exit code. */
  readonly code: number;
}

export interface AppHost {
  readonly client: FletClient;
  /** The call that started the app, for messages: `launch('examples/counter/main.py')`. */
  readonly title: string;
  readonly errors: AppErrors;
  readonly output: AppOutput;
  /** Undefined unless the app was started with `clock: true`. */
  readonly clock: AppClock | undefined;
  /** Set once the app has ended by itself. */
  readonly exit: AppExit | undefined;
  /**
   * A barrier through the app's loop: resolves when the app has taken everything that was sent, its loop has nothing ready,
   * executor jobs are done (bounded), no call is unanswered and all patches are applied. Never a sleep. Rejects with the
   * signal's reason when that aborts; resolves at once when the app has ended.
   */
  settle(signal: AbortSignal): Promise<void>;
  /** Ends the app and cleans up after it. Never waits without bound. */
  close(): Promise<void>;
}

/** Takes note of every call of the test. */
export interface StepRecorder {
  /** A call begins; the returned function is told its error, or undefined, at its end. */
  step(text: string): (error: unknown) => void;
}
