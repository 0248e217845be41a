// The runtime's tests with the same built files on other versions: every other line of Node with the project's own Python, and
// every other CPython of this machine with this Node.
//
//   node scripts/test-versions.mjs [vitest's arguments]      default: test/runtime test/transports test/environment

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageScript, ROOT } from './project.mjs';
import { nodes } from './setup/nodes.mjs';
import { pythons } from './setup/pythons.mjs';
import { runSteps } from './setup/step.mjs';

if (runSteps([nodes, pythons]) !== 0) process.exit(1);

const given = process.argv.slice(2);
const tests = given.length > 0 ? given : ['test/runtime', 'test/transports', 'test/environment'];
const read = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

const runs = [
  ...read('.cache/nodes/nodes.json').map(({ version, executable }) => ({ title: `Node ${version}`, node: executable })),
  ...read('.cache/pythons/pythons.json')
    .filter(({ venv }) => venv !== undefined)
    .map(({ version, venv }) => ({
      title: `CPython ${version}`,
      // The one is for tests that choose no Python, the other for those that name the project's own.
      env: { FLET_EMBED_PYTHON: venv, FLET_EMBED_TEST_PYTHON: venv },
    })),
];

const failed = runs.filter(({ title, node = process.execPath, env = {} }) => {
  console.log(`\n=== ${title}`);
  const { status } = spawnSync(node, [packageScript('vitest/vitest.mjs'), 'run', '--reporter=dot', ...tests], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  return status !== 0;
});
console.log(failed.length === 0 ? '\nPassed on all' : `\nFailed on ${failed.map(({ title }) => title).join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
