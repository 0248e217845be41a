import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

/** Every C and C++ file of ours but the public header, whose tables are laid out by hand. */
export function nativeFiles() {
  return ['native', 'examples'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true })
      .map((name) => join(folder, name))
      .filter((path) => /\.(c|cc|h)$/.test(path) && path !== join('native', 'include', 'flet_embed.h')),
  );
}
