import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expected } from '../errors.js';
import type { PageProfile } from '../flet/index.js';
import {
  flag,
  milliseconds,
  type OptionRules,
  oneOf,
  rule,
  text,
  texts,
  validateOptions,
  validateValue,
} from '../options.js';
import { COVERAGE_RULE, type CoverageOptions, checkCoverageOptions } from './coverage.js';
import { LaunchError } from './error.js';
import { LAUNCH_TRANSPORTS, type LaunchTransport } from './transports.js';

/** What to launch: a file, a folder with a `main.py` (a path or a `file:` URL), a module, or source text. */
export type AppSource = string | URL | { readonly module: string } | { readonly code: string };

/** Devices by name. */
export const DEVICES = {
  phone: { platform: 'android', width: 412, height: 915 },
  tablet: { platform: 'android', width: 800, height: 1280 },
  desktop: { platform: 'linux', width: 1280, height: 720 },
} as const satisfies Record<string, PageProfile>;

export type Device = keyof typeof DEVICES;

/** Milliseconds of real time. */
export interface LaunchTimeouts {
  /**
   * Until the first content is there; a cold interpreter also imports Flet in this time. Default 15,000, over Pyodide 60,000.
   */
  launch?: number;
  /** For one action of the test. Default 2,000. */
  action?: number;
  /** Until an assertion holds. Default 2,000. */
  assertion?: number;
}

export interface LaunchOptions {
  /**
   * A python executable or the folder of a virtual environment. Default: `FLET_EMBED_PYTHON`, `VIRTUAL_ENV`, `.venv` in the
   * app's folder and in the working directory, then `python3` on `PATH`. One process has one interpreter: the first launch
   * chooses for all.
   */
  python?: string;
  /** The device: a name, or what the page is to know about it. Default `'desktop'`. */
  page?: Device | PageProfile;
  /** Variables of `os.environ` while the app runs; `undefined` removes one. */
  env?: Readonly<Record<string, string | undefined>>;
  /** What follows the app in `sys.argv`. */
  args?: readonly string[];
  /** The working directory while the app runs. Default: that of this process. */
  cwd?: string;
  /** Time stands still for the app's loop and the client until `app.clock` moves it. Default false. */
  clock?: boolean;
  /** Write a trace: always, only when the test fails, or never (the default). */
  trace?: 'on' | 'retain-on-failure' | 'off';
  /** Switch off all time-outs, for a debugger. Default false. */
  debug?: boolean;
  /**
   * Show the running test in the real Flutter client, in a window of Chromium, which only shows. Needs a display, `playwright-core`
   * and Python's `flet-web`. Default false.
   */
  headed?: boolean;
  /** Milliseconds to wait after each action, for a person who looks on. Default 0. */
  slowMo?: number;
  /** Whether an error of the app fails the test (`'fail'`, the default) or is only recorded. */
  errors?: 'fail' | 'collect';
  /**
   * The way between the app and its client. `'embedded'` (the default) is the in-memory queue of a phone; over the others the app
   * is a process of its own that listens, as on the desktop (`'unix'`, `'tcp'`, `'pipe'` on Windows) or on the web
   * (`'websocket'`), or runs in WebAssembly in a worker, as in the offline web app (`'pyodide'`). The environment variable
   * `FLET_EMBED_TRANSPORT` chooses for launches that do not.
   */
  transport?: LaunchTransport;
  /**
   * Over Pyodide: the folder with Flet's wheels. Default: `FLET_EMBED_PYODIDE_WHEELS`, then `.pyodide-wheels` in the app's folder
   * and in the working directory.
   */
  wheels?: string;
  /**
   * Embedded: run the app in this process's interpreter (the default), or in a process of its own. Over Pyodide: in a worker that
   * is kept for later apps (the default), or in a fresh one.
   */
  isolation?: 'interpreter' | 'process';
  /** Whether what the app prints is only collected (the default), or also printed here. */
  output?: 'collect' | 'inherit';
  /** Measure which lines of the app's Python run, with the `coverage` package of its Python. Default false. */
  coverage?: boolean | CoverageOptions;
  timeouts?: LaunchTimeouts;
}

/** Chooses the transport of launches that do not. */
const TRANSPORT_VARIABLE = 'FLET_EMBED_TRANSPORT';

const TRANSPORT = oneOf(...LAUNCH_TRANSPORTS);

const RULES: OptionRules = {
  python: text,
  page: rule("'phone', 'tablet', 'desktop' or a page profile", isPage),
  env: rule(
    'an object of strings',
    (value) => isObject(value) && Object.values(value).every((item) => item === undefined || typeof item === 'string'),
  ),
  args: texts,
  cwd: text,
  clock: flag,
  trace: oneOf('on', 'retain-on-failure', 'off'),
  debug: flag,
  headed: flag,
  slowMo: milliseconds,
  errors: oneOf('fail', 'collect'),
  transport: TRANSPORT,
  wheels: text,
  isolation: oneOf('interpreter', 'process'),
  output: oneOf('collect', 'inherit'),
  coverage: COVERAGE_RULE,
  timeouts: rule('an object with launch, action and assertion', isObject),
};

