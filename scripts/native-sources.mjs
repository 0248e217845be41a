// Prints the sources of the addon for this system, one a line: what binding.gyp compiles (native/sources.txt).

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

/** The sections of native/sources.txt that this system needs; the same choice as in CMakeLists.txt. */
function sections() {
  const glibc = process.platform === 'linux' && process.report.getReport().header.glibcVersionRuntime !== undefined;
  const system = { linux: ['posix', 'linux'], darwin: ['posix', 'mac'] }[process.platform] ?? [];
  return new Set(['core', ...system, glibc ? 'glibc' : 'other', 'node']);
}

const wanted = sections();
let section = '';
for (const line of readFileSync(join(ROOT, 'native', 'sources.txt'), 'utf8').split('\n')) {
  section = /^\[(.+)\]$/.exec(line)?.[1] ?? section;
  if (line.endsWith('.cc') && wanted.has(section)) console.log(line);
}
