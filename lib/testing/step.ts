/**
 * One call of a test: it waits, acts and fails in the name of the line that made it.
 *
 * Waiting is looking: now, after every patch, and whenever an error or the end of the app comes to light. The only timer is the
 * one that ends the call.
 */

import { FletError } from '../flet/index.js';
import type { AppError } from '../launch/app-host.js';
import type { AppContext } from './app-context.js';
import type { CallSite } from './call-site.js';
import { logSection, printReport, type Report, type Section, treeSection } from './report.js';
import { TestingError, type TestingErrorCode } from './testing-error.js';

/** What is there instead of what is awaited. */
export interface Finding {
  readonly code: TestingErrorCode;
  /** In a few words: `no match`. */
  readonly found: string;
  readonly facts?: Report['facts'];
  /** More for the message, worked out when it is needed. */
  readonly sections?: () => readonly Section[];
  /** Waiting does not help. */
  readonly isFinal?: boolean;
}

export type Look<Value> = { readonly value: Value } | { readonly missing: Finding };

export interface Call {
  /** As a test writes it: `getByText('Save').click()`. */
  readonly title: string;
  readonly site: CallSite;
  /** Milliseconds. */
  readonly timeout: number;
}

// A test may put other timers in the place of the platform's; the limits of its calls stay real.
const { setInterval, setTimeout, clearTimeout } = globalThis;

/** Milliseconds; the most that a timer takes. */
const FAR_OFF = 0x7fff_ffff;

/** Why an app does not come to rest. */
const BUSY = 'it still works: a handler has not returned, or a call of it is unanswered';

/** The reason of the signal when the call has used up its time. */
const EXPIRED = Symbol('expired');

/** What to say about an app's error when the test reads no further than that. */
const HOW_TO_EXPECT = 'If the test means this to happen: await app.expectError(/…/)';

export class Step {
  readonly #context: AppContext;
  readonly #call: Call;
  readonly #expiry = new AbortController();
  readonly #log: string[] = [];
  #lastEntry = '';
  readonly #patchesBefore: number;

