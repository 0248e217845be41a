/** The Node that runs this. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../native.js';
import { type Check, check } from './check.js';

/** What this package's `engines` asks for: the lowest major version. */
function lowestMajor(): number {
  const { engines } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  const major = /^>=(\d+)$/.exec(engines.node)?.[1];
  if (major === undefined) throw new Error(`Expected >=<major> for engines.node but received ${engines.node}`);
  return Number(major);
}

export function checkNode(version = process.versions.node, executable = process.execPath): Check {
  const lowest = lowestMajor();
  const details = { version, executable };
  if (Number.parseInt(version, 10) >= lowest) {
    return check('node', true, 'ok', `${version} (${executable})`, { details });
  }
  const found = `${version} (${executable}); ${lowest} or later is needed`;
  return check('node', true, 'wrong', found, { fix: 'nvm install --lts', details });
}
