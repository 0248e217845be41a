/** `flet-embed doctor`: what is there, what is missing, and how to mend it. */

import { Command } from 'commander';
import { type Check, type CheckName, type CheckStatus, diagnose, isWell, LOOKS } from '../doctor/index.js';
import { colors } from './colors.js';
import { EXIT } from './exit-code.js';
import { interruption } from './interruption.js';
import { seconds } from './option-values.js';
import { VERSION } from './package-version.js';
import { Progress } from './progress.js';

const HELP = `
Examples:
  flet-embed doctor                      the Python that would be taken here
  flet-embed doctor --python ~/app/.venv one virtual environment
  flet-embed doctor --json               for a program, or for a bug report

A Python is looked for as everywhere: --python, FLET_EMBED_PYTHON, VIRTUAL_ENV, .venv, python3 on PATH.
It is started in a process of its own: a broken one ends that, and its line says how.

Exit code: 0 all that is required is there, 1 something of it is missing or wrong, 2 wrong use.
`;

interface Flags {
  python?: string;
  timeout: number;
  json?: boolean;
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('look at Python, Flet, the addon and the browser, and say how to mend what is missing')
    .option('--python <path>', 'interpreter or virtual environment to look at')
    .option('--timeout <seconds>', 'for the examination of Python', seconds, 60)
    .option('--json', 'one JSON document on the standard output')
    .addHelpText('after', HELP)
    .action(run);
}

async function run({ python, timeout, json }: Flags): Promise<void> {
  const progress = new Progress(LOOKS);
  const checks = await diagnose({
    program: new URL('./doctor-child.js', import.meta.url),
    timeout: timeout * 1000,
    signal: interruption(() => progress.clear()),
    ...(python === undefined ? {} : { python }),
    onlooked: (what) => progress.step(what),
  });
  progress.clear();
  const ok = isWell(checks);
  const platform = `${process.platform}-${process.arch}`;
  if (json === true) process.stdout.write(`${JSON.stringify({ version: VERSION, platform, ok, checks }, null, 1)}\n`);
  else process.stdout.write(`flet-embed ${VERSION} on ${platform}\n\n${report(checks)}`);
  process.exitCode = ok ? EXIT.ok : EXIT.failed;
}

const TITLES: Readonly<Record<CheckName, string>> = {
  node: 'Node',
  addon: 'Addon',
  python: 'Python',
  libpython: 'libpython',
  flet: 'Flet',
  'flet-web': 'flet-web',
  'playwright-core': 'playwright-core',
  chromium: 'Chromium',
  display: 'Display',
  pytest: 'pytest',
  'pytest-asyncio': 'pytest-asyncio',
};

/** By status; what is optional alarms nobody. */
function painted({ status, required }: Check): string {
  const paint: Readonly<Record<CheckStatus, (text: string) => string>> = {
    ok: colors.green,
    missing: required ? colors.red : colors.yellow,
    wrong: required ? colors.red : colors.yellow,
    unknown: colors.dim,
  };
  return paint[status](status.padEnd(8));
}

function report(checks: readonly Check[]): string {
  const required = checks.filter((one) => one.required);
  const optional = checks.filter((one) => !one.required);
  const lacking = required.filter(({ status }) => status !== 'ok');
  const summary =
    lacking.length === 0
      ? colors.green('Everything that is required is there.')
      : colors.red(`Not everything that is required is there: ${lacking.map(({ name }) => TITLES[name]).join(', ')}.`);
  return [
    colors.bold('Required'),
    ...required.flatMap(linesOf),
    '',
    colors.bold('For single purposes'),
    ...optional.flatMap(linesOf),
    '',
    summary,
    '',
  ].join('\n');
}

const INDENT = ' '.repeat(27);

function linesOf(one: Check): string[] {
  const [first, ...more] = one.found.split('\n');
  return [
    `  ${painted(one)} ${TITLES[one.name].padEnd(15)} ${first}`,
    ...more.map((line) => colors.dim(INDENT + line)),
    ...(one.fix === null ? [] : [`${INDENT}${colors.cyan(`fix: ${one.fix}`)}`]),
  ];
}
