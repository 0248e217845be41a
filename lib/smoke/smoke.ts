/** Runs many apps, each in a process of its own, several at once. */

import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { removeFolder, temporaryFolder } from '../launch/temporary-folder.js';
import { killGroup } from '../process-group.js';
import type { AppRun, RunReport } from './app-run.js';
import { lastLine, type SmokeResult } from './outcome.js';

export interface SmokeOptions {
  /** The program of the processes: reads an `AppRun`, reports over IPC. */
  program: URL;
  /** What to embed; as `Runtime.start` takes it. */
  python?: string;
  /** Processes at once. Default: one for each core. */
  jobs?: number;
  /** Milliseconds for one app, its start included. Default 30,000. */
  timeout?: number;
  /** Things done to one app at most. Default 60. */
  actions?: number;
  /** Decides the order of what is done. Default 1. */
  seed?: number;
  /** Called after each app. */
  onresult?(result: SmokeResult): void;
  /** Ends everything that is running. */
  signal?: AbortSignal;
}

/** The most of an app's output that is kept, from its end. */
const OUTPUT_KEPT = 16 * 1024;

/** Walks every app; resolves with the results in the order of the paths. Rejects with the signal's reason, never for what an app does. */
export async function smoke(paths: readonly string[], options: SmokeOptions): Promise<SmokeResult[]> {
  const results: SmokeResult[] = new Array(paths.length);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < paths.length; at = next++) {
      options.signal?.throwIfAborted();
      results[at] = await runInProcess(paths[at]!, options);
      options.signal?.throwIfAborted();
      options.onresult?.(results[at]!);
    }
  };
  const jobs = Math.max(1, Math.min(options.jobs ?? availableParallelism(), paths.length));
  await Promise.all(Array.from({ length: jobs }, work));
  return results;
}

function runInProcess(path: string, options: SmokeOptions): Promise<SmokeResult> {
  const { timeout = 30_000, actions = 60, seed = 1, python, signal } = options;
  const run: AppRun = { path, seed, actions, timeout, ...(python === undefined ? {} : { python }) };
  const begun = performance.now();
  // A process that is killed removes nothing, and what an app leaves in such places nobody misses.
  const temporary = temporaryFolder('flet-embed-smoke-');
  const child = fork(fileURLToPath(options.program), [JSON.stringify(run)], {
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own, where there are such: the app may start processes too.
    detached: process.platform !== 'win32',
  });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-OUTPUT_KEPT);
    });
  }
  const state = { started: false, controls: 0, actions: 0, last: '' };
  let result: SmokeResult | undefined;
  let expired = false;
  return new Promise((resolve) => {
    const kill = (): void => killGroup(child);
    const timer = setTimeout(() => {
      expired = true;
      kill();
    }, timeout);
    signal?.addEventListener('abort', kill);
    child.on('message', (message: RunReport) => {
      const milliseconds = Math.round(performance.now() - begun);
      if (message.kind === 'started') Object.assign(state, { started: true, controls: message.controls });
      else if (message.kind === 'action') Object.assign(state, { actions: state.actions + 1, last: message.text });
      else result = { path, ...message.result, milliseconds };
    });
    // Processes that the app has left behind would hold the pipes, and with them the end, for as long as they live.
    child.on('exit', kill);
    child.on('close', (code, killed) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', kill);
      try {
        removeFolder(temporary);
      } catch {
        // Something that has left the group still writes there.
      }
      const { started, controls } = state;
      const milliseconds = Math.round(performance.now() - begun);
      const where = state.last === '' ? 'while it started' : `after: ${state.last}`;
      const unfinished = { path, started, controls, actions: state.actions, milliseconds };
      if (result !== undefined) resolve(result);
      else if (expired) {
        const detail = `not through within ${timeout / 1000} s, ${where}`;
        resolve({ ...unfinished, status: 'timeout', exceptions: output === '' ? [] : [output], detail });
      } else {
        const detail = `its process ended ${killed === null ? `with code ${code}` : `by ${killed}`}, ${where}`;
        const exceptions = [output === '' ? detail : output];
        const status = started ? 'app-error' : 'not-started';
        const said = lastLine(output);
        resolve({ ...unfinished, status, exceptions, detail: said === '' ? detail : `${detail}: ${said}` });
      }
    });
  });
}
