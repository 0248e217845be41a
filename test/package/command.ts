import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

/** Variables that a Windows process needs to start at all. */
const SYSTEM = ['SystemRoot', 'TEMP', 'TMP', 'PATHEXT'];

export interface Surroundings {
  cwd: string;
  env?: Record<string, string>;
}

/**
 * Runs a script with this Node and returns what it printed. Of this process's environment it sees nothing but `env`: no
 * npm settings, no FLET_EMBED variables, and of PATH what is given.
 */
export function runNode(script: string, args: readonly string[], { cwd, env = {} }: Surroundings): string {
  const system = Object.fromEntries(
    SYSTEM.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
  const { status, signal, error, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd,
    env: { ...system, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status === 0) return stdout;
  const outcome = error?.message ?? (signal === null ? `exit code ${status}` : signal);
  throw new Error(`node ${[script, ...args].join(' ')}\nin ${cwd}: ${outcome}\n${stdout}${stderr}`);
}

/** The script of the npm that belongs to this Node: it is run without a shell. */
export function npmScript(): string {
  const { npm_execpath: running, PATH = '' } = process.env;
  if (running !== undefined && basename(running) === 'npm-cli.js') return running;
  for (const folder of PATH.split(delimiter)) {
    const unpacked = join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js');
    if (existsSync(unpacked)) return unpacked;
    const command = join(folder, 'npm');
    if (folder === '' || !existsSync(command)) continue;
    const script = realpathSync(command);
    if (basename(script) === 'npm-cli.js') return script;
  }
  throw new Error('Expected npm on PATH but found none; run the tests with npm test');
}
