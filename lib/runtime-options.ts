import { join, resolve } from 'node:path';
import { environmentEntries, environmentRule } from './environment.js';
import { type NativeRuntimeOptions, OUTPUT, packageFolder } from './native.js';
import { flag, integer, isText, type OptionRule, rule, validateOptions } from './options.js';
import type { OutputCallback } from './output-lines.js';

/** How the interpreter is chosen and set up. */
export interface RuntimeOptions {
  /**
   * A python executable or the folder of a virtual environment. Without it: `FLET_EMBED_PYTHON`, `VIRTUAL_ENV`, `.venv`
   * in `folder` and in the working directory, then `python3` on `PATH`.
   */
  python?: string;
  /** The app's folder, where `.venv` is looked for first. */
  folder?: string;
  /** Folders that are put first in `sys.path`. */
  path?: readonly string[];
  /**
   * Variables for Python's `os.environ`; `undefined` removes one. A process has one environment: `process.env` and the
   * children of both sides see them too.
   */
  env?: Readonly<Record<string, string | undefined>>;
  /** As `python -I`: neither `PYTHON…` variables nor the user's site-packages count. Default false. */
  isolated?: boolean;
  /**
   * Where `sys.stdout` and `sys.stderr` go: `'inherit'`, to the process's own (the default), `'ignore'`, or line by
   * line to a callback. Python waits while the callback does not keep up.
   */
  output?: 'inherit' | 'ignore' | OutputCallback;
  /** Seconds after which a Python thread lets others run, as in `sys.setswitchinterval`. Default: Python's own. */
  switchInterval?: number;
  /** Microseconds that Python's waits spin before they sleep: lower latency for processor time. Default 0. */
  busyPoll?: number;
  /**
   * On Linux with glibc, keep extension modules from binding to the OpenSSL and zlib inside the node executable.
   * Default true; allocators that are preloaded may need false, and it is false under a sanitizer, whose runtime
   * forbids it.
   */
  deepBind?: boolean;
}

const withoutZero = 'without a zero character';
const path: OptionRule = rule(`a non-empty string ${withoutZero}`, (value) => isText(value) && value !== '');

const RULES = {
  python: path,
  folder: path,
  path: rule(`an array of strings ${withoutZero}`, (value) => Array.isArray(value) && value.every(isText)),
  env: environmentRule,
  isolated: flag,
  output: rule("'inherit', 'ignore' or a function", isOutput),
  switchInterval: rule('a positive number of seconds', (value) => typeof value === 'number' && value > 0),
  busyPoll: integer(0, 1_000_000),
  deepBind: flag,
};

/** Checks what a user passes to `Runtime.start`, and brings it into the form that the addon takes. */
export function nativeRuntimeOptions(options: RuntimeOptions | undefined): NativeRuntimeOptions {
  validateOptions(options, RULES, 'Runtime.start');
  const { python, folder, env, output = 'inherit' } = options ?? {};
  return {
    python: python ?? null,
    folder: folder === undefined ? null : resolve(folder),
    packagePath: join(packageFolder(), 'python'),
    path: (options?.path ?? []).map((entry) => resolve(entry)),
    env: environmentEntries(env),
    isolated: options?.isolated ?? false,
    noDeepBind: options?.deepBind === false,
    output: typeof output === 'function' ? OUTPUT.channel : OUTPUT[output],
    switchInterval: options?.switchInterval ?? 0,
    busyPollUs: options?.busyPoll ?? 0,
  };
}

function isOutput(value: unknown): boolean {
  return value === 'inherit' || value === 'ignore' || typeof value === 'function';
}
