import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../project.mjs';
import { fingerprint } from './fingerprint.mjs';

/**
 * A step: `name`; `inputs()`, the files, folders (relative to the root) and `=texts` that its result depends on;
 * `stamp`, a file inside the result, so that removing the result makes the step run again; `run()`, which throws a
 * `SetupError`.
 */

/** Ends the set-up with a text for people: what was expected, what is there, what to do. */
export class SetupError extends Error {}

/** Runs the steps that are due, one line each; returns the exit code. */
export function runSteps(steps) {
  for (const step of steps) {
    const started = performance.now();
    const report = (text) => console.log(`${step.name.padEnd(11)} ${text}`);
    try {
      const stamp = join(ROOT, step.stamp);
      const print = fingerprint(step.inputs());
      if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print) {
        report('unchanged');
        continue;
      }
      step.run();
      mkdirSync(dirname(stamp), { recursive: true });
      writeFileSync(stamp, print);
      report(`done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    } catch (error) {
      report('failed');
      console.error(error instanceof SetupError ? error.message : error);
      return 1;
    }
  }
  return 0;
}

/** Runs a command quietly; shows what it printed only when it failed. */
export function execute(command, args, { cwd = ROOT, env = process.env } = {}) {
  const result = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (result.status === 0) return result.stdout;
  const why = result.error?.message ?? (result.signal === null ? `exit code ${result.status}` : result.signal);
  throw new SetupError(`${result.stdout ?? ''}${result.stderr ?? ''}\n${command} ${args.join(' ')}: ${why}`);
}
