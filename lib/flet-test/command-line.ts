/** How Flet's `FletTestApp` starts `flutter`: `flutter test integration_test -d linux --dart-define=NAME=value …`. */

export interface FlutterCommand {
  /** `-d`: the platform's name on a desktop, else the id of a device. */
  readonly device: string | undefined;
  /** What `--dart-define` defines. */
  readonly defines: ReadonlyMap<string, string>;
}

const DEFINE = '--dart-define=';

/** Reads the arguments after the program's name; undefined when they ask for something else than a test. */
export function parseFlutterCommand(args: readonly string[]): FlutterCommand | undefined {
  if (args[0] !== 'test') return undefined;
  const defines = new Map<string, string>();
  for (const arg of args) {
    if (!arg.startsWith(DEFINE)) continue;
    const [name, ...value] = arg.slice(DEFINE.length).split('=');
    defines.set(name!, value.join('='));
  }
  const at = args.indexOf('-d');
  return { device: at < 0 ? undefined : args[at + 1], defines };
}

/** What the emulator of Android calls the machine that it runs on. */
const EMULATORS_HOST = '10.0.2.2';

/** Host and port of an address such as `tcp://127.0.0.1:4711`, seen from this machine; undefined for another scheme. */
export function parseTcpAddress(address: string): { host: string; port: number } | undefined {
  const match = /^tcp:\/\/(.+):(\d+)$/.exec(address);
  if (match === null) return undefined;
  return { host: match[1] === EMULATORS_HOST ? '127.0.0.1' : match[1]!, port: Number(match[2]) };
}
