/** `flet-embed test`: pytest tests written for `flet test`, on a client without pixels. */

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findTestPython, missingPackages } from '../flet-test/python.js';
import { StandIn } from '../flet-test/stand-in.js';
import { workerOptions } from '../flet-test/workers.js';

export interface FletTestOptions {
  /** A python executable or a virtual environment. Default: as a runtime looks for one. */
  python?: string;
  /** Where pytest runs. Default: the working directory. */
  cwd?: string;
  /** Default: the environment of this process. */
  env?: NodeJS.ProcessEnv;
  /** Takes what this command itself has to say. Default: the standard error output. */
  log?: (line: string) => void;
  /** The program that stands in for Flutter. Default: the one of this package. */
  program?: string;
  /** Where pytest writes. Default: to the streams of this process. */
  output?: 'inherit' | ((text: string) => void);
}

/** pytest's code for wrong use, which a Python without pytest is too. */
const USAGE = 4;

const PROGRAM = new URL('../flet-test/flutter.js', import.meta.url);
const PLUGINS = new URL('../../python/', import.meta.url);

/**
 * Runs pytest with these arguments, all of which are pytest's, and resolves with its exit code.
 *
 * @example
 * process.exitCode = await runFletTests(['tests', '-k', 'login'], { python: '.venv' });
 */
export async function runFletTests(args: readonly string[], options: FletTestOptions = {}): Promise<number> {
  const { cwd = process.cwd(), env = process.env, log = (line) => process.stderr.write(`${line}\n`) } = options;
  const python = await findTestPython(options.python, cwd, env).catch((error: Error) => error);
  if (python instanceof Error) {
    log(`flet-embed: ${python.message}`);
    return USAGE;
  }
  const missing = missingPackages(python);
  if (missing.length > 0) {
    log(`flet-embed: ${python.executable} lacks what tests of Flet need: ${missing.join(', ')}.`);
    log(`Install it with: ${python.executable} -m pip install ${missing.join(' ')}`);
    return USAGE;
  }
  const { options: distribution, workers } = workerOptions(args, python.modules.has('xdist'));
  if (workers > 1) log(`flet-embed: ${workers} processes run the tests, by pytest-xdist; -n 0 for one`);
  using standIn = new StandIn(options.program ?? fileURLToPath(PROGRAM));
  const child = spawn(python.executable, ['-m', 'pytest', '-p', 'flet_embed_pytest', ...distribution, ...args], {
    cwd,
    env: testEnvironment(env, standIn, python.executable),
    stdio: options.output === undefined || options.output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  if (typeof options.output === 'function') {
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', options.output);
  }
  return await new Promise<number>((resolve, reject) => {
    // Ctrl-C reaches pytest too, which reports and ends; a request to end is handed on.
    const ignore = (): void => {};
    const terminate = (): void => void child.kill('SIGTERM');
    process.on('SIGINT', ignore).on('SIGTERM', terminate);
    const settle = (): void => void process.off('SIGINT', ignore).off('SIGTERM', terminate);
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code, signal) => {
      settle();
      resolve(code ?? 128 + constants.signals[signal!]);
    });
  });
}

/** What Flet's `FletTestApp`, the plugin and the stand-in go by. */
function testEnvironment(env: NodeJS.ProcessEnv, standIn: StandIn, python: string): NodeJS.ProcessEnv {
  const path = env['PYTHONPATH'];
  return {
    ...env,
    PYTHONPATH: fileURLToPath(PLUGINS) + (path === undefined || path === '' ? '' : `${delimiter}${path}`),
    FLET_TEST_FLUTTER_EXE: standIn.executable,
    FLET_TEST_FLUTTER_APP_DIR: standIn.folder,
    FLET_TEST_DISABLE_FVM: '1',
    FLET_EMBED_TEST_FOLDER: standIn.folder,
    FLET_EMBED_PYTHON: python,
    // Without any display Flet serves its apps to browsers.
    ...(process.platform === 'linux' && env['DISPLAY'] === undefined ? { DISPLAY: '' } : {}),
  };
}
