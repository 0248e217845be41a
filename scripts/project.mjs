import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of `package.json`; every script works from here, wherever it was called. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const BIN = process.platform === 'win32' ? 'Scripts' : 'bin';
const EXE = process.platform === 'win32' ? '.exe' : '';

/** A program of the project's own virtual environment. */
export function venvProgram(name) {
  return join(ROOT, '.venv', BIN, name + EXE);
}

/** The script of a package's command, to be run with node: no shell, no `npx`. */
export function packageScript(path) {
  return join(ROOT, 'node_modules', path);
}
