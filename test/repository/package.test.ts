import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, read } from './sources.js';

interface Manifest {
  version: string;
  gypfile: boolean;
  files: string[];
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  exports: Record<string, string | Record<'import' | 'require', { types: string; default: string }>>;
}

const manifest = JSON.parse(read('package.json')) as Manifest;

test('dependencies are pinned, and few of them reach the users', () => {
  const versions = [...Object.entries(manifest.dependencies), ...Object.entries(manifest.devDependencies)];
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  expect(Object.keys(manifest.dependencies).sort()).toEqual([
    '@msgpack/msgpack',
    'chokidar',
    'commander',
    'node-gyp-build',
    'open',
    'picocolors',
    'send',
    'ws',
  ]);
});

test('the lock file records no download addresses', () => {
  expect(read('package-lock.json')).not.toContain('"resolved": "http');
  expect(read('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
});

test('installing the package runs nothing', () => {
  for (const script of ['preinstall', 'install', 'postinstall']) expect(manifest.scripts).not.toHaveProperty(script);
  expect(manifest.gypfile).toBe(false);
  expect(manifest.files.filter((entry) => /gyp|CMake|\.cc|^native$|^lib$/.test(entry))).toEqual([]);
});

test('every entry exists for both module systems, each with types of its own', () => {
  const entries = Object.entries(manifest.exports).filter(([name]) => name !== './package.json');
  expect(entries.map(([name]) => name)).toContain('.');
  for (const [name, conditions] of entries) {
    if (typeof conditions === 'string') expect.fail(`${name} has no conditions`);
    expect(conditions.import.types).toMatch(/\.d\.ts$/);
    expect(conditions.import.default).toMatch(/\.js$/);
    expect(conditions.require.types).toMatch(/\.d\.cts$/);
    expect(conditions.require.default).toMatch(/\.cjs$/);
    for (const { types, default: script } of [conditions.import, conditions.require]) {
      for (const path of [types, script]) expect(existsSync(join(ROOT, path)), path).toBe(true);
    }
  }
});

test('every entry is built from a source of the same name', () => {
  const config = read('tsdown.config.ts');
  for (const conditions of Object.values(manifest.exports)) {
    if (typeof conditions === 'string') continue;
    const source = conditions.import.default.replace('./dist/', 'lib/').replace(/\.js$/, '.ts');
    expect(config).toContain(`'${source}'`);
  }
});

test('the package, the native project and the Python tools agree on what they are', () => {
  expect(read('CMakeLists.txt')).toContain(`project(flet_embed VERSION ${manifest.version} `);
});
