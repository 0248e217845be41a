/** `flet-embed run --headless`: the app with a client that shows nothing. */

import { printTree } from '../flet/index.js';
import { type LaunchedHost, launchHost } from '../launch/host.js';
import type { AppSource, Device, LaunchOptions } from '../launch/options.js';
import { LaunchTrace } from '../launch/trace.js';
import type { LaunchTransport } from '../launch/transports.js';
import { interruption } from './interruption.js';

interface HeadlessFlags {
  python?: string | undefined;
  transport?: LaunchTransport | undefined;
  device?: Device | undefined;
  trace?: string | undefined;
}

/** Prints the app's controls once it has come to rest, and resolves with its exit code when it ends. */
export async function runHeadless(app: AppSource, args: readonly string[], flags: HeadlessFlags): Promise<number> {
  const { python, transport, device, trace: file } = flags;
  const options: LaunchOptions = {
    args,
    errors: 'collect',
    ...(python === undefined ? {} : { python }),
    ...(transport === undefined ? {} : { transport }),
    ...(device === undefined ? {} : { page: device }),
  };
  const trace = file === undefined ? undefined : new LaunchTrace(String(app), 'on', file);
  let ended = (_code: number): void => {};
  const end = new Promise<number>((resolve) => {
    ended = resolve;
  });
  const alive = setInterval(() => {}, 0x3fff_ffff);
  let host: LaunchedHost | undefined;
  // Python that has not got so far as to be closed ends with the process.
  const signal = interruption(() => {
    if (host === undefined) setImmediate(() => process.exit());
  });
  signal.addEventListener('abort', () => ended(Number(process.exitCode)));
  try {
    host = await launchHost(app, options, {
      ...trace?.hooks,
      onoutput: (line, stream) => {
        process[stream].write(`${line}\n`);
        trace?.hooks.onoutput?.(line, stream);
      },
      onerror: (error) => {
        process.stderr.write(`${error.traceback.trimEnd() || error.message}\n`);
        trace?.hooks.onerror?.(error);
      },
      onexit: ({ code }) => ended(code),
    });
    process.stdout.write(`${printTree(host.client.page)}\n`);
    const code = await end;
    await host.close();
    return code;
  } finally {
    clearInterval(alive);
  }
}
