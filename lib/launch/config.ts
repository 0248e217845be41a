/** `flet-embed.config.*`: what every launch of a project has in common. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expected } from '../errors.js';
import { type OptionRules, rule, validateOptions } from '../options.js';
import { LaunchError } from './error.js';
import { checkLaunchOptions, type LaunchOptions } from './options.js';

/**
 * What `flet-embed.config.{js,mjs,cjs,ts,mts,cts,json}` exports by default. It is looked for in the working directory and
 * above it.
 *
 * @example
 * // flet-embed.config.mjs
 * /** @type {import('flet-embed/testing').FletEmbedConfig} *\/
 * export default {
 *   launch: { python: '.venv', page: 'phone', timeouts: { assertion: 3_000 } },
 * };
 */
export interface FletEmbedConfig {
  /**
   * Options of every `launch`, where the call does not say otherwise; `env` and `timeouts` add up name by name. Relative paths
   * in `python` and `cwd` begin at the file's folder.
   */
  launch?: LaunchOptions;
}

const STEM = 'flet-embed.config';
const ENDINGS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.json'];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const RULES: OptionRules = { launch: rule('an object', isObject) };

/** By working directory: a process reads a file once. */
const loaded = new Map<string, Promise<LaunchOptions>>();

/** The options of a call on top of those of the project. */
export async function withConfig(options: LaunchOptions): Promise<LaunchOptions> {
  if (!isObject(options)) return options;
  return mergeLaunchOptions(await configuredLaunch(), options);
}

/** What the project's file says of every launch; nothing where there is no file. */
export function configuredLaunch(): Promise<LaunchOptions> {
  const folder = process.cwd();
  let loading = loaded.get(folder);
  if (loading === undefined) {
    loading = loadFrom(folder);
    loaded.set(folder, loading);
  }
  return loading;
}

/** The second's options win; `env` and `timeouts` do so name by name. */
export function mergeLaunchOptions(defaults: LaunchOptions, options: LaunchOptions): LaunchOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const merged: Record<string, unknown> = { ...defaults, ...given };
  for (const name of ['env', 'timeouts'] as const) {
    if (isObject(defaults[name]) && isObject(given[name])) merged[name] = { ...defaults[name], ...given[name] };
  }
  return merged;
}

async function loadFrom(start: string): Promise<LaunchOptions> {
  const path = findConfig(start);
  if (path === undefined) return {};
  const config = await read(path);
  if (!isObject(config)) throw expected('an object', `the default export of ${path}`, config);
  validateOptions(config, RULES, path);
  const launch = (config['launch'] ?? {}) as LaunchOptions;
  checkLaunchOptions(launch, `launch in ${path}`);
  const folder = dirname(path);
  return {
    ...launch,
    ...(launch.python === undefined ? {} : { python: pathOrCommand(folder, launch.python) }),
    ...(launch.cwd === undefined ? {} : { cwd: resolve(folder, launch.cwd) }),
  };
}

/** The nearest one, upwards. */
function findConfig(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = configsIn(folder);
    if (found.length > 1) {
      throw new LaunchError(
        'ERR_EMBED_LAUNCH_CONFIG',
        `Expected one ${STEM}.* in ${folder} but found ${found.join(', ')}; keep one of them`,
      );
    }
    if (found[0] !== undefined) return join(folder, found[0]);
    if (folder === dirname(folder)) return undefined;
  }
}

function configsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => ENDINGS.some((ending) => name === STEM + ending));
  } catch {
    // A folder that may be crossed, but not be read.
    return ENDINGS.map((ending) => STEM + ending).filter((name) => existsSync(join(folder, name)));
  }
}

async function read(path: string): Promise<unknown> {
  try {
    if (extname(path) === '.json') return JSON.parse(readFileSync(path, 'utf8'));
    const module = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { default?: unknown };
    return module.default;
  } catch (error) {
    const { message, code } = error as { message?: string; code?: string };
    const hint =
      code === 'ERR_UNKNOWN_FILE_EXTENSION'
        ? `; Node ${process.versions.node} does not load TypeScript: use Node 22.18 or later, or ${STEM}.mjs`
        : '';
    throw new LaunchError('ERR_EMBED_LAUNCH_CONFIG', `${path} cannot be loaded: ${message ?? String(error)}${hint}`, {
      cause: error,
    });
  }
}

/** `.venv`, `../python/bin/python`; or `python3.12`, which is nothing in this folder. */
function pathOrCommand(folder: string, python: string): string {
  const path = resolve(folder, python);
  return existsSync(path) || /[\\/]/.test(python) ? path : python;
}
