import { fileURLToPath } from 'node:url';
import { environmentEntries, environmentRule } from './environment.js';
import { PROGRAM_KIND } from './native.js';
import { isText, rule, validateOptions } from './options.js';

/** What to run: exactly one of `script`, `module` and `code`. */
export interface ProgramOptions {
  /** A file, as in `python file.py`; also a `file:` URL. */
  script?: string | URL;
  /** A module's name, as in `python -m name`. */
  module?: string;
  /** Source text, as in `python -c`. */
  code?: string;
  /** What follows in `sys.argv`. */
  args?: readonly string[];
  /** As `env` of `Runtime.start`, while this program runs; put back at its end. */
  env?: Readonly<Record<string, string | undefined>>;
}

export interface NativeProgram {
  readonly kind: number;
  readonly target: string;
  readonly args: readonly string[];
  /** `NAME=value`, or `NAME` to remove it. */
  readonly env: readonly string[];
}

const KINDS = ['script', 'module', 'code'] as const;

const target = rule('a non-empty string without a zero character', (value) => isText(value) && value !== '');

const RULES = {
  script: rule('a path or a file: URL', (value) => (isText(value) && value !== '') || isFileUrl(value)),
  module: target,
  code: rule('a string without a zero character', isText),
  args: rule('an array of strings without zero characters', (value) => Array.isArray(value) && value.every(isText)),
  env: environmentRule,
};

/** Checks what a user passes to `run`, and brings it into the form that the addon takes. */
export function nativeProgram(options: ProgramOptions): NativeProgram {
  validateOptions(options, RULES, 'run');
  const given = KINDS.filter((kind) => options?.[kind] !== undefined);
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    const received = given.length > 1 ? given.map((name) => `'${name}'`).join(' and ') : 'none of them';
    throw new TypeError(`Expected exactly one of script, module and code for run but received ${received}`);
  }
  const value = options[kind]!;
  return {
    kind: PROGRAM_KIND[kind],
    target: typeof value === 'string' ? value : fileURLToPath(value),
    args: [...(options.args ?? [])],
    env: environmentEntries(options.env),
  };
}

function isFileUrl(value: unknown): boolean {
  return value instanceof URL && value.protocol === 'file:';
}
