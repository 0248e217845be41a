/** The walk of one app: what the process that was started for it does. Reports over Node's IPC channel. */

import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { PythonError } from '../errors.js';
import type { AppHost } from '../launch/app-host.js';
import { launchHost } from '../launch/host.js';
import { classify, type SmokeResult, type SmokeStatus } from './outcome.js';
import { walk } from './walk.js';

/** The order to a process: one app. */
export interface AppRun {
  path: string;
  python?: string;
  seed: number;
  actions: number;
  /** Milliseconds for everything. */
  timeout: number;
}

/** What the process tells, oldest first. */
export type RunReport =
  | { kind: 'started'; controls: number }
  | { kind: 'action'; text: string }
  | { kind: 'result'; result: Omit<SmokeResult, 'milliseconds' | 'path'> };

/** Starts the app, walks it, and tells how it went. Never throws for what the app does. */
export async function runApp(run: AppRun, report: (message: RunReport) => void): Promise<void> {
  const own = ownModules(run.path);
  let host: AppHost;
  try {
    host = await launchHost(run.path, {
      ...(run.python === undefined ? {} : { python: run.python }),
      errors: 'collect',
      timeouts: { launch: run.timeout },
    });
  } catch (error) {
    report({ kind: 'result', result: { ...failedStart(error, own), started: false, controls: 0, actions: 0 } });
    return;
  }
  const controls = host.client.tree.size;
  report({ kind: 'started', controls });
  let actions = 0;
  let broken: unknown;
  try {
    const signal = new AbortController().signal; // the process as a whole is what runs out of time
    const onaction = (text: string): void => report({ kind: 'action', text });
    actions = await walk(host, { actions: run.actions, seed: run.seed, onaction, signal });
  } catch (error) {
    broken = error;
  }
  const exceptions = host.errors.all.map(({ message, traceback }) => (traceback === '' ? message : traceback));
  if (broken !== undefined && exceptions.length === 0) exceptions.push(textOf(broken));
  const { status, detail } = statusOf(exceptions, own);
  report({ kind: 'result', result: { status, started: true, controls, actions, exceptions, detail } });
  await host.close().catch(() => {}); // has been judged; the process ends anyway
}

/** The worst of several, by whose fault it is: the app's own comes first. */
function statusOf(exceptions: readonly string[], own: ReadonlySet<string>): { status: SmokeStatus; detail: string } {
  const judged = exceptions.map((traceback) => classify(traceback, own));
  return judged.find(({ status }) => status === 'app-error') ?? judged[0] ?? { status: 'ok', detail: '' };
}

function failedStart(error: unknown, own: ReadonlySet<string>): Pick<SmokeResult, 'status' | 'detail' | 'exceptions'> {
  const text = textOf(error);
  const { status, detail } = classify(text, own);
  return { status: status === 'app-error' ? 'not-started' : status, detail, exceptions: [text] };
}

function textOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof PythonError) return at.traceback;
  return error instanceof Error ? error.message : String(error);
}

/** Names that the app's own folder can be imported by. */
function ownModules(path: string): Set<string> {
  const names = readdirSync(dirname(path)).map((name) => basename(name, '.py'));
  return new Set(names);
}
