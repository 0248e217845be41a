import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A Python of this machine, as `scripts/setup/pythons.mjs` has found it. */
export interface FoundPython {
  version: string;
  minor: string;
  executable: string;
  shared: boolean;
  freeThreaded: boolean;
  /** One for each minor version that can be embedded, with numpy, msgpack, Flet and websockets. */
  venv?: string;
}

export interface PythonWithVenv extends FoundPython {
  venv: string;
}

const LIST = new URL('../../.cache/pythons/pythons.json', import.meta.url);

export const PYTHONS: readonly FoundPython[] = readList();

export const VENVS: readonly PythonWithVenv[] = PYTHONS.filter(
  (python) => python.venv !== undefined,
) as PythonWithVenv[];

/** The project's own environment, or the one that the tests are to run with. */
export const PYTHON: string =
  process.env['FLET_EMBED_TEST_PYTHON'] ?? fileURLToPath(new URL('../../.venv', import.meta.url));

function readList(): FoundPython[] {
  if (existsSync(LIST)) return JSON.parse(readFileSync(LIST, 'utf8')) as FoundPython[];
  throw new Error('The Pythons of this machine are not listed yet: run node scripts/setup.mjs --only pythons');
}
