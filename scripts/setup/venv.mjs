import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findPython } from '../prerequisites.mjs';
import { ROOT, venvProgram } from '../project.mjs';
import { execute } from './step.mjs';

let found;

/** The virtual environment of examples, tests and tools, with the pinned Flet. */
export const venv = {
  name: 'venv',
  stamp: '.venv/.stamp',
  inputs: () => {
    found ??= findPython();
    return ['python/requirements-dev.txt', `=${found.executable} ${found.version}`];
  },
  run() {
    const folder = join(ROOT, '.venv');
    rmSync(folder, { recursive: true, force: true });
    execute(found.executable, ['-m', 'venv', folder]);
    execute(venvProgram('python'), [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'],
      ...['--requirement', join(ROOT, 'python/requirements-dev.txt')],
    ]);
  },
};
