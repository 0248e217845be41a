import { copyFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { requireCmake, requireCompiler } from '../prerequisites.mjs';
import { ROOT } from '../project.mjs';
import { execute } from './step.mjs';

/** Where `node-gyp-build` looks; the release preset builds beside it. */
const FOUND_AT = 'build/Release';

/** The addon, the library for other hosts, the native tests and examples: the release preset. */
export const native = {
  name: 'native',
  stamp: `${FOUND_AT}/.stamp`,
  inputs: () => [
    'CMakeLists.txt',
    'CMakePresets.json',
    'native',
    'examples/c-host',
    'node_modules/node-api-headers/package.json',
    'node_modules/node-addon-api/package.json',
    `=${process.platform}-${process.arch}`,
  ],
  run() {
    requireCmake();
    requireCompiler();
    execute('cmake', ['--preset', 'release']);
    execute('cmake', ['--build', '--preset', 'release', '--parallel', String(availableParallelism())]);
    publish(join(ROOT, 'build/release/flet_embed.node'), join(ROOT, FOUND_AT));
  },
};

function publish(addon, folder) {
  mkdirSync(folder, { recursive: true });
  const target = join(folder, 'flet_embed.node');
  // A file system that ignores case has the two folders for one.
  if (statSync(target, { throwIfNoEntry: false })?.ino === statSync(addon).ino) return;
  // By renaming: a process that has the old file mapped keeps it whole.
  copyFileSync(addon, `${target}.new`);
  renameSync(`${target}.new`, target);
}
