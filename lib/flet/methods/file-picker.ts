import type { ClientContext } from '../context.js';
import type { Control } from '../control.js';
import { Double, isMap, type WireMap, type WireValue } from '../values.js';
import { type MethodTable, record, StateOf } from './method.js';

/** A file that the user «picks». */
export interface PickedFile {
  name: string;
  /** Bytes. */
  size: number;
  path?: string;
  bytes?: Uint8Array;
}

/** What the user does in a dialog: always this, or what the dialog's arguments make of it. */
export type DialogAnswer<Value> = Value | ((args: WireMap) => Value);

/** A file that the app has saved. */
export interface SavedFile {
  path: string;
  /** Null when the app gave none and means to write the file itself. */
  bytes: Uint8Array | null;
}

/** A file that the app has sent to an address. */
export interface UploadedFile {
  name: string;
  url: string;
  /** `PUT` or `POST`. */
  method: string;
  /** Null for a file that was picked without. */
  bytes: Uint8Array | null;
}

/** What the user does in file dialogs, and what the app did with them. */
export class FileDialogs {
  /** Files that the user picks; `[]` cancels. */
  files: DialogAnswer<PickedFile[]> = [];
  /** Where the user saves; null cancels. */
  savePath: DialogAnswer<string | null> = null;
  /** The folder that the user chooses; null cancels. */
  directory: DialogAnswer<string | null> = null;
  /** Why an upload fails; null: it succeeds. */
  uploadError: string | null | ((file: UploadedFile) => string | null) = null;
  /** Writes a saved file, where the host can. */
  write: ((file: SavedFile) => void | Promise<void>) | undefined;
  readonly saved: SavedFile[] = [];
  readonly uploaded: UploadedFile[] = [];
  readonly #picks: PickedFile[][] = [];
  readonly #savePaths: (string | null)[] = [];
  readonly #directories: (string | null)[] = [];

  /** The next dialog that nobody has answered yet picks these files; several calls answer several dialogs in turn. */
  willPick(...files: PickedFile[]): void {
    this.#picks.push(files);
  }

  willSaveAs(path: string | null): void {
    this.#savePaths.push(path);
  }

  willChoose(directory: string | null): void {
    this.#directories.push(directory);
  }

  /** What the user does in the dialog that opens now. */
  pick(args: WireMap): PickedFile[] {
    return this.#picks.shift() ?? answer(this.files, args);
  }

  saveAs(args: WireMap): string | null {
    return this.#savePaths.length > 0 ? this.#savePaths.shift()! : answer(this.savePath, args);
  }

  choose(args: WireMap): string | null {
    return this.#directories.length > 0 ? this.#directories.shift()! : answer(this.directory, args);
  }
}

function answer<Value>(given: DialogAnswer<Value>, args: WireMap): Value {
  return typeof given === 'function' ? (given as (args: WireMap) => Value)(args) : given;
}

/** What a picker has picked last: what its `upload` sends. */
const selections = new StateOf<{ files: PickedFile[] }>(() => ({ files: [] }));

/** Above this size an upload tells every tenth that is done. */
const PROGRESS_FROM = 1_048_576;

export const FILE_PICKER: MethodTable = {
  pick_files: (context, picker, args) => {
    record(context, picker, 'pick_files', args);
    const all = context.services.filePicker.pick(args);
    const picked = args['allow_multiple'] === true ? all : all.slice(0, 1);
    selections.get(picker).files = picked;
    const files = picked.map(({ name, size, path, bytes }, id) => ({
      id,
      name,
      size,
      path: path ?? null,
      bytes: args['with_data'] === true ? (bytes ?? null) : null,
    }));
    if (args['_from_gesture'] === true) context.emit(picker, 'result', { files });
    return files;
  },
  save_file: async (context, picker, args) => {
    record(context, picker, 'save_file', args);
    const { filePicker } = context.services;
    const path = filePicker.saveAs(args);
    if (path === null) return null;
    const bytes = args['src_bytes'] instanceof Uint8Array ? args['src_bytes'] : null;
    const file = { path, bytes };
    filePicker.saved.push(file);
    await filePicker.write?.(file);
    return path;
  },
  get_directory_path: (context, picker, args) => {
    record(context, picker, 'get_directory_path', args);
    return context.services.filePicker.choose(args);
  },
  upload: (context, picker, args) => {
    record(context, picker, 'upload', args);
    const wanted = Array.isArray(args['files']) ? args['files'].filter(isMap) : [];
    // The call is answered first; what becomes of the files comes as events.
    queueMicrotask(() => {
      for (const file of wanted) upload(context, picker, file as WireMap);
    });
    return null;
  },
};

function upload(context: ClientContext, picker: Control, wanted: WireMap): void {
  const { files } = selections.get(picker);
  const { id, name } = wanted;
  const picked = (typeof id === 'number' ? files[id] : undefined) ?? files.find((file) => file.name === name);
  const tell = (fileName: WireValue, progress: number | null, error: string | null): void =>
    context.emit(picker, 'upload', {
      file_name: fileName,
      progress: progress === null ? null : new Double(progress),
      error,
    });
  if (picked === undefined) {
    tell(name ?? null, null, `The user has not picked the file ${name ?? id}`);
    return;
  }
  const { filePicker } = context.services;
  const file: UploadedFile = {
    name: picked.name,
    url: String(wanted['upload_url'] ?? ''),
    method: String(wanted['method'] ?? 'PUT'),
    bytes: picked.bytes ?? null,
  };
  tell(file.name, 0, null);
  const error = typeof filePicker.uploadError === 'function' ? filePicker.uploadError(file) : filePicker.uploadError;
  if (error !== null) {
    tell(file.name, null, error);
    return;
  }
  if (picked.size > PROGRESS_FROM) for (let tenth = 1; tenth < 10; tenth++) tell(file.name, tenth / 10, null);
  filePicker.uploaded.push(file);
  tell(file.name, 1, null);
}
