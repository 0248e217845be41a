import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LaunchStorage } from '../launch/storage.js';
import { leaveFolder, removeFolder, temporaryFolder } from '../launch/temporary-folder.js';

/** Folders that outlive reloads: what the app keeps there it finds again. Removed when the run ends. */
export class RunStorage implements LaunchStorage {
  readonly folder: string;
  /** Where the browser's files go. */
  readonly uploads: string;

  /** @param folder Of a process that this one takes over from. */
  constructor(folder?: string) {
    this.folder = temporaryFolder('flet-embed-run-', folder);
    this.uploads = process.env['FLET_UPLOAD_DIR'] || join(this.folder, 'uploads');
    for (const name of ['data', 'cache', 'temp', 'documents']) mkdirSync(join(this.folder, name), { recursive: true });
    mkdirSync(this.uploads, { recursive: true });
  }

  /** The app is over, the run is not. */
  remove(): void {}

  /** Another process goes on with the run. Returns the folder. */
  handOver(): string {
    leaveFolder(this.folder);
    return this.folder;
  }

  /** The run is over. */
  removeAll(): void {
    removeFolder(this.folder);
  }
}
