/**
 * `flet-embed run`: the app, the server of its page, and the watcher of its files.
 *
 * The app is started when the first page asks for it: it is told that page's size and platform. Everything that changes the app
 * (start, reload, end) happens one after the other.
 */

import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { WireMap } from '../flet/index.js';
import type { AppError, AppExit } from '../launch/app-host.js';
import { DEVICES, resolveSource } from '../launch/options.js';
import { Mirror } from '../mirror/index.js';
import { findWeb, PreviewServer } from '../preview/index.js';
import { TraceRecorder } from '../trace/index.js';
import { RunApp } from './run-app.js';
import type { Handover, RunOptions } from './run-options.js';
import { RunStorage } from './run-storage.js';
import { AppWatcher } from './watch.js';

/** How long the app may take to say whether changed files compile. It may be busy; then the reload shows it. */
const COMPILE_MS = 2_000;

/** What a run tells: for a terminal. */
export interface RunEvents {
  onready(url: string): void;
  onstarted(milliseconds: number): void;
  onreloaded(files: readonly string[], milliseconds: number): void;
  /** Files do not compile: the app goes on as it is. */
  onrefused(text: string): void;
  onerror(error: Pick<AppError, 'message' | 'traceback'>): void;
  onoutput(line: string, stream: 'stdout' | 'stderr'): void;
  onexit(exit: AppExit): void;
  /** Threads of the app do not end: only a fresh process can go on. */
  onhandover(handover: Handover): void;
}

export class RunSession {
  readonly #options: RunOptions;
  readonly #events: RunEvents;
  readonly #mirror = new Mirror();
  readonly #storage: RunStorage;
  readonly #uploadKey: string;
  readonly #trace?: TraceRecorder;
  #server: PreviewServer | undefined;
  #app: RunApp | undefined;
  #watcher: AppWatcher | undefined;
  #page: WireMap | undefined;
  #closing: Promise<void> | undefined;
  /** The work that is going on, after which the next begins. */
  #work: Promise<void> = Promise.resolve();
  /** Files that have changed since the last reload began. */
  readonly #pending = new Set<string>();

  private constructor(options: RunOptions, events: RunEvents, handover?: Handover) {
    this.#options = options;
    this.#events = events;
    this.#storage = new RunStorage(handover?.storage);
    this.#uploadKey = handover?.uploadKey ?? randomBytes(32).toString('base64url');
    if (options.trace === undefined) return;
    const { trace: earlier } = handover ?? {};
    this.#trace = new TraceRecorder({ title: 'flet-embed run', ...(earlier === undefined ? {} : { earlier }) });
  }

