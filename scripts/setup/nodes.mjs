import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../project.mjs';
import { execute } from './step.mjs';

/** The lines of Node that the built files are tried with beside the one that runs the tests. */
const MAJORS = [22, 24, 26];

const FOLDER = '.cache/nodes';

/** Node's executables as npm packages: no version manager, nothing outside the project's folder. */
const PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

export const nodes = {
  name: 'nodes',
  stamp: `${FOLDER}/.stamp`,
  inputs: () => ['scripts/setup/nodes.mjs', `=${PACKAGE}`],
  run() {
    const folder = join(ROOT, FOLDER);
    rmSync(folder, { recursive: true, force: true });
    const found = MAJORS.map((major) => {
      const home = join(folder, String(major));
      mkdirSync(home, { recursive: true });
      writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
      execute('npm', ['install', '--no-audit', '--no-fund', '--no-save', `${PACKAGE}@${major}`], { cwd: home });
      const executable = join(home, 'node_modules', PACKAGE, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
      if (!existsSync(executable)) throw new Error(`Expected ${executable} in the package ${PACKAGE}@${major}`);
      return { version: execute(executable, ['--version']).trim(), executable };
    });
    writeFileSync(join(folder, 'nodes.json'), `${JSON.stringify(found, null, 2)}\n`);
  },
};
