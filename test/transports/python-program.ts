import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PYTHON = process.env['FLET_EMBED_TEST_PYTHON'] ?? fileURLToPath(new URL('../../.venv', import.meta.url));

/** The project's own Python, or the one that the tests are to run with, as a program. */
export const PYTHON_PROGRAM: string = statSync(PYTHON).isDirectory()
  ? join(PYTHON, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']))
  : PYTHON;
