import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { execute, installOnce, requireInstalled } from './installation.mjs';

/**
 * Installs a package of npm. Every one has a folder to itself: one that cannot be installed keeps no other from it.
 *
 * @param env More variables for its install script.
 * @param builtFor What its result fits, besides this Node.
 */
export async function installPackage(name, version, { cache, log }, { env, builtFor = null } = {}) {
  const folder = packageFolder(cache, name);
  const inputs = [version, process.versions.modules, process.platform, process.arch, builtFor];
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

/** Loads it. */
export function requirePackage(name, { cache }) {
  const folder = packageFolder(cache, name);
  requireInstalled(folder, join(folder, 'node_modules', name));
  return createRequire(join(folder, 'package.json'))(name);
}

function packageFolder(cache, name) {
  return join(cache, 'packages', name);
}
