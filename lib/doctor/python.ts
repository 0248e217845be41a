/** The Python that would be embedded, how it was found, and its library. */

import { type Check, check } from './check.js';
import type { ExaminedPython } from './examine-python.js';
import { shellWord, systemInstall } from './shell.js';

const INSTALL_PYTHON = systemInstall({
  debian: 'python3 python3-venv libpython3-dev',
  brew: 'python@3.13',
  winget: 'Python.Python.3.13',
});

/** What `foundBy` says, as the end of a line. */
const FOUND_BY: Readonly<Record<string, string>> = {
  option: 'named by --python',
  FLET_EMBED_PYTHON: 'named by FLET_EMBED_PYTHON',
  VIRTUAL_ENV: 'the active virtual environment',
  '.venv': 'the folder .venv',
  PATH: 'the first one on PATH',
};

/** Failures that are the library's and not the executable's. */
const OF_LIBRARY: ReadonlySet<string | null> = new Set(['ERR_EMBED_PYTHON_NOT_SHARED', 'ERR_EMBED_PYTHON_MISMATCH']);

export function checkPython(examined: ExaminedPython): Check {
  const { python, pythonFailure } = examined;
  if (python !== undefined) {
    const { version, executable, prefix, foundBy } = python;
    const found = `${version}, ${FOUND_BY[foundBy] ?? foundBy} (${executable})`;
    return check('python', true, 'ok', found, { details: { version, executable, prefix, foundBy } });
  }
  if (pythonFailure !== undefined) {
    const { code, message } = pythonFailure;
    const status = code === 'ERR_EMBED_PYTHON_NOT_FOUND' ? 'missing' : 'wrong';
    const details: Record<string, string> = code === null ? {} : { code };
    return check('python', true, status, message, { fix: mend(code, message), details });
  }
  if (examined.addon !== true) return check('python', true, 'unknown', 'without the addon nothing looks for it');
  const found = `the process that starts it ${examined.broken ?? 'told nothing'}`;
  return check('python', true, 'wrong', found, { fix: NEW_ENVIRONMENT });
}

export function checkLibrary({ python, pythonFailure }: ExaminedPython): Check {
  if (python !== undefined) {
    return check('libpython', true, 'ok', python.library, { details: { file: python.library } });
  }
  const code = pythonFailure?.code ?? null;
  if (!OF_LIBRARY.has(code)) return check('libpython', true, 'unknown', 'not looked for without a Python');
  const status = code === 'ERR_EMBED_PYTHON_NOT_SHARED' ? 'missing' : 'wrong';
  return check('libpython', true, status, 'see Python', { fix: mend(code, pythonFailure!.message) });
}

const NEW_ENVIRONMENT = 'python3 -m venv --clear .venv';

function mend(code: string | null, message: string): string {
  switch (code) {
    case 'ERR_EMBED_PYTHON_NOT_SHARED': {
      const debian = /apt install (libpython[\d.]+)/.exec(message)?.[1] ?? 'libpython3-dev';
      return systemInstall({ debian, brew: 'python@3.13', winget: 'Python.Python.3.13' });
    }
    case 'ERR_EMBED_PYTHON_BROKEN': {
      // A virtual environment, where the first one that was tried is a folder.
      const folder = /^ {2}(\S.*) \(\w+\): its bin\/python is a link/m.exec(message)?.[1];
      return folder === undefined ? NEW_ENVIRONMENT : `python3 -m venv --clear ${shellWord(folder)}`;
    }
    default:
      return INSTALL_PYTHON;
  }
}
