// Flet's own diffs against our patches, the long form: so many sequences of changes instead of some hundred.
//
//   node scripts/test-patches.mjs [--sequences 10000]

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageScript, ROOT } from './project.mjs';

const args = process.argv.slice(2);
const sequences = args.length === 0 ? 10_000 : Number(args[1]);
if ((args.length !== 0 && (args.length !== 2 || args[0] !== '--sequences')) || !(sequences >= 1)) {
  console.error(`Expected --sequences and a positive integer but received ${args.join(' ')}`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'flet-embed-patches-'));
const summary = join(folder, 'summary.json');
try {
  const test = 'test/flet/object-patch.test.ts';
  const { status } = spawnSync(process.execPath, [packageScript('vitest/vitest.mjs'), 'run', test], {
    cwd: ROOT,
    env: { ...process.env, FLET_EMBED_PATCH_SEQUENCES: String(sequences), FLET_EMBED_PATCH_SUMMARY: summary },
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
  if (status === 0) console.log(described(JSON.parse(readFileSync(summary, 'utf8'))));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function described({ whole, endedByFlet, steps, operations }) {
  const count = (number) => number.toLocaleString('en');
  const gave = `${count(whole)} whole sequences (${count(steps)} steps, ${count(operations)} operations) gave Python's tree`;
  return `${gave}; ${count(endedByFlet)} more ended early by an exception of Flet's`;
}