  /**
   * Serves the page.
   *
   * @param python The executable whose packages the page's files are found in.
   * @param handover From the process before.
   */
  static async begin(options: RunOptions, python: string, events: RunEvents, handover?: Handover): Promise<RunSession> {
    const session = new RunSession(options, events, handover);
    try {
      await session.#begin(python, handover);
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  /** The address of the page, with its token. */
  get url(): string {
    return this.#server!.url;
  }

  async #begin(python: string, handover: Handover | undefined): Promise<void> {
    const { app, assets, device, host, port, reload } = this.#options;
    const { folder } = resolveSource(app);
    const assetsFolder = resolve(assets ?? join(folder, 'assets'));
    this.#mirror.on('viewer', (page) => this.#visited(page));
    this.#server = await PreviewServer.start({
      mirror: this.#mirror,
      web: (await findWeb(python)).web,
      assets: assetsFolder,
      uploads: this.#storage.uploads,
      uploadKey: this.#uploadKey,
      onRestart: () => void this.restart(),
      ...(host === undefined ? {} : { host }),
      ...(handover === undefined
        ? port === undefined
          ? {}
          : { port }
        : { port: handover.port, token: handover.token }),
      ...(device === undefined || device === 'desktop' ? {} : { frame: DEVICES[device] }),
    });
    const environment = {
      FLET_ASSETS_DIR: assetsFolder,
      FLET_EMBED_UPLOAD_URL: this.#server.uploadPath,
      FLET_EMBED_UPLOAD_KEY: this.#uploadKey,
    };
    this.#app = new RunApp(this.#options, this.#mirror, this.#storage, environment, {
      onoutput: (line, stream) => {
        this.#trace?.output(stream, line);
        this.#events.onoutput(line, stream);
      },
      onerror: (error) => {
        // Of an end that is no failure `onexit` tells.
        if (error.kind !== 'exit' || error.traceback !== '') this.#failed(error);
      },
      onclient: (client) => void this.#trace?.attach(client),
      onexit: (exit) => this.#exited(exit),
    });
    if (reload) {
      this.#watcher = new AppWatcher(folder, (files) => this.#saved(files));
      await this.#watcher.ready();
    }
    this.#events.onready(this.url);
    if (handover !== undefined) {
      this.#page = handover.page as WireMap;
      this.#do(() => this.#start(handover.carried));
    }
  }

  /** Ends the app and starts it anew. */
  restart(): Promise<void> {
    return this.#do(() => this.#reload([]));
  }

  /** Ends everything. */
  close(): Promise<void> {
    this.#closing ??= (async () => {
      await this.#watcher?.close();
      await this.#work;
      await this.#app?.stop();
      await this.#server?.close();
      this.#storage.removeAll();
      if (this.#trace !== undefined) writeFileSync(this.#options.trace!, this.#trace.html());
    })();
    return this.#closing;
  }

  #visited(page: WireMap): void {
    if (this.#page !== undefined) return;
    this.#page = page;
    this.#do(() => this.#start());
  }

  #saved(files: readonly string[]): void {
    for (const file of files) this.#pending.add(file);
    this.#do(async () => {
      const changed = [...this.#pending];
      this.#pending.clear();
      // An earlier turn has taken them along.
      if (changed.length === 0) return;
      if (changed.some((file) => file.endsWith('.py'))) await this.#reload(changed);
      else this.#server!.tell({ kind: 'reload' });
    });
  }

  async #start(carried = this.#app!.carry()): Promise<void> {
    const begun = performance.now();
    const { told } = this.#server!;
    try {
      await this.#app!.start(this.#page!, carried);
    } catch (error) {
      const { message, traceback = '' } = error as Error & { traceback?: string };
      this.#failed({ kind: 'exit', message, traceback });
      this.#server!.tell({ kind: 'crashed', text: traceback || message });
      return;
    }
    this.#events.onstarted(performance.now() - begun);
    if (told.kind === 'clear') return;
    // Until then pages show the app of before, which hears nothing any more.
    void this.#mirror.taken().then(() => {
      if (this.#server!.told === told) this.#server!.tell({ kind: 'clear' });
    });
  }

  async #reload(files: readonly string[]): Promise<void> {
    // Nobody has looked at the app yet.
    if (this.#page === undefined) return;
    const begun = performance.now();
    const app = this.#app!;
    const python = files.filter((file) => file.endsWith('.py'));
    const broken = await app.compile(python, AbortSignal.timeout(COMPILE_MS)).catch(() => undefined);
    if (broken !== undefined) {
      this.#server!.tell({ kind: 'error', text: broken });
      this.#events.onrefused(broken);
      return;
    }
    const carried = app.carry();
    const { clean } = await app.stop();
    if (!clean) {
      this.#handOver(carried);
      return;
    }
    await this.#start(carried);
    if (app.runs) this.#events.onreloaded(files, performance.now() - begun);
  }

  #handOver(carried = this.#app!.carry()): void {
    // The token is the first part of the path.
    const { port, pathname } = new URL(this.url);
    const token = pathname.split('/')[1]!;
    this.#trace?.problem('threads of the app go on; a fresh process takes over');
    this.#events.onhandover({
      port: Number(port),
      token,
      uploadKey: this.#uploadKey,
      storage: this.#storage.handOver(),
      page: this.#page!,
      carried: carried ?? { route: '/', values: [] },
      trace: this.#trace?.trace,
    });
  }

  #failed(error: AppError): void {
    // The client tells the trace of these by itself.
    if (error.kind !== 'session' && error.kind !== 'protocol') this.#trace?.problem(error.message, error.traceback);
    this.#events.onerror(error);
    // A crashed session shows itself: it is a message of the protocol.
    if (error.kind !== 'session' && error.kind !== 'exit')
      this.#server?.tell({ kind: 'error', text: error.traceback || error.message });
  }

  #exited(exit: AppExit): void {
    this.#mirror.setClient(undefined);
    this.#server?.tell({ kind: 'crashed', text: `The app has ended with exit code ${exit.code}` });
    this.#events.onexit(exit);
  }

  /** Never rejects: what fails is told where it fails. */
  #do(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(async () => {
      if (this.#closing !== undefined) return;
      try {
        await work();
      } catch (error) {
        const { message, stack = message } = error as Error;
        this.#events.onerror({ message, traceback: stack });
      }
    });
    return this.#work;
  }
}