const TIMEOUT_RULES: OptionRules = { launch: milliseconds, action: milliseconds, assertion: milliseconds };

export const DEFAULT_LAUNCH_TIMEOUTS: Readonly<Required<LaunchTimeouts>> = {
  launch: 15_000,
  action: 2_000,
  assertion: 2_000,
};

/** A cold Pyodide takes seconds to load, and runs Python several times slower. */
const PYODIDE_LAUNCH_MS = 60_000;

/** What to run, resolved. */
export interface ResolvedSource {
  readonly script?: string;
  readonly module?: string;
  readonly code?: string;
  /** Where `.venv` is looked for. */
  readonly folder: string;
  /** The call, for messages. */
  readonly title: string;
}

/**
 * Checks the options of a launch.
 *
 * @param subject Whose they are, for the message.
 */
export function checkLaunchOptions(options: LaunchOptions, subject = 'launch'): void {
  validateOptions(options, RULES, subject);
  validateOptions(options.timeouts, TIMEOUT_RULES, `timeouts of ${subject}`);
  checkCoverageOptions(options.coverage, subject);
}

/** Checks the options, and fills in the defaults. `debug` has no time-outs: Infinity. */
export function resolveLaunchOptions(options: LaunchOptions = {}): LaunchOptions & {
  page: PageProfile;
  timeouts: Required<LaunchTimeouts>;
  transport: LaunchTransport;
} {
  checkLaunchOptions(options);
  const transport = options.transport ?? (process.env[TRANSPORT_VARIABLE] || 'embedded');
  validateValue(transport, TRANSPORT, TRANSPORT_VARIABLE);
  const { page = 'desktop', debug = false } = options;
  const inPyodide = transport === 'pyodide';
  const timeouts = { ...DEFAULT_LAUNCH_TIMEOUTS, ...(inPyodide ? { launch: PYODIDE_LAUNCH_MS } : {}) };
  for (const name of ['launch', 'action', 'assertion'] as const) {
    timeouts[name] = debug ? Number.POSITIVE_INFINITY : (options.timeouts?.[name] ?? timeouts[name]);
  }
  const profile = typeof page === 'string' ? DEVICES[page] : page;
  return {
    ...options,
    page: inPyodide ? { pyodide: true, ...profile } : profile,
    timeouts,
    transport: transport as LaunchTransport,
  };
}

/** Finds the app. Paths are relative to `cwd`. */
export function resolveSource(app: AppSource, cwd = process.cwd()): ResolvedSource {
  if (typeof app === 'string' || app instanceof URL) return resolveFile(app, cwd);
  if (isObject(app) && 'module' in app && typeof app.module === 'string' && app.module !== '') {
    return { module: app.module, folder: cwd, title: `launch({ module: '${app.module}' })` };
  }
  if (isObject(app) && 'code' in app && typeof app.code === 'string') {
    return { code: app.code, folder: cwd, title: 'launch({ code })' };
  }
  throw expected('a path, a file: URL, { module } or { code }', 'the app of launch', app);
}

function resolveFile(app: string | URL, cwd: string): ResolvedSource {
  if (app === '') throw expected('a path that is not empty', 'the app of launch', app);
  const path = typeof app === 'string' ? resolve(cwd, app) : fileURLToPath(app);
  const shown = typeof app === 'string' ? app : relative(cwd, path) || path;
  const title = `launch('${shown}')`;
  if (!existsSync(path)) {
    throw new LaunchError(
      'ERR_EMBED_LAUNCH_NO_APP',
      `${title} expected an app at ${path}, but there is nothing; paths are relative to ${cwd}`,
    );
  }
  if (!statSync(path).isDirectory()) return { script: path, folder: dirname(path), title };
  const main = join(path, 'main.py');
  if (!existsSync(main)) {
    throw new LaunchError(
      'ERR_EMBED_LAUNCH_NO_APP',
      `${title} expected main.py in the folder ${basename(path)}, but it is not there; name the file that calls ft.run()`,
    );
  }
  return { script: main, folder: path, title };
}

function isPage(value: unknown): boolean {
  if (typeof value === 'string') return Object.hasOwn(DEVICES, value);
  return isObject(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The environment of Flet on the device of this page. */
export function fletEnvironment(page: PageProfile, storage: string): Record<string, string> {
  const platform = page.platform ?? 'linux';
  return {
    FLET_PLATFORM: platform === 'android_tv' ? 'android' : platform,
    FLET_APP_STORAGE_DATA: join(storage, 'data'),
    FLET_APP_STORAGE_CACHE: join(storage, 'cache'),
    FLET_APP_STORAGE_TEMP: join(storage, 'temp'),
  };
}
