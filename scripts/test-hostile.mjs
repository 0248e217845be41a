// Bad input on every transport, the long form: so many cases instead of a hundred thousand.
//
//   node scripts/test-hostile.mjs [--cases 10000000]

import { spawnSync } from 'node:child_process';
import { packageScript, ROOT } from './project.mjs';

const args = process.argv.slice(2);
const cases = args.length === 0 ? 10_000_000 : Number(args[1]);
if ((args.length !== 0 && (args.length !== 2 || args[0] !== '--cases')) || !(cases >= 1)) {
  console.error(`Expected --cases and a positive integer but received ${args.join(' ')}`);
  process.exit(2);
}
const tests = ['test/transports/hostile.test.ts', 'test/transports/pyodide-hostile.test.ts'];
const { status } = spawnSync(process.execPath, [packageScript('vitest/vitest.mjs'), 'run', ...tests], {
  cwd: ROOT,
  env: { ...process.env, FLET_EMBED_HOSTILE_CASES: String(cases) },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
