/**
 * Stands in for the `flutter` executable when Flet's `FletTestApp` starts one: a client without pixels, for the life of one app.
 *
 * Exit code 0 after the tests' teardown; 1 when something went wrong here, which `FletTestApp` turns into a failure that shows
 * what was printed; 2 for a command that this program does not know.
 */

import { parseFlutterCommand, parseTcpAddress } from './command-line.js';
import { serveHost } from './host-mode.js';
import type { Outcome } from './outcome.js';
import type { ServeOptions } from './serve-options.js';

const NO_TEST = `This program stands in for Flutter in tests that run with "flet-embed test": it knows "flutter test" of Flet's
FletTestApp and nothing else.`;

const NO_HTTP = `The app under test is served over HTTP, which this client does not speak: unset FLET_TEST_USE_HTTP, and leave
use_http=True out of FletTestApp().`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const command = parseFlutterCommand(args);
  const url = command?.defines.get('FLET_TEST_APP_URL');
  const testerUrl = command?.defines.get('FLET_TEST_SERVER_URL');
  if (command === undefined || (url ?? testerUrl) === undefined) return fail(NO_TEST, 2);
  const address = parseTcpAddress(url ?? testerUrl!);
  if (address === undefined) return fail(NO_HTTP, 2);
  const { FLET_TEST_PLATFORM: platform, FLET_EMBED_TEST_FOLDER: folder } = process.env;
  const options = { address, platform, device: command.device, folder };
  try {
    return report(url === undefined ? await serveDevice(options) : await serveHost(options));
  } catch (error) {
    return fail(error instanceof Error ? (error.stack ?? error.message) : String(error), 1);
  }
}

/** Only a test of a device needs Python in this process. */
async function serveDevice(options: ServeOptions): Promise<Outcome> {
  const mode = await import('./device-mode.js');
  return mode.serveDevice(options);
}

function report({ tornDown, failures }: Outcome): number {
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  if (!tornDown) process.stderr.write('The connection ended before the teardown of the tests\n');
  return failures.length === 0 ? 0 : 1;
}

function fail(message: string, code: number): number {
  process.stderr.write(`${message}\n`);
  return code;
}
