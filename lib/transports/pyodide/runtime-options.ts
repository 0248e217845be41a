import type { OutputCallback } from '../../line-stream.js';
import { isText, rule, texts, validateOptions } from '../../options.js';
import type { FrameProgram } from './frame.js';
import type { PlacedFile } from './start.js';

export interface PyodideOptions {
  /**
   * The folder that Pyodide is loaded from: an address in a browser, where it has to be given, or a path in Node. Default in
   * Node: that of the package `pyodide`.
   */
  indexURL?: string;
  /**
   * Wheels to install before anything runs: their paths or addresses, or (Node only) a folder with all of them. Nothing is
   * looked up anywhere else.
   */
  wheels?: string | readonly string[];
  /** Files to put into Python's file system, by absolute paths with slashes. */
  files?: readonly PlacedFile[];
  /** Folders of this machine that Python sees under the same paths, for reading and writing (Node only). */
  mounts?: readonly string[];
  /** Variables of `os.environ`. Nothing is taken from the host's environment. */
  env?: Readonly<Record<string, string>>;
  /** Where lines go that Python prints: to the console (the default), nowhere, or to a callback. */
  output?: 'inherit' | 'ignore' | OutputCallback;
  /** Ends the attempt to start. */
  signal?: AbortSignal;
}

const RULES = {
  indexURL: rule('a text that is not empty', (value) => isText(value) && value !== ''),
  wheels: rule('a folder, or an array of paths or addresses', (value) => isText(value) || isTexts(value)),
  files: rule(
    'an array of { path, bytes } with absolute paths',
    (value) => Array.isArray(value) && value.every(isFile),
  ),
  mounts: texts,
  env: rule(
    'an object of strings',
    (value) => isObject(value) && Object.values(value).every((item) => typeof item === 'string'),
  ),
  output: rule(
    "'inherit', 'ignore' or a function",
    (value) => value === 'inherit' || value === 'ignore' || typeof value === 'function',
  ),
  signal: rule('an AbortSignal', (value) => isObject(value) && typeof value['aborted'] === 'boolean'),
};

export function checkPyodideOptions(options: PyodideOptions): void {
  validateOptions(options, RULES, 'PyodideRuntime.start');
}

/** What to run: exactly one of `script`, `module` and `code`. */
export interface PyodideProgramOptions {
  /** A path in Python's file system. */
  script?: string;
  /** A module's name, as in `python -m name`. */
  module?: string;
  /** Source text, as in `python -c`. */
  code?: string;
  /** What follows in `sys.argv`. */
  args?: readonly string[];
  /** Variables of `os.environ` while this program runs; `undefined` removes one. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Folders of this machine that Python sees under the same paths while this program runs (Node only). */
  mounts?: readonly string[];
}

const KINDS = ['script', 'module', 'code'] as const;

const PROGRAM_RULES = {
  script: rule('a path', (value) => isText(value) && value !== ''),
  module: rule("a module's name", (value) => isText(value) && value !== ''),
  code: rule('a string without a zero character', isText),
  args: texts,
  env: rule(
    'an object of strings',
    (value) => isObject(value) && Object.values(value).every((item) => item === undefined || typeof item === 'string'),
  ),
  mounts: texts,
};

/** Checks what a user passes to `run`, and brings it into the form that the worker takes. */
export function frameProgram(options: PyodideProgramOptions): FrameProgram {
  validateOptions(options, PROGRAM_RULES, 'run');
  const given = KINDS.filter((kind) => options?.[kind] !== undefined);
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    const received = given.length > 1 ? given.map((name) => `'${name}'`).join(' and ') : 'none of them';
    throw new TypeError(`Expected exactly one of script, module and code for run but received ${received}`);
  }
  const env = Object.entries(options.env ?? {});
  return {
    kind: KINDS.indexOf(kind),
    target: options[kind]!,
    args: [...(options.args ?? [])],
    env: env.map(([name, value]) => (value === undefined ? name : `${name}=${value}`)),
    mounts: [...(options.mounts ?? [])],
  };
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isFile(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { path, bytes } = value as Partial<PlacedFile>;
  return typeof path === 'string' && path.startsWith('/') && bytes instanceof Uint8Array;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
