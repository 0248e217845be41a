import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageScript, ROOT } from '../project.mjs';
import { execute } from './step.mjs';

/** `dist`: ES modules, CommonJS and the types of both. */
export const typescript = {
  name: 'typescript',
  stamp: 'dist/.stamp',
  // The Python files are texts of the Pyodide transport's worker.
  inputs: () => [
    'lib',
    'python/flet_embed',
    'python/flet_embed_pyodide',
    'package.json',
    'tsconfig.json',
    'tsdown.config.ts',
    'node_modules/tsdown/package.json',
  ],
  run() {
    // Built beside it and then put in its place: a failed build leaves the old one, a running test never finds none.
    const folder = mkdtempSync(join(ROOT, 'dist-'));
    try {
      const built = join(folder, 'new');
      execute(process.execPath, [packageScript('tsdown/dist/run.mjs'), '--logLevel', 'warn', '--out-dir', built]);
      const dist = join(ROOT, 'dist');
      if (existsSync(dist)) renameSync(dist, join(folder, 'old'));
      renameSync(built, dist);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
