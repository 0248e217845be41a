import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, venvProgram } from '../project.mjs';
import { execute } from './step.mjs';

const LIST = 'python/requirements-pyodide.txt';

/** `.pyodide-wheels`: Flet as Pyodide installs it. Only this step asks the package index. */
export const wheels = {
  name: 'wheels',
  stamp: '.pyodide-wheels/.stamp',
  inputs: () => [LIST],
  run() {
    const folder = join(ROOT, '.pyodide-wheels');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    execute(venvProgram('python'), [
      ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps'],
      ...[
        '--only-binary=:all:',
        '--implementation',
        'cp',
        '--python-version',
        '3.14',
        '--abi',
        'cp314',
        '--abi',
        'none',
      ],
      ...['--platform', 'pyemscripten_2026_0_wasm32', '--platform', 'any'],
      ...['--dest', folder, '--requirement', join(ROOT, LIST)],
    ]);
  },
};
