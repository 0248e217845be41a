/** The package that drives a browser: an optional peer, wanted by headed tests and screenshots. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Check, check } from './check.js';

/** @param folder The project's: there, and beside this package, it is looked for. */
export function checkPlaywright(folder: string): Check {
  const manifest = find(folder);
  if (manifest === undefined) {
    const found = 'not installed; headed tests and screenshots need it';
    return check('playwright-core', false, 'missing', found, { fix: 'npm install --save-dev playwright-core' });
  }
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const details = { version, folder: dirname(manifest) };
  return check('playwright-core', false, 'ok', `${version} (${details.folder})`, { details });
}

/** The way to its `package.json`. */
function find(folder: string): string | undefined {
  for (const from of [join(folder, 'package.json'), import.meta.url]) {
    try {
      return createRequire(from).resolve('playwright-core/package.json');
    } catch {
      // Not to be found from there.
    }
  }
  return undefined;
}
