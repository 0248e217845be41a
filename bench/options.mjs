import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = `npm run -s bench -- [options]

  --quick             fewer and shorter repetitions: under three minutes, without it repeated for 42 at most
  --resume            goes on with the last run that was interrupted, with its options
  --add               adds the cases of --only to the last run that has ended, and writes its report anew
  --json              one JSON document on the standard output, instead of tables
  --report            write bench/RESULTS.md and bench/report.html; without --quick this is done in any case
  --only <text>       only cases whose name contains the text, e.g. --only round-trip or --only "large embedded"
  --systems <names>   only these systems, with commas; «own» stands for those that need no set-up
  --repetitions <n>   per case, in the mode where the bars apply (default: each scenario has its own); a third in the other one
  --budget <minutes>  no further repetitions when so much time is spent; one of each case is made whatever it takes
                      (default: 2.5 with --quick, else 42)
  --seed <n>          the order of the cases; a run prints its own
  --core <n>          the core to pin to (default: the last one)
  --python <path>     what to embed: an executable or a virtual environment (default: .venv, or what Runtime.start finds)
  --cache <folder>    where results and installed systems are kept (default: .cache/bench)
`;

/** What the command line asks for. Ends the process for --help and for what it does not understand. */
export function readOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        quick: { type: 'boolean', default: false },
        resume: { type: 'boolean', default: false },
        add: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        report: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        systems: { type: 'string' },
        repetitions: { type: 'string' },
        budget: { type: 'string' },
        seed: { type: 'string' },
        core: { type: 'string' },
        python: { type: 'string' },
        cache: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    fail(error.message);
  }
  if (values.help) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  const { quick, resume, add, json, only, systems, python, cache } = values;
  if (add && only === '') fail('Expected --only with --add: what is to be added');
  return {
    resume,
    add,
    json,
    // Systems are loaded from below it.
    cache: cache === undefined ? undefined : resolve(cache),
    // What decides which measurements a run has: kept with it, so that it can go on.
    run: {
      quick,
      only,
      systems: systems?.split(',').map((name) => name.trim()),
      python,
      // Part of the cases is no report, unless it is asked for.
      report: values.report || add || (only === '' && systems === undefined && !quick),
      repetitions: wholeNumber(values.repetitions, '--repetitions', 1),
      budgetMinutes: number(values.budget, '--budget') ?? (quick ? 2.5 : 42),
      seed: wholeNumber(values.seed, '--seed', 0) ?? Math.floor(Math.random() * 2 ** 31),
      core: wholeNumber(values.core, '--core', 0),
    },
  };
}

function wholeNumber(text, name, least) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    fail(`Expected a whole number from ${least} on for ${name} but received '${text}'`);
  return value;
}

function number(text, name) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0)) fail(`Expected a number above 0 for ${name} but received '${text}'`);
  return value;
}

export function fail(message) {
  process.stderr.write(`${message}\n\n${USAGE}`);
  process.exit(2);
}
