/** `flet-embed smoke`: starts every Flet app that it finds, does what can be done to it, and reports. */

import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { discoverApps, FAILURES, junit, type SmokeResult, type SmokeStatus, shard, smoke } from '../smoke/index.js';
import { colors } from './colors.js';
import { EXIT } from './exit-code.js';
import { interruption } from './interruption.js';
import { seconds, wholeNumber } from './option-values.js';
import { Progress } from './progress.js';

const HELP = `
Examples:
  flet-embed smoke examples/            every app below a folder
  flet-embed smoke app.py --seed 7      one app, another order
  flet-embed smoke . --junit smoke.xml  for a build server
  flet-embed smoke . --shard 1/4        a quarter of the apps

Status of an app: ok; app-error (its own exception), not-started, timeout: failures;
missing-package, platform, network: what this machine lacks, no failure.

Exit code: 0 nothing failed, 1 an app failed, 2 wrong use, 130 ended by Ctrl-C.
`;

interface Flags {
  python?: string;
  jobs?: number;
  timeout: number;
  actions: number;
  seed: number;
  shard?: readonly [number, number];
  json?: boolean;
  junit?: string;
}

export function smokeCommand(): Command {
  return new Command('smoke')
    .description('start every Flet app found, walk it, and report what fails')
    .argument('<paths...>', 'files, or folders to search for files that call flet.run')
    .option('--python <path>', 'interpreter or virtual environment with Flet and what the apps need')
    .option('--jobs <n>', 'apps at once (default: one for each core)', wholeNumber)
    .option('--timeout <seconds>', 'for one app', seconds, 30)
    .option('--actions <n>', 'things done to one app at most', wholeNumber, 60)
    .option('--seed <n>', 'decides the order of what is done', wholeNumber, 1)
    .option('--shard <i/n>', 'only the i-th of n parts', part)
    .option('--json', 'one JSON document on the standard output')
    .option('--junit <file>', 'write the results as JUnit XML too')
    .addHelpText('after', HELP)
    .action(run);
}

async function run(paths: string[], flags: Flags): Promise<void> {
  const found = discoverApps(paths);
  const apps = flags.shard === undefined ? found : shard(found, ...flags.shard);
  if (found.length === 0) throw new RangeError(`Expected Flet apps but found no file with a run call in ${paths}`);
  const progress = new Progress(apps.length);
  const signal = interruption(() => progress.clear());
  const results = await smoke(apps, {
    signal,
    program: new URL('./smoke-child.js', import.meta.url),
    ...(flags.python === undefined ? {} : { python: flags.python }),
    ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
    timeout: flags.timeout * 1000,
    actions: flags.actions,
    seed: flags.seed,
    onresult: (result) => {
      if (flags.json !== true) progress.print(lineOf(result));
      progress.step(result.path);
    },
  });
  progress.clear();
  if (flags.junit !== undefined) writeFileSync(flags.junit, junit(results));
  if (flags.json === true) process.stdout.write(`${JSON.stringify({ apps: results }, null, 1)}\n`);
  else process.stdout.write(report(results));
  if (results.some(({ status }) => FAILURES.has(status))) process.exitCode = EXIT.failed;
}

const PAINT: Readonly<Record<SmokeStatus, (text: string) => string>> = {
  ok: colors.green,
  'app-error': colors.red,
  'not-started': colors.red,
  timeout: colors.red,
  'missing-package': colors.yellow,
  platform: colors.yellow,
  network: colors.yellow,
};

function lineOf(result: SmokeResult): string {
  const { status, path, controls, actions, milliseconds, detail } = result;
  const head = `${PAINT[status](status.padEnd(15))} ${path}`;
  const counts = `${controls} controls, ${actions} actions, ${milliseconds} ms`;
  return `${head}  ${colors.dim(detail === '' ? counts : `${counts}; ${detail}`)}`;
}

/** The tracebacks of what failed, then one line with the counts. */
function report(results: readonly SmokeResult[]): string {
  const failed = results.filter(({ status }) => FAILURES.has(status));
  const parts = failed.map(({ path, status, detail, exceptions }) =>
    [`\n${colors.bold(path)}: ${status}`, detail, ...exceptions].filter((line) => line !== '').join('\n'),
  );
  const counts = new Map<SmokeStatus, number>();
  for (const { status } of results) counts.set(status, (counts.get(status) ?? 0) + 1);
  const summary = Object.keys(PAINT)
    .filter((status) => counts.has(status as SmokeStatus))
    .map((status) => `${counts.get(status as SmokeStatus)} ${status}`);
  return `${[...parts, '', summary.join(', ')].join('\n')}\n`;
}

function part(text: string): readonly [number, number] {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (index === undefined || Number(index) < 1 || Number(index) > Number(count)) {
    throw new InvalidArgumentError('Expected i/n with i from 1 to n, for instance 2/4.');
  }
  return [Number(index), Number(count)];
}
