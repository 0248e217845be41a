/** Scripts of `test/fixtures/flet/methods`, run by the project's Python. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPTS = fileURLToPath(new URL('../../fixtures/flet/methods/', import.meta.url));
const PYTHON =
  process.env['FLET_EMBED_TEST_PYTHON'] ??
  fileURLToPath(
    new URL(
      process.platform === 'win32' ? '../../../.venv/Scripts/python.exe' : '../../../.venv/bin/python',
      import.meta.url,
    ),
  );

/** What a script prints. Throws with its error output when it fails. */
export function runPython(script: string, input = ''): string {
  const { status, stdout, stderr } = spawnSync(PYTHON, [`${SCRIPTS}${script}`], {
    input,
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' },
  });
  if (status !== 0) throw new Error(`${script} ended with ${status}:\n${stderr}`);
  return stdout;
}
