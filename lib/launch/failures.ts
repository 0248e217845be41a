import type { FletCrash } from '../flet/index.js';
import type { AppError, AppErrors } from './app-host.js';

/** The errors of one app, in the order in which they came to light. */
export class AppFailures implements AppErrors {
  readonly all: AppError[] = [];
  readonly #open: AppError[] = [];
  readonly #listeners = new Set<(error: AppError) => void>();
  readonly #collects: boolean;

  /** @param collects Errors are only recorded: none is ever unexpected. */
  constructor(collects: boolean) {
    this.#collects = collects;
  }

  get unexpected(): AppError | undefined {
    return this.#collects ? undefined : this.#open[0];
  }

  add(error: AppError): void {
    this.all.push(error);
    this.#open.push(error);
    for (const listener of [...this.#listeners]) listener(error);
  }

  take(fits: (error: AppError) => boolean): AppError | undefined {
    const index = this.#open.findIndex(fits);
    return index < 0 ? undefined : this.#open.splice(index, 1)[0];
  }

  onadded(listener: (error: AppError) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** A crash of the session: Flet tells the exception's text and its traceback, whose end also has the type. */
export function sessionError(crash: FletCrash): AppError {
  const message = exceptionLine(crash.traceback) ?? crash.message.replace(/^The app [\w ]+: /, '');
  return { kind: 'session', message, traceback: crash.traceback };
}

/** `ValueError: no such item`: the line of a traceback after its last frame. */
export function exceptionLine(traceback: string): string | undefined {
  const lines = traceback.trimEnd().split('\n');
  const last = lines.findLastIndex((line) => /^ {2,}/.test(line) && !/^\s+\^+\s*$/.test(line));
  return lines.slice(last + 1).find((line) => /^[A-Za-z_][\w.]*(:|$)/.test(line));
}
