import { parseArgs } from 'node:util';

const USAGE = `npm run -s bench -- [options]

  --quick             fewer and shorter repetitions: under three minutes
  --json              one JSON document on the standard output, instead of tables
  --report            write bench/RESULTS.md; without --quick this is done in any case
  --only <text>       only cases whose name contains the text, e.g. --only round-trip or --only "large embedded"
  --repetitions <n>   per case (default: 3 with --quick, else 7); two more for
                      round trips, a third where no bar applies
  --seed <n>          the order of the cases; a run prints its own
  --core <n>          the core to pin to (default: the last one)
  --python <path>     what to embed: an executable or a virtual environment (default: .venv, or what Runtime.start finds)
`;

/** What the command line asks for. Ends the process for --help and for what it does not understand. */
export function readOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        report: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        repetitions: { type: 'string' },
        seed: { type: 'string' },
        core: { type: 'string' },
        python: { type: 'string' },
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
  const { quick, json, only, python } = values;
  return {
    quick,
    json,
    only,
    python,
    // Part of the cases is no report.
    report: only === '' && (values.report || !quick),
    repetitions: wholeNumber(values.repetitions, '--repetitions', 1) ?? (quick ? 3 : 7),
    seed: wholeNumber(values.seed, '--seed', 0) ?? Math.floor(Math.random() * 2 ** 31),
    core: wholeNumber(values.core, '--core', 0),
  };
}

function wholeNumber(text, name, least) {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least)
    fail(`Expected a whole number from ${least} on for ${name} but received '${text}'`);
  return number;
}

function fail(message) {
  process.stderr.write(`${message}\n\n${USAGE}`);
  process.exit(2);
}
