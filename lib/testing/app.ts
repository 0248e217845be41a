/** An app under test. */

import { expected } from '../errors.js';
import { type ClientServices, type FletClient, type PrintTreeOptions, printTree } from '../flet/index.js';
import type { AppError, AppHost, AppOutput, AppView, StepRecorder } from '../launch/app-host.js';
import { flag, milliseconds, type OptionRules, rule, validateOptions } from '../options.js';
import { AppContext } from './app-context.js';
import { CallSite } from './call-site.js';
import { Clock } from './clock.js';
import type { IconSource } from './icons.js';
import { parseKeys } from './keys.js';
import { Locating } from './locating.js';
import { Locator } from './locator.js';
import { setParts } from './parts.js';
import { doAndSettle } from './perform.js';
import { DIALOGS, PAGE, type Selector } from './selector.js';
import { Step } from './step.js';
import { fitsExpression, source, sourceOfArguments, type TextPattern } from './text-pattern.js';
import { resolveTimeouts, type Timeouts, WAIT, type WaitOptions } from './timeouts.js';

export interface AppOptions {
  timeouts?: Timeouts;
  /** Nothing times out: a person is looking. Default false. */
  debug?: boolean;
  /** Where the names of icons come from; without it `getByIcon` takes numbers only. */
  icons?: IconSource;
  /** Takes note of every call of the test. */
  recorder?: StepRecorder;
  /** Shows the app in the real Flutter client, when that is first asked for; without it there are no pictures. */
  view?: () => Promise<AppView>;
  /** Milliseconds to wait after each action, for a person who looks on. Default 0. */
  slowMo?: number;
}

/** A cold browser has megabytes of WebAssembly to compile. */
const PICTURE_MS = 60_000;

const RULES: OptionRules = {
  timeouts: rule('an object with action and assertion', (value) => typeof value === 'object' && value !== null),
  debug: flag,
  icons: rule('a function', (value) => typeof value === 'function'),
  recorder: rule('a recorder', (value) => typeof value === 'object' && value !== null && 'step' in value),
  view: rule('a function', (value) => typeof value === 'function'),
  slowMo: milliseconds,
};

export type LifecycleState = 'show' | 'resume' | 'hide' | 'inactive' | 'pause' | 'detach' | 'restart';

/**
 * A running app, as the person in front of it has it.
 *
 * Actions end when the app has come to rest: it has taken everything that was sent, its handlers are done and what they have
 * changed is here. An error that the app raises fails the call that waits, and every later one and `close()`, until the test
 * takes it with `expectError`.
 *
 * @example
 * const app = await launch('examples/counter/main.py');
 * await app.getByIcon('ADD').click();
 * await expect(app.getByText('1')).toBeVisible();
 * await app.close();
 */
export class App extends Locating<Locator> implements AsyncDisposable {
  /** The app's time. Its calls fail unless the app was started with `clock: true`. */
  readonly clock: Clock;
  /** Keys that go to whatever has the focus. */
  readonly keyboard: { press(keys: string, options?: WaitOptions): Promise<void> };
  readonly #context: AppContext;
  #closing: Promise<void> | undefined;

