/** The state behind the services of a device that a headless client has: in memory, for tests to set and to read. */

import type { WireMap, WireValue } from '../values.js';

/** A call that had no other effect than to be made. */
export interface RecordedCall {
  type: string;
  method: string;
  args: WireMap;
}

/** A file that the user «picks». */
export interface PickedFile {
  name: string;
  size: number;
  path?: string;
  bytes?: Uint8Array;
}

/** Folders of the app, as Flet's `StoragePaths` names them. */
export interface StoragePaths {
  application_cache_directory?: string;
  application_documents_directory?: string;
  application_support_directory?: string;
  temporary_directory?: string;
  console_log_filename?: string;
  downloads_directory?: string;
  library_directory?: string;
  external_storage_directory?: string;
}

export class ClientServices {
  readonly clipboard: { text: string | null; image: Uint8Array | null; files: string[] } = {
    text: null,
    image: null,
    files: [],
  };
  readonly preferences = new Map<string, WireValue>();
  /** Addresses that the app or a control has opened, oldest first. */
  readonly launchedUrls: string[] = [];
  /** What the user does in the next file dialogs: picks these files, saves under this path, chooses this folder. */
  readonly filePicker: { files: PickedFile[]; savePath: string | null; directory: string | null } = {
    files: [],
    savePath: null,
    directory: null,
  };
  /** What the app has shared: texts, addresses, files, as it passed them. */
  readonly shared: RecordedCall[] = [];
  readonly battery = { level: 100, state: 'full', saveMode: false };
  connectivity: string[] = ['wifi'];
  wakelock = false;
  readonly storagePaths: StoragePaths;
  /** Calls without an effect here (haptics, announcements, window placement …), oldest first. */
  readonly calls: RecordedCall[] = [];

  constructor(storagePaths: StoragePaths = {}) {
    this.storagePaths = storagePaths;
  }
}
