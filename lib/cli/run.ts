/** `flet-embed run`: an app in the real Flutter client. */

import { Command, Option } from 'commander';
import { LAUNCH_TRANSPORTS, type LaunchTransport } from '../launch/transports.js';
import { findScreen, type RunOptions } from '../run/index.js';
import { port } from './option-values.js';
import { runHeadless } from './run-headless.js';
import { superviseRun } from './run-supervisor.js';

const HELP = `
Examples:
  flet-embed run app.py                      in the browser; every save of a file reloads it
  flet-embed run examples/counter            a folder with a main.py
  flet-embed run -m my_app.main              a module, as python -m would
  flet-embed run app.py --device phone       the app is told of a phone, and shown in its size
  flet-embed run app.py --no-open --port 8550
  flet-embed run app.py --headless           without a page: prints the controls
  flet-embed run app.py -- --verbose         what follows -- is the app's own

The page's address holds a secret: who knows it can use the app. Only this machine can reach it, unless --host
says otherwise. Ctrl-C ends everything.

Exit code: that of the app with --headless, 2 wrong use, 130 ended by Ctrl-C, 1 anything else that failed.
`;

interface Flags {
  module?: string;
  python?: string;
  transport?: LaunchTransport;
  device?: RunOptions['device'];
  host?: string;
  port?: number;
  assets?: string;
  open: boolean;
  reload: boolean;
  headless?: boolean;
  trace?: string;
}

export function runCommand(): Command {
  return new Command('run')
    .description('run a Flet app with Python in this process, shown by the real Flutter client in the browser')
    .argument('[app]', 'a file, or a folder with a main.py')
    .argument('[args...]', "the app's own arguments, after --")
    .option('-m, --module <name>', 'run a module')
    .option('--python <path>', 'interpreter or virtual environment with Flet and flet-web')
    .addOption(new Option('--transport <name>', 'the way between the app and Node').choices([...LAUNCH_TRANSPORTS]))
    .addOption(new Option('--device <name>', 'what the app is told of').choices(['phone', 'tablet', 'desktop']))
    .option('--host <address>', 'listen on this address, for other machines to see (default: this machine only)')
    .option('--port <n>', 'the port of the page (default: a free one)', port)
    .option('--assets <folder>', "the app's assets (default: assets beside the app)")
    .option('--no-open', 'do not open the browser')
    .option('--no-reload', 'do not watch the files')
    .option('--headless', 'without a page')
    .option('--trace <file>', 'write every message, error and line of output into an HTML file')
    .addHelpText('after', HELP)
    .action(run);
}

async function run(app: string | undefined, args: string[], flags: Flags): Promise<void> {
  const { module, headless = false, open, reload, ...rest } = flags;
  if (module === undefined && app === undefined)
    throw new RangeError('Expected an app: a file, a folder, or -m module');
  // With a module, what would be the app is the first of its arguments.
  const own = module !== undefined && app !== undefined ? [app, ...args] : args;
  const source = module === undefined ? app! : { module };
  if (headless) {
    process.exitCode = await runHeadless(source, own, rest);
    return;
  }
  const screen = findScreen();
  if (open && !screen.shows) process.stderr.write(`The browser is not opened: ${screen.why}.\n`);
  process.exitCode = await superviseRun({ app: source, args: own, open: open && screen.shows, reload, ...rest });
}
