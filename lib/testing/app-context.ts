/** What an app, its locators and its assertions share. */

import type { FletClient } from '../flet/index.js';
import type { AppHost, AppView, StepRecorder } from '../launch/app-host.js';
import type { IconSets, IconSource } from './icons.js';
import { TestingError } from './testing-error.js';
import type { Timeouts } from './timeouts.js';

export class AppContext {
  readonly host: AppHost;
  readonly timeouts: Required<Timeouts>;
  /** Nothing times out: somebody is looking. */
  readonly debug: boolean;
  readonly recorder: StepRecorder | undefined;
  readonly #view: (() => Promise<AppView>) | undefined;
  readonly #slowMo: number;
  readonly #iconSource: IconSource | undefined;
  #icons: Promise<IconSets> | undefined;
  #sets: IconSets = {};
  #ended = false;
  #patches = 0;
  readonly #listeners = new Set<() => void>();
  #isTold = false;

  constructor(
    host: AppHost,
    options: {
      timeouts: Required<Timeouts>;
      debug: boolean;
      recorder: StepRecorder | undefined;
      icons: IconSource | undefined;
      view: (() => Promise<AppView>) | undefined;
      slowMo: number;
    },
  ) {
    this.host = host;
    this.timeouts = options.timeouts;
    this.debug = options.debug;
    this.recorder = options.recorder;
    this.#view = options.view;
    this.#slowMo = options.slowMo;
    this.#iconSource = options.icons;
    this.client.on('patch', () => {
      this.#patches++;
      this.#changed();
    });
    this.client.on('sent', () => this.#changedSoon());
    host.errors.onadded(() => this.#changed());
    this.client.on('end', () => {
      // Why it ended may take the host a moment to find out; it tells that it knows by coming to rest.
      const known = host.settle(new AbortController().signal);
      const end = (): void => {
        this.#ended = true;
        this.#changed();
      };
      known.then(end, end);
    });
  }

  get client(): FletClient {
    return this.host.client;
  }

  /** How many patches have come so far. */
  get patches(): number {
    return this.#patches;
  }

  /** True once the app has ended, in whichever way. */
  get ended(): boolean {
    return this.#ended || this.host.exit !== undefined;
  }

  /** The icon sets that are known so far. */
  readonly icons = (): IconSets => this.#sets;

  /** Asks the app's Flet for its icons, once. False when there is nobody to ask. */
  async loadIcons(signal: AbortSignal): Promise<boolean> {
    if (this.#iconSource === undefined) return false;
    this.#icons ??= this.#iconSource(signal);
    try {
      this.#sets = await this.#icons;
    } catch (error) {
      this.#icons = undefined;
      throw error;
    }
    return true;
  }

  /** The app in the real Flutter client. */
  view(): Promise<AppView> {
    if (this.#view !== undefined) return this.#view();
    return Promise.reject(
      new TestingError('ERR_EMBED_TEST_NO_VIEW', 'Expected an app that was launched here: only launch() can show it'),
    );
  }

  /** After an action, for a person who looks on. */
  async pause(): Promise<void> {
    if (this.#slowMo > 0) await new Promise((resolve) => setTimeout(resolve, this.#slowMo));
  }

  /** Calls back after every patch, and whenever something else has changed that a test may wait for. */
  onchange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** The client changes its own tree in the middle of a gesture: what waits looks when the gesture is complete. */
  #changedSoon(): void {
    if (this.#isTold || this.#listeners.size === 0) return;
    this.#isTold = true;
    queueMicrotask(() => {
      this.#isTold = false;
      this.#changed();
    });
  }
}
