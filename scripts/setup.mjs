// Prepares a clone: `npm install` runs it. A step whose inputs have not changed is skipped.
//
//   node scripts/setup.mjs [--only native,venv,wheels,typescript,pythons,nodes]
//
// The last two are for the tests on several versions, which ask for them themselves.

import { native } from './setup/native.mjs';
import { nodes } from './setup/nodes.mjs';
import { pythons } from './setup/pythons.mjs';
import { runSteps } from './setup/step.mjs';
import { typescript } from './setup/typescript.mjs';
import { venv } from './setup/venv.mjs';
import { wheels } from './setup/wheels.mjs';

const INSTALL = [native, venv, wheels, typescript];
const STEPS = [...INSTALL, pythons, nodes];

const [option, names] = process.argv.slice(2);
if (option !== undefined && (option !== '--only' || names === undefined)) {
  console.error(`Expected --only ${STEPS.map((step) => step.name).join(',')} or nothing but received ${option}`);
  process.exit(2);
}
const wanted = names?.split(',') ?? INSTALL.map((step) => step.name);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `Expected steps out of ${STEPS.map((step) => step.name).join(', ')} but received ${unknown.join(', ')}`,
  );
  process.exit(2);
}
process.exitCode = runSteps(STEPS.filter((step) => wanted.includes(step.name)));
