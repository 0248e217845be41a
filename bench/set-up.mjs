// Installs the systems that the benchmark compares with: npm run -s bench:setup -- --help

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Runtime } from 'flet-embed';
import { checkSystem } from './systems/check/check.mjs';
import { SYSTEMS } from './systems/index.mjs';
import { installReport, installSystems } from './systems/install/install-systems.mjs';

const USAGE = `npm run -s bench:setup -- [options]

  --check            opens every installed system afterwards, and says what of it works
  --strict           exits with 1 when a system could not be installed, or failed its check
  --only <text>      only systems whose name contains the text
  --cache <folder>   where they are installed (default: .cache/bench/systems)
  --python <path>    for --check: what to embed (default: .venv)
`;

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const options = readOptions(process.argv.slice(2));
const systems = SYSTEMS.filter(({ name }) => name.includes(options.only));
if (systems.length === 0) fail(`Expected a part of a system's name for --only but received '${options.only}'`);

const reports = await installSystems(systems, options.cache, progress);
progress('');
console.log(installReport(reports));
let sound = reports.every(({ error }) => error === null);
if (options.check) sound = (await checkAll(reports)) && sound;
process.exitCode = sound || !options.strict ? 0 : 1;

async function checkAll(installed) {
  const where = { python: options.python, executable: await executableOf(options.python), cache: options.cache };
  const errors = [];
  const width = Math.max(...systems.map(({ name }) => name.length));
  console.log('');
  for (const system of systems) {
    if (installed.find(({ name }) => name === system.name).error !== null) continue;
    progress(`checking ${system.name}`);
    for (const { check, error, seconds } of await checkSystem(system, where)) {
      progress('');
      const outcome = error === null ? 'works ' : 'FAILED';
      console.log(`${system.name.padEnd(width)}  ${check.padEnd(22)}  ${outcome}  ${seconds.toFixed(1).padStart(6)} s`);
      if (error !== null) errors.push(`\n${system.name}, ${check}:\n${error}`);
    }
  }
  for (const error of errors) console.log(error);
  return errors.length === 0;
}

/** The program of what is embedded, for the systems that run Python beside this process. */
async function executableOf(python) {
  const runtime = await Runtime.start({ python });
  const { executable } = runtime.python;
  await runtime.stop();
  return executable;
}

function readOptions(args) {
  const texts = { only: { type: 'string' }, cache: { type: 'string' }, python: { type: 'string' } };
  const flags = { check: { type: 'boolean' }, strict: { type: 'boolean' }, help: { type: 'boolean' } };
  let values;
  try {
    ({ values } = parseArgs({ args, options: { ...texts, ...flags } }));
  } catch (error) {
    fail(error.message);
  }
  if (values.help) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  const { check = false, strict = false, only = '', cache = pathOf('../.cache/bench/systems') } = values;
  const own = pathOf('../.venv');
  return { check, strict, only, cache, python: values.python ?? (existsSync(own) ? own : undefined) };
}

/** On a terminal, one line that changes; elsewhere nothing. */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
}

function fail(message) {
  process.stderr.write(`${message}\n\n${USAGE}`);
  process.exit(2);
}
