/** The Python that runs the tests, and what is installed there. */

import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Which of the modules that tests need can be imported. */
export interface TestPython {
  readonly executable: string;
  readonly modules: ReadonlySet<string>;
}

const NEEDED = { flet: 'flet', pytest: 'pytest', pytest_asyncio: 'pytest-asyncio' } as const;
const MODULES = [...Object.keys(NEEDED), 'xdist'];

const PROBE = `
import importlib.util, json, sys
found = [name for name in ${JSON.stringify(MODULES)} if importlib.util.find_spec(name) is not None]
print(json.dumps({'executable': sys.executable, 'version': list(sys.version_info[:2]), 'modules': found}))`;

/**
 * Looks where a runtime looks: the option, `FLET_EMBED_PYTHON`, `VIRTUAL_ENV`, `.venv` in the folder, `python3` on PATH. The
 * first two are meant as they are; of the others the first one that works is taken.
 */
export async function findTestPython(
  python: string | undefined,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<TestPython> {
  const chosen = python ?? (env['FLET_EMBED_PYTHON'] || undefined);
  const candidates =
    chosen === undefined
      ? [env['VIRTUAL_ENV'] || undefined, join(folder, '.venv'), process.platform === 'win32' ? 'python' : 'python3']
      : [chosen];
  const tried: string[] = [];
  for (const candidate of candidates) {
    if (candidate === undefined) continue;
    const executable = executableOf(candidate);
    try {
      const { stdout } = await promisify(execFile)(executable, ['-c', PROBE], { cwd: folder, env });
      const probe = JSON.parse(stdout) as { executable: string; version: [number, number]; modules: string[] };
      const [major, minor] = probe.version;
      if (major < 3 || (major === 3 && minor < 11))
        throw new Error(`is Python ${major}.${minor}; 3.11 or later is needed`);
      return { executable: probe.executable, modules: new Set(probe.modules) };
    } catch (error) {
      tried.push(`  ${candidate}: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  const advice = 'Pass --python, or set FLET_EMBED_PYTHON, to an executable or a virtual environment.';
  throw new Error(['No Python was found for the tests. Tried:', ...tried, advice].join('\n'));
}

/** A virtual environment stands for its executable. */
function executableOf(python: string): string {
  if (!existsSync(python) || !statSync(python).isDirectory()) return python;
  return process.platform === 'win32' ? join(python, 'Scripts', 'python.exe') : join(python, 'bin', 'python');
}

/** What is missing for tests of Flet, by the names under which it is installed; empty when all is there. */
export function missingPackages({ modules }: TestPython): string[] {
  return Object.entries(NEEDED).flatMap(([module, name]) => (modules.has(module) ? [] : [name]));
}
