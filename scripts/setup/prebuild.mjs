import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { requireCompiler } from '../prerequisites.mjs';
import { packageScript, ROOT } from '../project.mjs';
import { execute } from './step.mjs';

const SOURCES = ['binding.gyp', 'native', 'scripts/native-sources.mjs', 'scripts/project.mjs'];

/** The addon for users without a compiler, as prebuildify makes it: `prebuilds/<platform>-<arch>`. */
export const prebuild = {
  name: 'prebuild',
  stamp: `prebuilds/${process.platform}-${process.arch}/.stamp`,
  inputs: () => [
    ...SOURCES,
    'scripts/setup/prebuild.mjs',
    'node_modules/node-addon-api/package.json',
    'node_modules/prebuildify/package.json',
    `=${process.platform}-${process.arch}`,
  ],
  run() {
    requireCompiler();
    // In a scratch copy: node-gyp empties the folder `build`, where CMake's builds live.
    const scratch = join(ROOT, '.cache', 'prebuild');
    rmSync(scratch, { recursive: true, force: true });
    for (const path of [...SOURCES, 'package.json']) {
      mkdirSync(dirname(join(scratch, path)), { recursive: true });
      cpSync(join(ROOT, path), join(scratch, path), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(scratch, 'node_modules'), 'junction');
    execute(
      process.execPath,
      [
        ...[packageScript('prebuildify/bin.js'), '--napi', '--strip', '--out', ROOT],
        // So that a system with the other C library says that it has no binary, instead of failing to load this one.
        ...(process.platform === 'linux' ? ['--tag-libc'] : []),
      ],
      { cwd: scratch, env: { ...nodeHeaders(), npm_config_jobs: 'max', ...process.env } },
    );
  },
};

/** The headers of the Node that runs this: node-gyp would download them otherwise. */
function nodeHeaders() {
  const home = dirname(dirname(process.execPath));
  return existsSync(join(home, 'include', 'node', 'node_api.h')) ? { npm_config_nodedir: home } : {};
}
