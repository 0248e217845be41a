import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../project.mjs';

const IGNORED = new Set(['__pycache__', 'node_modules', 'dist', 'build', '.venv']);

/** One hash over files, folders (all below them) and, after an equals sign, plain texts. */
export function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    if (input.startsWith('=')) hash.update(`${input}\0`);
    else addPath(hash, input);
  }
  return hash.digest('hex');
}

function addPath(hash, path) {
  const absolute = join(ROOT, path);
  if (!existsSync(absolute)) {
    hash.update(`${path} is missing\0`);
  } else if (statSync(absolute).isDirectory()) {
    for (const name of readdirSync(absolute).sort()) if (!IGNORED.has(name)) addPath(hash, `${path}/${name}`);
  } else {
    hash.update(`${path}\0`).update(readFileSync(absolute)).update('\0');
  }
}
