#!/usr/bin/env node
/** The command line `flet-embed`. */

import { Command } from 'commander';
import { VERSION } from './package-version.js';
import { smokeCommand } from './smoke.js';
import { testCommand } from './test-command.js';

const program = new Command('flet-embed')
  .description('Runs Flet apps with Python inside the Node process.')
  .version(VERSION)
  .enablePositionalOptions()
  .showSuggestionAfterError()
  .showHelpAfterError('(flet-embed --help says more)')
  .addCommand(smokeCommand())
  .addCommand(testCommand());

// Commander ends with 1 for a wrong command line; 1 says here that an app or a test has failed.
program.exitOverride();
for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  const { code, exitCode, message } = error as { code?: unknown; exitCode?: unknown; message: string };
  if (typeof code === 'string' && code.startsWith('commander.')) {
    process.exitCode = exitCode === 0 ? 0 : 2;
  } else {
    process.stderr.write(`flet-embed: ${message}\n`);
    process.exitCode ??= error instanceof RangeError || error instanceof TypeError ? 2 : 1;
  }
}
