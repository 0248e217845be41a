/** Where an upload goes: below the folder of uploads, whatever its name says. */

import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isFileName } from './asset-path.js';
import { segmentsBelow } from './static-files.js';

/** The parts of an upload's name, which may have folders; undefined for one that leads, or could lead, elsewhere. */
export function parseUploadName(name: string): string[] | undefined {
  const segments = name.split('/');
  return segments.every(isFileName) ? segments : undefined;
}

/**
 * Makes the folders of an upload, and returns its path; undefined when a symbolic link among them leads out of the folder of
 * uploads. The file itself may be such a link: it is replaced, not written through.
 *
 * @param folder A real path.
 */
export async function prepareTarget(folder: string, segments: readonly string[]): Promise<string | undefined> {
  const parent = join(folder, ...segments.slice(0, -1));
  // First what is there already, so that no folder is made on the far side of a link.
  if (!isWithin(folder, await realAncestor(parent))) return undefined;
  await mkdir(parent, { recursive: true });
  const real = await realpath(parent);
  return isWithin(folder, real) ? join(real, segments.at(-1)!) : undefined;
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || segmentsBelow(folder, path) !== undefined;
}

/** The real path of the nearest folder above that exists. */
async function realAncestor(path: string): Promise<string> {
  for (;;) {
    try {
      return await realpath(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      path = dirname(path);
    }
  }
}