  /** Runs a call from its first look to its end. Every error it rejects with points at the test. */
  static async run<Value>(context: AppContext, call: Call, body: (step: Step) => Promise<Value>): Promise<Value> {
    const recorded = context.recorder?.step(call.title);
    const step = new Step(context, call);
    const { timeout } = call;
    // Without a limit, too, something has to keep the process alive as long as somebody waits.
    const timer = context.debug
      ? setInterval(() => {}, FAR_OFF)
      : setTimeout(() => step.#expiry.abort(EXPIRED), timeout);
    try {
      const value = await body(step);
      recorded?.(undefined);
      return value;
    } catch (error) {
      if (error instanceof TestingError) call.site.blame(error);
      recorded?.(error);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  private constructor(context: AppContext, call: Call) {
    this.#context = context;
    this.#call = call;
    this.#patchesBefore = context.patches;
  }

  /** Aborts when the time of the call is up. */
  get signal(): AbortSignal {
    return this.#expiry.signal;
  }

  /**
   * Looks until what is awaited is there. An error of the app that nobody expected ends the wait, and so does the app's end.
   *
   * @param awaited In words, for the message.
   * @param mindsErrors False for what waits for an error.
   */
  until<Value>(awaited: string, look: () => Look<Value>, mindsErrors = true): Promise<Value> {
    return new Promise((resolve, reject) => {
      let last: Finding | undefined;
      const end = (): void => {
        unlisten();
        this.signal.removeEventListener('abort', onexpired);
      };
      const onexpired = (): void => {
        end();
        reject(this.#expired(awaited, last!));
      };
      const check = (): void => {
        let outcome: Look<Value>;
        try {
          outcome = look();
        } catch (error) {
          end();
          reject(error);
          return;
        }
        const error = mindsErrors ? this.#context.host.errors.unexpected : undefined;
        if ('missing' in outcome) {
          last = outcome.missing;
          this.#note(last.found);
        }
        if (error !== undefined) {
          end();
          reject(this.#appError(awaited, error, 'missing' in outcome ? outcome.missing : undefined));
        } else if ('value' in outcome) {
          end();
          resolve(outcome.value);
        } else if (outcome.missing.isFinal === true) {
          end();
          reject(this.#failed(awaited, outcome.missing));
        } else if (this.#context.ended) {
          end();
          reject(this.#appEnded(awaited, outcome.missing));
        } else if (this.signal.aborted || (this.#call.timeout === 0 && !this.#context.debug)) {
          onexpired();
        }
      };
      const unlisten = this.#context.onchange(check);
      this.signal.addEventListener('abort', onexpired);
      check();
    });
  }

  /** Waits for something that the client or the host does, as long as the call may take. */
  async during<Value>(awaited: string, doing: Promise<Value>, otherwise = 'it takes longer'): Promise<Value> {
    let onexpired = (): void => {};
    const expired = new Promise<never>((_resolve, reject) => {
      onexpired = () => reject(EXPIRED);
      if (this.signal.aborted) onexpired();
      else this.signal.addEventListener('abort', onexpired);
    });
    try {
      return await Promise.race([doing, expired]);
    } catch (error) {
      if (error === EXPIRED) throw this.#expired(awaited, { code: 'ERR_EMBED_TEST_TIMEOUT', found: otherwise });
      throw this.#translated(awaited, error);
    } finally {
      this.signal.removeEventListener('abort', onexpired);
    }
  }

  /** Waits until the app has come to rest, and fails with what it has raised in the meantime. */
  async settle(): Promise<void> {
    const awaited = 'that the app comes to rest';
    this.#note('done; the app works on it');
    await this.during(awaited, this.#context.host.settle(this.signal), BUSY);
    this.failForError(awaited);
  }

  /** Waits for an error of the app. */
  untilError(awaited: string, take: () => AppError | undefined): Promise<AppError> {
    const { errors } = this.#context.host;
    const look = (): Look<AppError> => {
      const error = take();
      if (error !== undefined) return { value: error };
      const others = errors.unexpected;
      const found = others === undefined ? 'no error' : others.message;
      const sections = (): Section[] => [{ title: 'Python', lines: linesOf(others?.traceback ?? '') }];
      return { missing: { code: 'ERR_EMBED_TEST_NO_ERROR', found, sections } };
    };
    return this.until(awaited, look, false);
  }

  /** Fails with the error that the app has raised, if nobody has expected it. */
  failForError(awaited: string): void {
    const error = this.#context.host.errors.unexpected;
    if (error !== undefined) throw this.#appError(awaited, error, undefined);
  }

  /** Adds to the call log what has not been said just before. */
  #note(text: string): void {
    const entry = text.split('\n', 1)[0]!;
    if (entry === this.#lastEntry) return;
    this.#lastEntry = entry;
    const patches = this.#context.patches - this.#patchesBefore;
    const when = patches === 0 ? 'start' : `after ${patches} ${patches === 1 ? 'patch' : 'patches'}`;
    this.#log.push(`${when}: ${entry}`);
  }

  /** Says why the call fails for good. */
  failure(awaited: string, finding: Finding): TestingError {
    this.#note(finding.found);
    return this.#failed(awaited, finding);
  }

  #failed(awaited: string, finding: Finding): TestingError {
    return this.#error(finding.code, `${this.#call.title} failed`, awaited, finding);
  }

  #expired(awaited: string, finding: Finding): TestingError {
    const { title, timeout } = this.#call;
    const head = timeout === 0 ? `${title} failed` : `${title} timed out after ${timeout} ms`;
    return this.#error(finding.code, head, awaited, finding);
  }

  #appError(awaited: string, error: AppError, finding: Finding | undefined): TestingError {
    const isExit = error.kind === 'exit';
    const head = `${this.#call.title} failed: the app ${isExit ? 'has ended:' : 'raised'} ${error.message}`;
    const sections: Section[] = [
      { title: 'Python', lines: linesOf(error.traceback) },
      isExit ? this.#stderr() : { title: 'Hint', lines: [HOW_TO_EXPECT] },
    ];
    return this.#error(isExit ? 'ERR_EMBED_TEST_APP_ENDED' : 'ERR_EMBED_TEST_APP_ERROR', head, awaited, {
      code: 'ERR_EMBED_TEST_APP_ERROR',
      found: finding?.found ?? error.message,
      sections: () => sections,
    });
  }

  #appEnded(awaited: string, finding: Finding): TestingError {
    const { exit } = this.#context.host;
    const how =
      exit === undefined ? 'the connection to the app has ended' : `the app has exited with code ${exit.code}`;
    return this.#error('ERR_EMBED_TEST_APP_ENDED', `${this.#call.title} failed: ${how}`, awaited, {
      ...finding,
      sections: () => [this.#stderr(), ...(finding.sections?.() ?? [])],
    });
  }

  #stderr(): Section {
    return { title: 'Its last lines on stderr', lines: this.#context.host.output.stderr.slice(-10) };
  }

  #error(code: TestingErrorCode, head: string, awaited: string, finding: Finding): TestingError {
    const { found, facts, sections } = finding;
    const message = printReport({
      head,
      awaited,
      found,
      ...(facts === undefined ? {} : { facts }),
      sections: [...(sections?.() ?? []), logSection(this.#log), treeSection(this.#context.client.page)],
    });
    return new TestingError(code, message);
  }

  /** An error of the client in the words of the test. */
  #translated(awaited: string, error: unknown): unknown {
    if (!(error instanceof FletError)) return error;
    if (error.code === 'ERR_EMBED_FLET_ENDED') {
      const { unexpected } = this.#context.host.errors;
      if (unexpected !== undefined) return this.#appError(awaited, unexpected, undefined);
      return this.#appEnded(awaited, { code: 'ERR_EMBED_TEST_APP_ENDED', found: error.message });
    }
    const translated = this.failure(awaited, { code: 'ERR_EMBED_TEST_REFUSED', found: error.message });
    translated.cause = error;
    return translated;
  }
}

function linesOf(text: string): string[] {
  return text.trim() === '' ? [] : text.trimEnd().split('\n');
}
