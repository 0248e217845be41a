/** The native part of this package: where it lies, and whether it can be loaded. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addonFile, packageFolder } from '../native.js';
import { type Check, check } from './check.js';
import type { ExaminedPython } from './examine-python.js';
import { shellWord } from './shell.js';

export function checkAddon(examined: ExaminedPython): Check {
  const folder = packageFolder();
  let file: string;
  try {
    file = addonFile();
  } catch {
    const found = `no build and no prebuilt one for ${process.platform}-${process.arch} in ${folder}`;
    return check('addon', true, 'missing', found, { fix: mend(folder) });
  }
  const origin = /[\\/]build[\\/](Release|Debug)[\\/]/.test(file) ? 'build' : 'prebuild';
  const details = { file, origin };
  if (examined.addon === true) {
    return check('addon', true, 'ok', `${origin === 'build' ? 'built here' : 'prebuilt'} (${file})`, { details });
  }
  const failure = examined.addonFailure ?? `the process that loads it ${examined.broken ?? 'told nothing'}`;
  return check('addon', true, 'wrong', `${file}\n${failure}`, { fix: mend(folder), details });
}

/** A clone is built; an installed package is installed again. */
function mend(folder: string): string {
  const isClone = existsSync(join(folder, 'CMakeLists.txt'));
  return isClone ? `cd ${shellWord(folder)} && npm run build` : 'npm install --force flet-embed';
}
