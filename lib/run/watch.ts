/** Tells when files of an app have changed: once for a burst of saves. */

import { relative, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

/** So long nothing more must be saved: editors write a file in several steps, and several files one after the other. */
const QUIET_MS = 80;

/** Folders that hold no source of an app. */
const IGNORED = new Set(['__pycache__', 'node_modules', 'site-packages', 'venv', 'storage', 'build', 'dist']);

export class AppWatcher {
  readonly #watcher: FSWatcher;
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  /** @param onchange Gets the files of a burst, absolute. */
  constructor(folder: string, onchange: (files: readonly string[]) => void) {
    this.#watcher = watch(folder, {
      ignoreInitial: true,
      ignored: (path) => isIgnored(relative(folder, path)),
    });
    this.#watcher.on('all', (event, path) => {
      if (event === 'addDir' || event === 'unlinkDir') return;
      this.#changed.add(path);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        const files = [...this.#changed].sort();
        this.#changed.clear();
        onchange(files);
      }, QUIET_MS);
    });
  }

  /** Resolves when changes are seen from now on. */
  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#watcher.once('ready', resolve);
      this.#watcher.once('error', reject);
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#watcher.close();
  }
}

function isIgnored(path: string): boolean {
  return path
    .split(sep)
    .some(
      (part) => IGNORED.has(part) || (part.startsWith('.') && part !== '..' && part !== '.') || part.endsWith('.pyc'),
    );
}
