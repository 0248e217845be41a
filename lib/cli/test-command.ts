/** `flet-embed test`: runs pytest tests that were written for `flet test`, without Flutter. */

import { Command } from 'commander';
import { runFletTests } from './test.js';

const HELP = `
Everything but --python goes to pytest as it is.

Examples:
  flet-embed test tests/                       every test below a folder
  flet-embed test -k login -x                  pytest's own options
  flet-embed test --python .venv tests -n 4    four processes, with pytest-xdist

Pictures are not compared: a test that asserts nothing else ends as skipped «not checked (pixels)», and the summary
counts the pictures of the others.

Exit code: pytest's own.
`;

export function testCommand(): Command {
  return new Command('test')
    .description("run a pytest suite written for «flet test» on a client without pixels, with pytest's options")
    .argument('[args...]', 'paths and options for pytest')
    .option('--python <path>', 'interpreter or virtual environment with Flet, pytest and pytest-asyncio')
    .allowUnknownOption()
    .passThroughOptions()
    .addHelpText('after', HELP)
    .action(async (args: string[], { python }: { python?: string }) => {
      process.exitCode = await runFletTests(args, python === undefined ? {} : { python });
    });
}
