// Makes prebuilds/<platform>-<arch>/flet-embed.node for this system with prebuildify, in a scratch copy: node-gyp empties
// the folder `build`, where CMake's builds live.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './project.mjs';

const scratch = join(ROOT, '.cache', 'prebuild');
rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
for (const path of ['binding.gyp', 'package.json', 'native', 'scripts']) {
  cpSync(join(ROOT, path), join(scratch, path), { recursive: true });
}
symlinkSync(join(ROOT, 'node_modules'), join(scratch, 'node_modules'), 'junction');

// The headers of the Node that runs this: node-gyp would download them otherwise.
const home = dirname(dirname(process.execPath));
const headers = existsSync(join(home, 'include', 'node', 'node_api.h')) ? { npm_config_nodedir: home } : {};

const prebuildify = join(ROOT, 'node_modules', 'prebuildify', 'bin.js');
execFileSync(process.execPath, [prebuildify, '--napi', '--strip', '--out', ROOT], {
  cwd: scratch,
  stdio: 'inherit',
  env: { ...headers, ...process.env },
});
