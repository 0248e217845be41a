/** The Python that runs an app in a process of its own. */

import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { EmbedError } from '../errors.js';

const WINDOWS = process.platform === 'win32';

/**
 * Looks where a runtime looks: the option, `FLET_EMBED_PYTHON`, `VIRTUAL_ENV`, `.venv` in the app's folder and in the working
 * directory, `python3` on PATH. The first two are meant as they are; of the others the first one that is there is taken.
 *
 * @throws EmbedError `ERR_EMBED_PYTHON_NOT_FOUND` with what was tried.
 */
export function findPython(
  python: string | undefined,
  folder: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const chosen = python ?? (env['FLET_EMBED_PYTHON'] || undefined);
  const candidates =
    chosen === undefined
      ? [env['VIRTUAL_ENV'] || undefined, join(folder, '.venv'), join(process.cwd(), '.venv')]
      : [chosen];
  const tried: string[] = [];
  for (const candidate of candidates) {
    if (candidate === undefined) continue;
    const executable = executableOf(candidate);
    if (existsSync(executable)) return executable;
    tried.push(`  ${candidate}: there is no ${executable}`);
  }
  const names = chosen === undefined ? (WINDOWS ? ['python.exe'] : ['python3']) : isName(chosen) ? [chosen] : [];
  for (const name of names) {
    const found = onPath(name, env);
    if (found !== undefined) return found;
    tried.push(`  ${name}: not on PATH`);
  }
  throw new EmbedError(
    'ERR_EMBED_PYTHON_NOT_FOUND',
    ['No Python was found for the app. Tried:', ...tried, 'Pass python, or set FLET_EMBED_PYTHON.'].join('\n'),
  );
}

/** A virtual environment stands for its executable. */
function executableOf(python: string): string {
  if (existsSync(python) && !statSync(python).isDirectory()) return python;
  return WINDOWS ? join(python, 'Scripts', 'python.exe') : join(python, 'bin', 'python');
}

function isName(python: string): boolean {
  return !/[\\/]/.test(python);
}

function onPath(name: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  for (const folder of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    if (folder === '') continue;
    const path = join(folder, name);
    if (existsSync(path) && !statSync(path).isDirectory()) return path;
  }
  return undefined;
}
