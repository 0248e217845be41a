/** The program of the process in which `flet-embed run` runs the app and serves its page. */

import { basename } from 'node:path';
import { resolveSource } from '../launch/options.js';
import { findPython } from '../launch/python-search.js';
import { warmUp } from '../launch/warm-up.js';
import { openBrowser, type RunEvents, RunSession } from '../run/index.js';
import { colors } from './colors.js';
import { EXIT } from './exit-code.js';
import type { FromRun, ToRun } from './run-supervisor.js';

/** How long a clean end may take. Python that is busy is left behind. */
const END_MS = 1_500;

const OPEN_IT = 'Open this address to start the app. Ctrl-C ends it.';

const begun = performance.now();
let session: RunSession | undefined;
let ending = false;

process.on('message', (message: ToRun) => {
  if (message.kind === 'stop') void end(EXIT.ok);
  else void run(message);
});
// The supervisor is gone, or tells by a message what the terminal's Ctrl-C tells everyone.
process.on('disconnect', () => void end(EXIT.failed));
process.on('SIGINT', () => {});

async function run({ options, handover }: Extract<ToRun, { kind: 'run' }>): Promise<void> {
  try {
    const { app, python, transport = 'embedded' } = options;
    let executable: string;
    if (transport === 'embedded') {
      const warm = await warmUp(app, python);
      executable = warm.python.executable;
      if (handover === undefined)
        print(`Python ${warm.python.version} in process ${process.pid} (${executable})`, 'Flet', warm.flet);
    } else {
      executable = findPython(python, resolveSource(app).folder);
      if (handover === undefined) print(`Python over ${transport} (${executable})`);
    }
    session = await RunSession.begin(options, executable, eventsOf(options.open && handover === undefined), handover);
  } catch (error) {
    const { message, stack = message } = error as Error & { code?: unknown };
    process.stderr.write(`${'code' in (error as object) ? message : stack}\n`);
    await end(EXIT.failed);
  }
}

function eventsOf(open: boolean): RunEvents {
  return {
    onready(url) {
      print(`Ready in ${seconds(performance.now() - begun)}. ${colors.bold(url)}`);
      const failed = (reason: string): void => complain(`The browser did not open: ${reason}. ${OPEN_IT}`);
      if (open) openBrowser(url, failed).catch((error: Error) => failed(error.message));
      else print(OPEN_IT);
    },
    onstarted: (milliseconds) => print(colors.dim(`The app has started in ${seconds(milliseconds)}`)),
    onreloaded: (files, milliseconds) => {
      const names = files.length === 0 ? 'on request' : files.map((file) => basename(file)).join(', ');
      print(colors.dim(`Reloaded in ${seconds(milliseconds)}: ${names}`));
    },
    onrefused: (text) => complain(`${text.trimEnd()}\nThe app goes on as it was.`),
    onerror: ({ message, traceback }) => complain(traceback.trimEnd() || message),
    onoutput: (line, stream) => process[stream].write(`${line}\n`),
    onexit: ({ code }) =>
      print(`The app has ended with exit code ${code}. Save a file, or press «Restart» in the page, to start it anew.`),
    onhandover: (handover) => {
      print(colors.dim('Threads of the app go on; a fresh process takes over'));
      process.send!({ handover } satisfies FromRun, () => process.exit(0));
    },
  };
}

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  const late = setTimeout(() => process.exit(code), END_MS);
  await session?.close().catch(() => {});
  clearTimeout(late);
  process.exit(code);
}

function print(...parts: (string | undefined)[]): void {
  process.stdout.write(`${parts.filter((part) => part !== undefined).join(' ')}\n`);
}

function complain(text: string): void {
  process.stderr.write(`${colors.red(text)}\n`);
}

function seconds(milliseconds: number): string {
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}
