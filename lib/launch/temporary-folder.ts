/** Folders for the time of a process: whoever ends without removing them leaves that to the process's own end. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

/** Makes one. Also for what a process before has made: `given` is looked after from now on. */
export function temporaryFolder(prefix: string, given?: string): string {
  const folder = given ?? mkdtempSync(join(tmpdir(), prefix));
  if (folders.size === 0) process.on('exit', removeAll);
  folders.add(folder);
  return folder;
}

/** What cannot be removed now is tried again when the process ends. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  leaveFolder(folder);
}

/** Another process looks after it. */
export function leaveFolder(folder: string): void {
  if (folders.delete(folder) && folders.size === 0) process.off('exit', removeAll);
}

function removeAll(): void {
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Somebody still writes there. The process ends with its own code all the same.
    }
  }
}
