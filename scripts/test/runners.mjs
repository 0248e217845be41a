import { availableParallelism } from 'node:os';
import { packageScript, venvProgram } from '../project.mjs';
import { readJunit, readVitest } from './reports.mjs';

/** `command(report)`: what to run so that a machine-readable report comes to lie in that file; `read`: counts it. */
export const RUNNERS = [
  {
    name: 'vitest',
    cwd: '.',
    command: (report) => [
      process.execPath,
      ...[packageScript('vitest/vitest.mjs'), 'run', '--reporter=default'],
      ...['--reporter=json', `--outputFile.json=${report}`],
    ],
    read: readVitest,
  },
  {
    name: 'ctest',
    cwd: '.',
    command: (report) => [
      'ctest',
      ...['--test-dir', 'build/release', '--output-on-failure', '--no-tests=error'],
      ...['--parallel', String(availableParallelism()), '--output-junit', report],
    ],
    read: readJunit,
  },
  {
    name: 'pytest',
    cwd: 'python',
    command: (report) => [venvProgram('python'), '-m', 'pytest', `--junitxml=${report}`],
    read: readJunit,
  },
];
