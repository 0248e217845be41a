/** Finds Flet apps: Python files that call `flet.run`. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** `ft.run(`, `flet.run_async(` …, or `run(` of a file that imports it by name; not in a comment. */
const RUN_CALL = /^[^#\n]*\b(?:ft|flet)\.(?:run|run_async|app|app_async)\s*\(/m;
const IMPORTED_RUN = /^\s*from\s+flet\s+import\s[^#]*\brun\b/m;
const PLAIN_RUN_CALL = /^[^#\n]*(?<![\w.])run\s*\(/m;

const SKIPPED_FOLDERS = new Set(['node_modules', '__pycache__', 'site-packages', 'build', 'dist']);

/**
 * The apps in files and folders, sorted, each once. A file that is named is one, whatever is in it; folders are searched for
 * files with a run call, but for hidden ones, virtual environments and what tools put there.
 *
 * Throws a `RangeError` for a path that does not exist.
 */
export function discoverApps(paths: readonly string[]): string[] {
  const found = new Set<string>();
  for (const path of paths) {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) throw new RangeError(`Expected files or folders but there is nothing at '${path}'`);
    if (stats.isDirectory()) search(path, found);
    else found.add(path);
  }
  return [...found].sort();
}

function search(folder: string, found: Set<string>): void {
  if (existsSync(join(folder, 'pyvenv.cfg'))) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && !SKIPPED_FOLDERS.has(entry.name)) search(path, found);
    } else if (entry.isFile() && entry.name.endsWith('.py') && hasRunCall(readFileSync(path, 'utf8'))) {
      found.add(path);
    }
  }
}

/** True when Python source starts a Flet app. */
export function hasRunCall(source: string): boolean {
  return RUN_CALL.test(source) || (IMPORTED_RUN.test(source) && PLAIN_RUN_CALL.test(source));
}

/** The `index`-th of `count` parts, counted from 1: every app is in exactly one. */
export function shard(apps: readonly string[], index: number, count: number): string[] {
  return apps.filter((_, at) => at % count === index - 1);
}
