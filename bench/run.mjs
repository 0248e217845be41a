// The benchmark: npm run -s bench -- --help

import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bars } from './bars.mjs';
import { Journal } from './journal.mjs';
import { machine, versions } from './machine.mjs';
import { pinnedCore, runScript } from './measure.mjs';
import { measureAll } from './measure-all.mjs';
import { fail, readOptions } from './options.mjs';
import { withoutOwnPaths } from './own-paths.mjs';
import { MODES, nameOf, plan } from './plan.mjs';
import { Progress } from './progress.mjs';
import { allSystems, isOwn, OWN } from './registry.mjs';
import { writeReports } from './report/index.mjs';
import { summarise } from './results.mjs';
import { SCENARIOS } from './scenarios/index.mjs';
import { installSystems } from './systems/install/install-systems.mjs';
import { printTables } from './table.mjs';

const asked = readOptions(process.argv.slice(2));
const cache = asked.cache ?? fileURLToPath(new URL('../.cache/bench', import.meta.url));
const runs = join(cache, 'runs');
const progress = new Progress();

const resumed = asked.resume ? Journal.unfinished(runs) : undefined;
if (asked.resume && resumed === undefined) fail(`Expected an unfinished run in ${runs} for --resume but found none`);
const base = asked.add ? Journal.finished(runs) : undefined;
if (asked.add && base === undefined) fail(`Expected a run in ${runs} that has ended for --add but found none`);
// What is added is measured as the run was: as long, and on the same core.
const options = resumed?.header.options ?? base?.header.options ?? asked.run;
const command = resumed?.header.command ?? ['npm run -s bench --', ...process.argv.slice(2)].join(' ');

const core = pinnedCore(options.core);
const python = options.python ?? projectEnvironment();
const { executable, ...embedded } = await runScript('probe.mjs', { python });
const systems = chosen(await allSystems());
const reports = described(
  systems,
  await installSystems(systems, join(cache, 'systems'), (line) => progress.say(`setting up ${line}`)),
);
const installed = systems.filter((_, at) => reports[at].installed);
const { rows, measurements: planned } = plan(options, {
  scenarios: SCENARIOS,
  systems: installed,
  modes: core === undefined ? ['unpinned'] : MODES,
  isOwn,
});
const measurements = base === undefined ? planned : planned.filter((each) => nameOf(each).includes(asked.run.only));
if (measurements.length === 0) fail(`Expected a part of a case's name for --only but received '${options.only}'`);

const header = {
  started: new Date().toISOString(),
  seed: options.seed,
  command,
  options,
  measurements: measurements.map(nameOf),
  machine: machine(core),
  versions: versions(embedded),
  ...(base === undefined ? {} : { addsTo: base.header.started }),
};
const journal = resumed ?? Journal.create(runs, header);
if (resumed !== undefined) checkSame(resumed, header, ['measurements', 'versions']);
if (base !== undefined) checkSame(base, header, ['versions']);

process.once('SIGINT', () => {
  progress.clear();
  process.stderr.write('Interrupted. npm run bench -- --resume goes on from here\n');
  // Again, once what is measured has been ended too.
  setImmediate(() => process.kill(process.pid, 'SIGINT'));
});

const where = { python, executable, cache: join(cache, 'systems') };
const { entries, errors, leftOut } = await measureAll({ measurements, journal, options, core, where, progress });
progress.clear();

const before =
  base === undefined ? [] : base.entries.filter((entry) => entry.rows !== undefined && !isAmong(entry, measurements));
const results = summarise([...before, ...entries], rows);
const ownNames = new Set(OWN.map((system) => system.name));
// «Every peer»: whatever else moves messages between Node and Python.
const peers = reports.filter(({ name, level }) => level === 'bytes' && !ownNames.has(name)).map(({ name }) => name);
const run = {
  benchmark: 'flet-embed',
  command: base === undefined ? command : [base.header.command, command].join('`, then `'),
  quick: options.quick,
  seed: options.seed,
  started: (base ?? journal).header.started,
  seconds: (base?.seconds ?? 0) + journal.seconds,
  machine: { ...(base ?? journal).header.machine, load_after: loadavg()[0] },
  versions: journal.header.versions,
  systems: reports,
  results,
  bars: bars(results, peers),
  errors,
  left_out: leftOut,
};
journal.end({ errors: errors.length, left_out: leftOut });
if (options.report || base !== undefined) writeReports(run, SCENARIOS);
if (asked.json) process.stdout.write(`${JSON.stringify(run, null, 1)}\n`);
else printTables(run, SCENARIOS);
// A peer that fails is reported; what is ours must work.
process.exitCode = errors.some(({ transport }) => ownNames.has(transport)) ? 1 : 0;

function chosen(systems) {
  if (options.systems === undefined) return systems;
  const known = new Set(['own', ...systems.map((system) => system.name)]);
  const unknown = options.systems.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    fail(`Expected for --systems names out of ${[...known].join(', ')} but received ${unknown.join(', ')}`);
  }
  return systems.filter(
    (system) => options.systems.includes(system.name) || (options.systems.includes('own') && isOwn(system)),
  );
}

function isAmong(entry, list) {
  const name = nameOf(entry);
  return list.some((each) => nameOf(each) === name);
}

/** What was measured can only be compared with what is measured now when both are the same. */
function checkSame({ path, header: before }, now, names) {
  const different = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]));
  if (before.machine.pinned_core !== now.machine.pinned_core) different.push('pinned core');
  if (different.length > 0) {
    fail(`Expected the same ${different.join(' and ')} as in ${path}; begin a new run`);
  }
}

/** What the report says of each system. */
function described(list, installations) {
  return list.map(({ name, kind, level, title }, at) => {
    const { error, seconds } = installations[at];
    const message = error === null ? null : withoutOwnPaths(error);
    return {
      name,
      kind,
      level,
      title,
      installed: error === null,
      error: message,
      seconds: Math.round(seconds * 10) / 10,
    };
  });
}

function projectEnvironment() {
  const folder = fileURLToPath(new URL('../.venv', import.meta.url));
  return existsSync(folder) ? folder : undefined;
}
