// Makes prebuilds/<platform>-<arch>/flet-embed.node for this system with prebuildify, in a scratch copy: node-gyp empties
// the folder `build`, where CMake's builds live.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

const scratch = join(ROOT, '.cache', 'prebuild');
rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
for (const path of ['binding.gyp', 'package.json', 'native', 'scripts']) {
  cpSync(join(ROOT, path), join(scratch, path), { recursive: true });
}
symlinkSync(join(ROOT, 'node_modules'), join(scratch, 'node_modules'), 'junction');

const prebuildify = join(ROOT, 'node_modules', 'prebuildify', 'bin.js');
execFileSync(process.execPath, [prebuildify, '--napi', '--strip', '--out', ROOT], { cwd: scratch, stdio: 'inherit' });
