import { availableParallelism } from 'node:os';
import { requireCmake, requireCompiler } from '../prerequisites.mjs';
import { execute } from './step.mjs';

/** The addon, the library for other hosts, the native tests and examples: the release preset. */
export const native = {
  name: 'native',
  // Where `node-gyp-build` looks for the addon, and the release preset puts it.
  stamp: 'build/Release/.stamp',
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
  },
};
