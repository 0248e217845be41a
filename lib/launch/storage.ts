import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folders that Flet's `StoragePaths` and its environment name: `data`, `cache`, `temp` and `documents` in one. */
export interface LaunchStorage {
  readonly folder: string;
  /** The app is over. */
  remove(): void;
}

/** Folders of one app. Made and removed at once: the thread pool that does it otherwise takes longer than the work. */
export class TemporaryStorage implements LaunchStorage {
  readonly folder = mkdtempSync(join(tmpdir(), 'flet-embed-'));

  constructor() {
    for (const name of ['data', 'cache', 'temp', 'documents']) mkdirSync(join(this.folder, name));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
