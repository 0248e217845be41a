/** Where Flet's wheels for Pyodide are. */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PyodideError } from '../transports/pyodide/pyodide-error.js';

/** Looked for in the app's folder and in the working directory, as `.venv` is. */
export const WHEELS_FOLDER = '.pyodide-wheels';

/** A folder, for those who do not say it with each launch. */
export const WHEELS_VARIABLE = 'FLET_EMBED_PYODIDE_WHEELS';

/** What fills the folder. */
export const DOWNLOAD =
  'pip download --no-deps --only-binary=:all: --implementation cp --python-version 3.14 --abi cp314 --abi none ' +
  `--platform pyemscripten_2026_0_wasm32 --platform any --dest ${WHEELS_FOLDER} flet==1.0.5 msgpack repath six`;

/**
 * The folder with the wheels.
 *
 * @param title The call, for messages.
 * @param chosen What the call says.
 * @param folder The app's own.
 */
export function findWheels(title: string, chosen: string | undefined, folder: string): string {
  const named = chosen ?? process.env[WHEELS_VARIABLE];
  const candidates =
    named === undefined || named === ''
      ? [join(folder, WHEELS_FOLDER), join(process.cwd(), WHEELS_FOLDER)]
      : [resolve(named)];
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found !== undefined) return found;
  throw new PyodideError(
    'ERR_EMBED_PYODIDE_WHEELS',
    `${title} expected a folder with Flet's wheels for Pyodide, but there is none; looked for ` +
      `${[...new Set(candidates)].join(' and ')}. Fill one once, with the network: ${DOWNLOAD}`,
  );
}
