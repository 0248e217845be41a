/** What a worker is told before anything else: where Pyodide is, and what its file system holds. */

/** Where Python's part of this package is put. */
export const PYTHON_FOLDER = '/flet_embed';

/** A file of Pyodide's file system. */
export interface PlacedFile {
  /** Absolute, with slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A wheel, to be unpacked where Python finds it. */
export interface PlacedWheel {
  /** `flet-1.0.5-py3-none-any.whl` */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface WorkerStart {
  /** The folder that Pyodide is loaded from, ending in a slash; undefined: the npm package's own. */
  readonly indexURL: string | undefined;
  readonly wheels: readonly PlacedWheel[];
  readonly files: readonly PlacedFile[];
  /** Folders of the host that Python sees under the same paths (Node only). */
  readonly mounts: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** A byte of shared memory: 2 raises KeyboardInterrupt. Undefined where memory cannot be shared. */
  readonly interrupt: Uint8Array | undefined;
}

/** The one post that is no array of frames: the first, with the port for all that follow. */
export interface StartPost {
  readonly start: WorkerStart;
  readonly port: unknown;
}
