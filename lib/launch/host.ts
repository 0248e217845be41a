import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { FletClient, type FletCrash } from '../flet/index.js';
import { Agent, type IconNumbers, type Leftover, type Move, type Rest } from './agent.js';
import type { AppClock, AppError, AppExit, AppHost } from './app-host.js';
import { CountedChannel } from './channel.js';
import { LaunchClock } from './clock.js';
import { coverageEnvironment } from './coverage.js';
import type { LaunchError } from './error.js';
import { disconnected, endedTooSoon, type FailedLaunch, failedAtStart, tooLate } from './failure.js';
import { AppFailures, sessionError } from './failures.js';
import { abortable, Hold } from './hold.js';
import {
  type AppSource,
  fletEnvironment,
  type LaunchOptions,
  type ResolvedSource,
  resolveLaunchOptions,
  resolveSource,
} from './options.js';
import { CollectedOutput } from './output.js';
import type { AppPlace, PlaceEnd, PlaceRequest } from './place.js';
import { type LaunchStorage, TemporaryStorage } from './storage.js';
import { startApp } from './transports.js';

/** Where the agent writes what the app's threads do when the launch is about to take too long. */
const STACKS = 'stacks.txt';

/** So long before the end of the launch's time: milliseconds. */
const STACKS_AHEAD = 200;

/** Threads that have outlived their app, told once by `process.emitWarning` with this code. */
export const LEFTOVER_WARNING = 'FLET_EMBED_LEFTOVER_THREADS';

type ResolvedOptions = ReturnType<typeof resolveLaunchOptions>;

/** An app that `launchHost` has started. */
export class LaunchedHost implements AppHost {
  readonly title: string;
  readonly errors: AppFailures;
  readonly output: CollectedOutput;
  readonly clock: AppClock | undefined;
  /** The folder of its assets; it need not be there. */
  readonly assets: string;
  /** The options, with the defaults filled in. */
  readonly options: ResolvedOptions;
  readonly #place: AppPlace;
  readonly #protocol: CountedChannel;
  readonly #agent: Agent;
  readonly #hold = new Hold();
  readonly #clock: LaunchClock | undefined;
  readonly #storage: LaunchStorage;
  readonly #onclosed: LaunchHooks['onclosed'];
  readonly #onexit: LaunchHooks['onexit'];
  #client: FletClient | undefined;
  #exit: AppExit | undefined;
  /** The user or the app has closed the window: an end after that is no surprise. */
  #windowClosed = false;
  #closing: Promise<void> | undefined;
  /** The program has ended, and what there is to say about that is said. */
  readonly #over: Promise<void>;

  /** @internal From `launchHost`. */
  constructor(
    source: ResolvedSource,
    options: ResolvedOptions,
    place: AppPlace,
    output: CollectedOutput,
    storage: LaunchStorage,
    hooks: LaunchHooks,
  ) {
    this.title = source.title;
    this.assets = resolve(options.env?.['FLET_ASSETS_DIR'] ?? join(source.folder, 'assets'));
    this.options = options;
    this.output = output;
    this.errors = new AppFailures(options.errors === 'collect');
    this.#place = place;
    this.#storage = storage;
    this.#onclosed = hooks.onclosed;
    this.#onexit = hooks.onexit;
    if (hooks.onerror !== undefined) this.errors.onadded(hooks.onerror);
    this.#protocol = new CountedChannel(place.protocol);
    this.#agent = new Agent(place.agent, this.#hold, (error) => this.errors.add(error));
    if (options.clock === true) {
      this.#clock = new LaunchClock((move, signal) => this.#rest(move, signal), this.#agent);
      this.clock = this.#clock;
    }
    this.#over = place.ended.then((end) => this.#ended(end));
  }

