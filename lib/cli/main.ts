#!/usr/bin/env node
/** The command line `flet-embed`. */

import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { doctorCommand } from './doctor.js';
import { EXIT } from './exit-code.js';
import { VERSION } from './package-version.js';
import { runCommand } from './run.js';
import { smokeCommand } from './smoke.js';
import { testCommand } from './test-command.js';

const HELP = `
Examples:
  flet-embed run app.py        the app in the real Flutter client, reloaded when a file is saved
  flet-embed smoke examples/   does every app there survive what a user can do to it?
  flet-embed test tests/ -x    pytest tests that were written for «flet test»
  flet-embed doctor            what is missing on this machine, and how to mend it

Exit code: 0 all is well, 1 an app, a test or a requirement has failed, 2 wrong use; «flet-embed test» has pytest's.
Colours: only on a terminal; NO_COLOR=1 switches them off, FORCE_COLOR=1 on.
More: flet-embed help <command>
`;

const program = new Command('flet-embed')
  .description('Runs Flet apps with Python inside the Node process.')
  .version(VERSION, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand('help [command]', 'print the help of a command')
  .enablePositionalOptions()
  .addHelpText('after', HELP);

for (const command of [runCommand(), smokeCommand(), testCommand(), doctorCommand()]) program.addCommand(command);

// Commander ends with 1 for a wrong command line; 1 says here that what the command is for has failed.
program.exitOverride().showHelpAfterError('(flet-embed --help says more)');
for (const command of program.commands) {
  command.exitOverride().showHelpAfterError(`(flet-embed ${command.name()} --help says more)`);
  command.helpOption('-h, --help', 'print this help');
}

try {
  await program.parseAsync();
} catch (error) {
  const { code, exitCode, message } = error as { code?: unknown; exitCode?: unknown; message: string };
  if (typeof code === 'string' && code.startsWith('commander.')) {
    process.exitCode = exitCode === 0 ? EXIT.ok : EXIT.usage;
    const [first] = process.argv.slice(2);
    if (code === 'commander.unknownCommand' && first !== undefined && existsSync(first)) {
      process.stderr.write(`To run an app: flet-embed run ${first}\n`);
    }
  } else {
    process.stderr.write(`flet-embed: ${message}\n`);
    process.exitCode ??= error instanceof RangeError || error instanceof TypeError ? EXIT.usage : EXIT.failed;
  }
}
