import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of `package.json`. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const IGNORED = /(^|\/)(node_modules|dist|build|\.venv|__pycache__|\.[a-z_]+_cache)(\/|$)/;

/** Every file below a folder whose name ends so, relative to the root, with slashes, sorted. */
export function files(folder: string, ...endings: string[]): string[] {
  const found: string[] = [];
  const walk = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const child = join(path, entry.name);
      const name = relative(ROOT, child).split(sep).join('/');
      if (IGNORED.test(name)) continue;
      if (entry.isDirectory()) walk(child);
      else if (endings.some((ending) => name.endsWith(ending))) found.push(name);
    }
  };
  walk(join(ROOT, folder));
  return found.sort();
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/**
 * What a TypeScript file imports: paths relative to the root for our own files, names for packages and `node:` modules.
 */
export function importsOf(path: string): string[] {
  // A text that holds single quotes stands in double ones, and may show an import.
  const code = read(path).replace(/"[^"\n]*"/g, '""');
  const specifiers = [...code.matchAll(/(?:^|[\s;}])(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
  return specifiers.map((specifier) =>
    specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts') : specifier,
  );
}

/** What a C or C++ file includes, with its brackets or quotes. */
export function includesOf(path: string): string[] {
  return [...read(path).matchAll(/^\s*#\s*include\s*([<"][^>"]+[>"])/gm)].map((match) => match[1]!);
}

/** The modules that a Python file imports anywhere in it; relative ones with their dots. */
export function pythonImportsOf(path: string): string[] {
  return [...read(path).matchAll(/^\s*(?:from\s+([.\w]+)\s+import\b|import\s+([.\w]+))/gm)].map(
    (match) => (match[1] ?? match[2])!,
  );
}
