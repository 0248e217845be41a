import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execute, installOnce, requireInstalled } from './installation.mjs';

const REQUIREMENTS = fileURLToPath(new URL('../requirements/', import.meta.url));
const PROJECT = fileURLToPath(new URL('../../../.venv', import.meta.url));

/**
 * Makes a virtual environment of the project's own Python, with what `requirements/<name>.txt` lists. The project's pip
 * installs into it: that needs none of its own.
 */
export async function installEnvironment(name, { cache, log }) {
  const requirements = `${REQUIREMENTS}${name}.txt`;
  const folder = environmentFolder(cache, name);
  const python = programOf(PROJECT);
  await installOnce(folder, [readFileSync(requirements, 'utf8'), await projectPython()], log, async () => {
    await execute(python, ['-m', 'venv', '--without-pip', folder], { log });
    await execute(
      python,
      [
        ...['-m', 'pip', '--python', programOf(folder), 'install', '--quiet', '--disable-pip-version-check'],
        ...['--no-input', '--only-binary', ':all:', '--requirement', requirements],
      ],
      { log },
    );
  });
}

/** The Python behind the project's own environment: `{ prefix, version }`. */
export async function projectPython() {
  const probe = 'import json, sys; print(json.dumps({"prefix": sys.base_exec_prefix, "version": sys.version}))';
  return JSON.parse(await execute(programOf(PROJECT), ['-c', probe], { log: () => {} }));
}

/** Its Python program. */
export function environmentPython(name, { cache }) {
  const folder = environmentFolder(cache, name);
  return requireInstalled(folder, programOf(folder));
}

function environmentFolder(cache, name) {
  return join(cache, 'environments', name);
}

function programOf(folder) {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}
