// The exit tests, each cell so many times in a row: what goes wrong at the end of a process goes wrong rarely.
//
//   node scripts/test-exit.mjs [--repeat 20]

import { spawnSync } from 'node:child_process';
import { packageScript, ROOT } from './project.mjs';

const args = process.argv.slice(2);
const repeat = args.length === 0 ? 20 : Number(args[1]);
if ((args.length !== 0 && (args.length !== 2 || args[0] !== '--repeat')) || !Number.isInteger(repeat) || repeat < 1) {
  console.error(`Expected --repeat and a positive integer but received ${args.join(' ')}`);
  process.exit(2);
}
const { status } = spawnSync(process.execPath, [packageScript('vitest/vitest.mjs'), 'run', 'test/exit'], {
  cwd: ROOT,
  env: { ...process.env, FLET_EMBED_REPEAT: String(repeat) },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
