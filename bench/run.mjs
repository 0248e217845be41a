// The benchmark: npm run -s bench -- --help

import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { bars } from './bars.mjs';
import { machine, versions } from './machine.mjs';
import { pinnedCore, runScript } from './measure.mjs';
import { readOptions } from './options.mjs';
import { MODES, nameOf, plan } from './plan.mjs';
import { writeReport } from './report.mjs';
import { summarise } from './results.mjs';
import { barTable, resultTables } from './table.mjs';

const options = readOptions(process.argv.slice(2));
const started = new Date();
const core = pinnedCore(options.core);
const about = machine(core);
const { rows, measurements } = plan(options, core === undefined ? ['unpinned'] : MODES);
if (rows.length === 0) {
  console.error(`Expected a part of a case's name for --only but received '${options.only}'`);
  process.exit(2);
}

const python = options.python ?? projectEnvironment();
const { executable, ...embedded } = await runScript('probe.mjs', { python });
progress(`seed ${options.seed}, ${measurements.length} measurements, Python ${embedded.version}`);

const figures = new Map(rows.map((row) => [row, []]));
const errors = [];
for (const [index, row] of measurements.entries()) {
  const name = nameOf(row);
  progress(`${String(index + 1).padStart(4)}/${measurements.length} ${name}`);
  const { mode, repetitions, ...description } = row;
  try {
    const pinning = mode === 'pinned' ? { core } : {};
    figures.get(row).push(await runScript('case.mjs', { ...description, python, executable }, pinning));
  } catch (error) {
    errors.push({ case: name, message: error.message });
    process.stderr.write(`${name}: ${error.message}\n`);
  }
}

const results = summarise(rows, (row) => figures.get(row));
const run = {
  benchmark: 'flet-embed',
  command: ['npm run -s bench --', ...process.argv.slice(2)].join(' '),
  quick: options.quick,
  seed: options.seed,
  repetitions: options.repetitions,
  started: started.toISOString(),
  seconds: (Date.now() - started.getTime()) / 1000,
  machine: { ...about, load_after: loadavg()[0] },
  versions: versions(embedded),
  results,
  bars: bars(results),
  errors,
};
if (options.report && errors.length === 0) writeReport(run);
if (options.json) process.stdout.write(`${JSON.stringify(run, null, 1)}\n`);
else printTables(run);
process.exitCode = errors.length === 0 ? 0 : 1;

function projectEnvironment() {
  const folder = fileURLToPath(new URL('../.venv', import.meta.url));
  return existsSync(folder) ? folder : undefined;
}

/** On a terminal, one line that changes; elsewhere nothing, since the results are what is read there. */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

function printTables({ results, bars, seed, seconds }) {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  for (const { title, table } of resultTables(results)) console.log(`${title}\n\n${table}\n`);
  const measured = bars.filter((bar) => bar.met !== null);
  if (measured.length > 0) console.log(`Bars\n\n${barTable(measured)}\n`);
  console.log(`seed ${seed}, ${seconds.toFixed(0)} s`);
}
