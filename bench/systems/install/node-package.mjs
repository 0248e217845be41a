import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execute, installOnce, requireInstalled } from './installation.mjs';

/** Every one has a folder to itself: one that cannot be installed keeps no other from it. */
export async function installPackage(name, version, { cache, log, env }) {
  const folder = packageFolder(cache, name);
  // A native addon fits one Node.
  const inputs = [version, process.versions.modules, process.platform, process.arch, env ?? null];
  await installOnce(folder, inputs, log, async () => {
    const manifest = {
      private: true,
      dependencies: { [name]: version },
      // npm asks for consent to the install script of a package.
      allowScripts: { [name]: true },
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
    await execute('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, env, log });
  });
}

/** Loads what an `import` of the package gives. */
export async function importPackage(name, { cache }) {
  const folder = packageFolder(cache, name);
  requireInstalled(folder, join(folder, 'node_modules', name));
  return import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href);
}

function packageFolder(cache, name) {
  return join(cache, 'packages', name);
}
