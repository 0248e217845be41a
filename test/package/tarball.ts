import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../repository/sources.js';
import { npmScript, runNode } from './command.js';

export interface Tarball {
  path: string;
  /** What lies in it, relative to the package's folder, sorted. */
  files: string[];
}

/** Packs a folder with package.json as `npm publish` would; runs none of its scripts. */
export function pack(folder: string, destination: string): Tarball {
  if (!existsSync(join(folder, 'package.json'))) throw new Error(`Expected a package in ${folder}; run npm install`);
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', destination];
  // npm insists on a folder of its own to write to.
  const env = { HOME: destination, npm_config_cache: join(destination, 'npm-cache'), npm_config_offline: 'true' };
  const [packed] = JSON.parse(runNode(npmScript(), args, { cwd: folder, env })) as [
    { filename: string; files: { path: string }[] },
  ];
  return { path: join(destination, packed.filename), files: packed.files.map(({ path }) => path).sort() };
}

/** Packs packages from where `npm install` has put them: nothing is downloaded. */
export function packInstalled(names: readonly string[], destination: string): string[] {
  return names.map((name) => pack(join(ROOT, 'node_modules', name), destination).path);
}

/** The packages that these need, themselves among them. None of them is there in two versions, or `npm install` refuses them. */
export function withDependencies(names: readonly string[]): string[] {
  const all = new Set(names);
  for (const name of all) {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    for (const needed of Object.keys(manifest.dependencies ?? {})) all.add(needed);
  }
  return [...all];
}
