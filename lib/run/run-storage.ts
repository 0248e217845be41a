import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchStorage } from '../launch/storage.js';

/** Folders that outlive reloads: what the app keeps there it finds again. Removed when the run ends. */
export class RunStorage implements LaunchStorage {
  readonly folder: string;
  /** Where the browser's files go. */
  readonly uploads: string;

  /** @param folder Of a process that this one takes over from. */
  constructor(folder: string = mkdtempSync(join(tmpdir(), 'flet-embed-run-'))) {
    this.folder = folder;
    this.uploads = process.env['FLET_UPLOAD_DIR'] || join(folder, 'uploads');
    for (const name of ['data', 'cache', 'temp', 'documents']) mkdirSync(join(folder, name), { recursive: true });
    mkdirSync(this.uploads, { recursive: true });
  }

  /** The app is over, the run is not. */
  remove(): void {}

  /** The run is over. */
  removeAll(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
