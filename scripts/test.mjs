// All tests: vitest, ctest, pytest, one after the other, their output as it comes; at the end one line over the three.
//
//   node scripts/test.mjs [vitest] [ctest] [pytest]

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './project.mjs';
import { native } from './setup/native.mjs';
import { nodes } from './setup/nodes.mjs';
import { pythons } from './setup/pythons.mjs';
import { runSteps } from './setup/step.mjs';
import { typescript } from './setup/typescript.mjs';
import { venv } from './setup/venv.mjs';
import { RUNNERS } from './test/runners.mjs';
import { summarise, total } from './test/summary.mjs';

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !RUNNERS.some((runner) => runner.name === name));
if (unknown.length > 0) {
  console.error(`Expected ${RUNNERS.map((runner) => runner.name).join(', ')} but received ${unknown.join(', ')}`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'flet-embed-test-'));
try {
  process.exitCode = run(RUNNERS.filter((runner) => chosen.length === 0 || chosen.includes(runner.name)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(runners) {
  // Tests of what was built from other sources would say nothing.
  if (runSteps([native, venv, typescript, pythons, nodes]) !== 0) return 1;
  const results = runners.map(({ name, command, cwd, read }) => {
    const report = join(folder, `${name}.report`);
    console.log(`\n=== ${name}`);
    const [program, ...args] = command(report);
    const { status, signal, error } = spawnSync(program, args, { cwd: join(ROOT, cwd), stdio: 'inherit' });
    const counts = summarise(report, read, status === 0);
    if (error !== undefined) console.error(`${name} could not be started: ${error.message}`);
    else if (signal !== null) console.error(`${name} was ended by ${signal}`);
    if (counts.note !== undefined) console.error(`${name}: ${counts.note}`);
    return counts;
  });
  const { passed, failed, skipped } = total(results);
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0 ? 0 : 1;
}