  get client(): FletClient {
    if (this.#client === undefined) throw new Error('The app has not registered yet');
    return this.#client;
  }

  /** The Python that runs the app. */
  get python(): string {
    return this.#place.python;
  }

  get exit(): AppExit | undefined {
    return this.#exit;
  }

  /** Threads that have outlived the app; known once it is closed. */
  get leftovers(): readonly Leftover[] {
    return this.#agent.leftovers;
  }

  /** The names and numbers of the icons that the app's Flet has. */
  async icons(signal: AbortSignal): Promise<IconNumbers> {
    return (await this.#agent.icons(signal)) ?? {};
  }

  /** What Python says of the first of these files that does not compile: see `Agent.compile`. */
  compile(files: readonly string[], signal: AbortSignal): Promise<string | undefined> {
    return this.#agent.compile(files, signal);
  }

  async settle(signal: AbortSignal): Promise<void> {
    await this.#hold.during(() => this.#rest({}, signal));
  }

  /** Ends the app, waits one second at most for its threads, and removes its folders. */
  close(): Promise<void> {
    this.#closing ??= this.#hold.during(() => this.#close());
    return this.#closing;
  }

  /** @internal Registers, and waits for the first content. */
  async connect(signal: AbortSignal, listen: (client: FletClient) => void): Promise<void> {
    await this.#hold.during(async () => {
      this.#client = await this.#register(signal, (client) => {
        client.on('crash', (crash) => this.#failed(client, sessionError(crash)));
        client.on('error', ({ message }) => this.#failed(client, { kind: 'protocol', message, traceback: '' }));
        client.on('exit', () => {
          this.#windowClosed = true;
        });
        client.on('end', (error) => void this.#disconnected(error));
        listen(client);
      });
      await this.#rest({}, signal);
    });
    if (this.#exit !== undefined) throw endedTooSoon(this.#failedLaunch(), await this.#place.ended);
    const { unexpected } = this.errors;
    if (unexpected !== undefined) throw failedAtStart(this.#failedLaunch(), unexpected);
  }

  /** @internal Says why `connect` was aborted. */
  async tooLate(): Promise<LaunchError> {
    const stacks = await readFile(join(this.#storage.folder, STACKS), 'utf8').catch(() => '');
    return tooLate(this.#failedLaunch(), this.options.timeouts.launch, this.#client !== undefined, stacks);
  }

  async #register(signal: AbortSignal, listen: (client: FletClient) => void): Promise<FletClient> {
    const { page } = this.options;
    const place = this.#place;
    const connecting = FletClient.connect(this.#protocol, {
      page,
      signal,
      listen,
      ...(place.openDataChannel === undefined ? {} : { openDataChannel: () => place.openDataChannel!() }),
      storagePaths: {
        application_cache_directory: join(this.#storage.folder, 'cache'),
        application_documents_directory: join(this.#storage.folder, 'documents'),
        application_support_directory: join(this.#storage.folder, 'data'),
        temporary_directory: join(this.#storage.folder, 'temp'),
        console_log_filename: join(this.#storage.folder, 'cache', 'console.log'),
      },
      ...(this.#clock === undefined ? {} : { timers: this.#clock.timers }),
    });
    try {
      return await connecting;
    } catch (error) {
      signal.throwIfAborted();
      // Flet refused, and goes on running; or the channel has ended because the program has.
      const code = (error as { code?: string }).code;
      if (code === 'ERR_EMBED_FLET_REGISTER')
        throw failedAtStart(this.#failedLaunch(), sessionError(error as FletCrash));
      if (await this.#isAlive(signal)) throw disconnected(this.#failedLaunch(), error as Error);
      throw endedTooSoon(this.#failedLaunch(), await abortable(this.#place.ended, signal));
    }
  }

  #failedLaunch(): FailedLaunch {
    const { title, python, output } = this;
    return {
      title,
      python,
      printed: output.tail(),
      remains: this.#place.remains(),
      adviceForPackage: this.#place.adviceForPackage?.bind(this.#place),
    };
  }

  /** The connection is over, and perhaps the app goes on: then it has lost its client, which no later wait may miss. */
  async #disconnected(error: Error | undefined): Promise<void> {
    if (!(await this.#isAlive(new AbortController().signal)) || this.#closing !== undefined) return;
    const message = error?.message ?? 'The app has closed its connection with the client, and goes on without it';
    this.errors.add({ kind: 'protocol', message, traceback: '' });
  }

  /** Asks the agent, who answers as long as the app's loop does. */
  async #isAlive(signal: AbortSignal): Promise<boolean> {
    return (await this.#agent.settle(0, {}, signal)) !== undefined;
  }

  #failed(client: FletClient, error: AppError): void {
    this.errors.add(error);
    // From here on it is this list that knows of it: the client's own waits go on.
    queueMicrotask(() => client.takeFailure());
  }

  /** The barrier; what the client sends in reaction to what it received takes another round. */
  async #rest(move: Move, signal: AbortSignal): Promise<Rest | undefined> {
    let next = move;
    for (;;) {
      const taken = this.#protocol.sent;
      const rest = await this.#agent.settle(taken, next, signal);
      if (rest === undefined) {
        await abortable(this.#over, signal);
        return undefined;
      }
      await this.#protocol.processedUpTo(rest.sent, signal);
      if (this.#protocol.sent === taken) return rest;
      next = move.before === undefined ? {} : { before: move.before };
    }
  }

  async #ended(end: PlaceEnd): Promise<void> {
    if (this.#closing !== undefined) return;
    // Its last errors come first.
    await this.#agent.finished;
    this.#exit = { code: end.code };
    this.#onexit?.(this.#exit);
    if (this.#windowClosed && end.code === 0) return;
    const { error, crash } = end;
    const message =
      crash ??
      (error === undefined
        ? `The app ended by itself with exit code ${end.code}`
        : `${error.type}${error.message === '' ? '' : `: ${error.message}`}`);
    this.errors.add({ kind: 'exit', message, traceback: error?.traceback ?? '' });
  }

  async #close(): Promise<void> {
    this.#agent.announceClose();
    try {
      await this.#place.stop();
      await this.#agent.finished;
    } finally {
      await this.#client?.close().catch(() => {});
      this.#storage.remove();
      await this.#onclosed?.();
    }
    if (this.leftovers.length === 0) return;
    this.#place.left(this.leftovers.map(({ name }) => `${name} of ${this.title}`));
    warnOfLeftovers(this.title, this.leftovers);
  }
}

export interface LaunchHooks {
  /** There is a client, and nothing has been said yet. */
  onclient?: (client: FletClient) => void;
  /** The app has printed a line. */
  onoutput?: (line: string, stream: 'stdout' | 'stderr') => void;
  /** The app has raised an error. */
  onerror?: (error: AppError) => void;
  /** The app has ended by itself. */
  onexit?: (exit: AppExit) => void;
  /** After the app has been closed, whether that worked or not. */
  onclosed?: () => Promise<void> | void;
  /** Folders that outlive the app. Default: fresh ones, removed with it. */
  storage?: LaunchStorage;
}

/**
 * Launches an app and returns the host behind it, once its first content is there.
 *
 * Rejects with a `LaunchError` that carries Python's traceback when the app ends or fails before that.
 */
export async function launchHost(
  app: AppSource,
  options: LaunchOptions = {},
  hooks: LaunchHooks = {},
): Promise<LaunchedHost> {
  const resolved = resolveLaunchOptions(options);
  const cwd = resolved.cwd === undefined ? undefined : resolve(resolved.cwd);
  const source = resolveSource(app, cwd);
  const output = new CollectedOutput(resolved.output === 'inherit');
  const storage = hooks.storage ?? new TemporaryStorage();
  let host: LaunchedHost | undefined;
  const time = new TimeLimit(resolved.timeouts.launch);
  try {
    const { script, module, code, folder, title } = source;
    const request: PlaceRequest = {
      title,
      program: {
        ...(script === undefined ? {} : { script }),
        ...(module === undefined ? {} : { module }),
        ...(code === undefined ? {} : { code }),
        args: resolved.args ?? [],
        env: {
          ...fletEnvironment(resolved.page, storage.folder),
          ...(cwd === undefined ? {} : { FLET_EMBED_AGENT_CWD: cwd }),
          ...(resolved.clock === true ? { FLET_EMBED_AGENT_CLOCK: '1' } : {}),
          ...(resolved.debug === true ? { FLET_EMBED_AGENT_DEBUG: '1' } : {}),
          ...coverageEnvironment(resolved.coverage, folder),
          ...time.environment(join(storage.folder, STACKS)),
          ...resolved.env,
        },
      },
      python: resolved.python,
      folder,
      ...(resolved.isolation === undefined ? {} : { isolation: resolved.isolation }),
      ...(resolved.wheels === undefined ? {} : { wheels: resolved.wheels }),
      onoutput: (line, stream) => {
        output.add(line, stream);
        hooks.onoutput?.(line, stream);
      },
    };
    const place = await startApp(resolved.transport, request, time.signal);
    host = new LaunchedHost(source, resolved, place, output, storage, hooks);
    await host.connect(time.signal, hooks.onclient ?? (() => {}));
    return host;
  } catch (error) {
    const reason = time.signal.aborted && host !== undefined ? await host.tooLate() : error;
    if (host === undefined) storage.remove();
    // What keeps the app from ending is the smaller trouble here.
    else await host.close().catch(() => {});
    throw reason;
  } finally {
    time.end();
  }
}

/** A time-out that can be infinite. */
class TimeLimit {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout | undefined;
  /** By the clock on the wall, which the app's process shows too. */
  readonly #deadline: number | undefined;

  constructor(milliseconds: number) {
    if (milliseconds !== Number.POSITIVE_INFINITY) {
      this.#deadline = Date.now() + milliseconds;
      this.#timer = setTimeout(() => this.#controller.abort(), milliseconds);
    }
  }

  /** Tells the agent when to write, and where to. */
  environment(stacks: string): Record<string, string> {
    if (this.#deadline === undefined) return {};
    const at = (this.#deadline - STACKS_AHEAD) / 1000;
    return { FLET_EMBED_AGENT_STACKS: stacks, FLET_EMBED_AGENT_STACKS_AT: String(at) };
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

function warnOfLeftovers(title: string, leftovers: readonly Leftover[]): void {
  const threads = leftovers.map(({ name, stack }) => `${name}\n${stack.trimEnd()}`).join('\n\n');
  process.emitWarning(
    `Threads of ${title} did not end with it and stay in the interpreter of this process, where they may disturb ` +
      `later apps; end them in the app, or use isolation: 'process'`,
    { type: 'LeftoverThreadsWarning', code: LEFTOVER_WARNING, detail: threads },
  );
}