  /** For those who run apps in a place of their own; tests get theirs from `launch` or `connect`. */
  constructor(host: AppHost, options: AppOptions = {}) {
    super();
    validateOptions(options, RULES, 'App');
    const { debug = false, recorder, icons, view, slowMo = 0 } = options;
    const timeouts = resolveTimeouts(options.timeouts);
    this.#context = new AppContext(host, { timeouts, debug, recorder, icons, view, slowMo });
    setParts(this, { context: this.#context, selector: PAGE });
    this.clock = new Clock(this.#context);
    const press = (keys: string, options: WaitOptions = {}): Promise<void> => {
      const { key, held } = parseKeys(keys);
      return this.#act(press, 'keyboard.press', [keys], options, (client) => client.pressKey(key, held));
    };
    this.keyboard = { press };
  }

  protected override derive(selector: Selector): Locator {
    return new Locator(this.#context, selector);
  }

  /** The client below: its tree, its events, raw packets. What is done with it directly does not wait for the app. */
  get client(): FletClient {
    return this.#context.client;
  }

  /** The imaginary device: clipboard, preferences, opened addresses, picked files … to set and to read. */
  get services(): ClientServices {
    return this.client.services;
  }

  /** What the app has printed so far. */
  get output(): AppOutput {
    return this.#context.host.output;
  }

  /** Every error of the app so far, oldest first, expected or not. */
  get errors(): readonly AppError[] {
    return this.#context.host.errors.all;
  }

  /** The dialogs, sheets, bars and pickers that are open, the topmost last. */
  dialogs(): Locator {
    return this.derive(DIALOGS);
  }

  /** Opens an address of the app, as a link does. */
  goto(route: string, options: WaitOptions = {}): Promise<void> {
    if (typeof route !== 'string') throw expected("a route such as '/store'", 'goto', route);
    return this.#act(this.goto, 'goto', [route], options, (client) => client.navigate(route));
  }

  /** Goes back by one view, as the arrow in the app bar or the system's gesture does. */
  back(options: WaitOptions = {}): Promise<void> {
    return this.#act(this.back, 'back', [], options, (client) => client.back());
  }

  /** Changes the page's size, in logical pixels. */
  resize(width: number, height: number, options: WaitOptions = {}): Promise<void> {
    for (const size of [width, height]) {
      if (!Number.isFinite(size) || size < 0) throw expected('a number of pixels', 'resize', size);
    }
    return this.#act(this.resize, 'resize', [width, height], options, (client) => client.resize(width, height));
  }

  setBrightness(brightness: 'light' | 'dark', options: WaitOptions = {}): Promise<void> {
    if (brightness !== 'light' && brightness !== 'dark') {
      throw expected("'light' or 'dark'", 'setBrightness', brightness);
    }
    return this.#act(this.setBrightness, 'setBrightness', [brightness], options, (client) =>
      client.setBrightness(brightness),
    );
  }

  /** The system shows, hides, pauses … the app. */
  setLifecycle(state: LifecycleState, options: WaitOptions = {}): Promise<void> {
    return this.#act(this.setLifecycle, 'setLifecycle', [state], options, (client) => client.setLifecycle(state));
  }

  /** Waits until the app has come to rest; for what happens without an action of the test. */
  settled(options: WaitOptions = {}): Promise<void> {
    return this.#run(this.settled, 'settled', [], options, (step) => step.settle());
  }

  /**
   * Waits for an error of the app and takes it as expected, so that it does not fail the test.
   *
   * @param pattern A part of the message or of the traceback, or an expression that one of them fits. Default: any error.
   * @example
   * await app.getByText('Divide').click({ timeout: 500 }).catch(() => {});
   * const error = await app.expectError(/ZeroDivisionError/);
   */
  expectError(pattern?: TextPattern, options: WaitOptions = {}): Promise<AppError> {
    if (pattern !== undefined && typeof pattern !== 'string' && !(pattern instanceof RegExp)) {
      throw expected('a string or a regular expression', 'expectError', pattern);
    }
    const { errors } = this.#context.host;
    const fits = ({ message, traceback }: AppError): boolean =>
      [message, traceback].some((text) => {
        if (pattern === undefined) return true;
        return typeof pattern === 'string' ? text.includes(pattern) : fitsExpression(text, pattern);
      });
    return this.#run(this.expectError, 'expectError', pattern === undefined ? [] : [pattern], options, (step) =>
      step.untilError(`an error of the app${pattern === undefined ? '' : ` that fits ${source(pattern)}`}`, () =>
        errors.take(fits),
      ),
    );
  }

  /**
   * A picture of the page as a PNG, drawn by the real Flutter client in Chromium, at the size that the app was launched with. The
   * first one starts the browser, which takes seconds: the time-out does not count that. Needs `playwright-core` and `flet-web`.
   *
   * @example
   * writeFileSync('counter.png', await app.screenshot());
   */
  screenshot(options: WaitOptions = {}): Promise<Uint8Array> {
    return this.#run(this.screenshot, 'screenshot', [], { timeout: PICTURE_MS, ...options }, async (step) => {
      step.failForError('an app without errors');
      await step.settle();
      return step.during(
        'a picture of the page',
        this.#context.view().then((view) => view.screenshot()),
      );
    });
  }

  /** The controls of the page as text: one line for each. */
  tree(options: PrintTreeOptions = {}): string {
    return printTree(this.client.page, options);
  }

  /**
   * Ends the app and cleans up after it. Rejects when the app has raised an error that nobody expected, after it has cleaned up.
   * Closing again does nothing more.
   */
  close(): Promise<void> {
    const site = new CallSite(this.close);
    this.#closing ??= Step.run(
      this.#context,
      { title: 'app.close()', site, timeout: this.#context.timeouts.action },
      async (step) => {
        const { host } = this.#context;
        // How long this may take is the host's to bound: it has to clean up in any case.
        await host.close();
        step.failForError('that it ends without an error');
      },
    );
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** `launch('examples/counter/main.py')` */
  override toString(): string {
    return this.#context.host.title;
  }

  #act(
    entry: Entry,
    call: string,
    args: unknown[],
    options: WaitOptions,
    act: (client: FletClient) => Promise<void>,
  ): Promise<void> {
    return this.#run(entry, call, args, options, async (step) => {
      step.failForError('an app without errors');
      await doAndSettle({ context: this.#context }, step, act);
    });
  }

  #run<Value>(
    entry: Entry,
    call: string,
    args: unknown[],
    options: WaitOptions,
    body: (step: Step) => Promise<Value>,
  ): Promise<Value> {
    const site = new CallSite(entry);
    validateOptions(options, WAIT, call);
    const { timeout = this.#context.timeouts.action } = options;
    const title = `app.${call}(${sourceOfArguments(...args)})`;
    return Step.run(this.#context, { title, site, timeout }, body);
  }
}

// biome-ignore lint/complexity/noBannedTypes: the public method, for the stack.
type Entry = Function;
