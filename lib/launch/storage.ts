import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, temporaryFolder } from './temporary-folder.js';

/** The folders that Flet's `StoragePaths` and its environment name: `data`, `cache`, `temp` and `documents` in one. */
export interface LaunchStorage {
  readonly folder: string;
  /** The app is over. */
  remove(): void;
}

/** Folders of one app. Made and removed at once: the thread pool that does it otherwise takes longer than the work. */
export class TemporaryStorage implements LaunchStorage {
  readonly folder = temporaryFolder('flet-embed-');

  constructor() {
    for (const name of ['data', 'cache', 'temp', 'documents']) mkdirSync(join(this.folder, name));
  }

  remove(): void {
    removeFolder(this.folder);
  }
}
