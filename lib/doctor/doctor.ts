/** All checks, in the order in which a report shows them. */

import { checkAddon } from './addon.js';
import type { Check } from './check.js';
import { checkChromium } from './chromium.js';
import { checkDisplay } from './display.js';
import { examinePython } from './examine-python.js';
import { checkFlet, checkFletWeb } from './flet.js';
import { checkNode } from './node.js';
import { checkPlaywright } from './playwright.js';
import { checkPytest } from './pytest.js';
import { checkLibrary, checkPython } from './python.js';

export interface DoctorOptions {
  /** The program of the process that examines Python: see `examinePython`. */
  program: URL;
  /** What to embed; as `Runtime.start` takes it. */
  python?: string;
  /** Milliseconds for the examination of Python. */
  timeout: number;
  /** Default: the environment of this process. */
  env?: NodeJS.ProcessEnv;
  /** The project's folder. Default: the working directory. */
  folder?: string;
  /** Gives it up. */
  signal?: AbortSignal;
  /** Called when something has been looked at. */
  onlooked?(what: string): void;
}

/** What is looked at, one after another or at once: so often `onlooked` is called. */
export const LOOKS = 3;

/** Looks at everything that flet-embed uses. Rejects with the signal's reason, and for no state of the machine. */
export async function diagnose(options: DoctorOptions): Promise<Check[]> {
  const { program, python, timeout, signal, env = process.env, folder = process.cwd(), onlooked } = options;
  const order = { ...(python === undefined ? {} : { python }), ...(signal === undefined ? {} : { signal }) };
  const looked = async <Result>(what: string, work: Promise<Result>): Promise<Result> => {
    const result = await work;
    onlooked?.(what);
    return result;
  };
  const [examined, chromium, display] = await Promise.all([
    looked('Python', examinePython({ program, timeout, env, ...order })),
    looked('Chromium', checkChromium(folder, env)),
    looked('display', process.platform === 'linux' ? checkDisplay(env) : Promise.resolve(undefined)),
  ]);
  return [
    checkNode(),
    checkAddon(examined),
    checkPython(examined),
    checkLibrary(examined),
    checkFlet(examined),
    checkFletWeb(examined),
    checkPlaywright(folder),
    chromium,
    ...(display === undefined ? [] : [display]),
    checkPytest(examined, 'pytest'),
    checkPytest(examined, 'pytest-asyncio'),
  ];
}
