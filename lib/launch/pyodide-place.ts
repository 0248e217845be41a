/** Apps in Pyodide: each in a worker, which is kept warm for the next one. */

import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Channel } from '../channel.js';
import { nodePlatform } from '../transports/pyodide/node-platform.js';
import type { PyodideExit, PyodideProgram } from '../transports/pyodide/program.js';
import { PyodideRuntime } from '../transports/pyodide/runtime.js';
import { type PlacedFile, PYTHON_FOLDER } from '../transports/pyodide/start.js';
import { inPackage } from './package.js';
import { AGENT_IMPORT, type AppPlace, type PlaceEnd, type PlaceRequest } from './place.js';
import { DOWNLOAD, findWheels } from './wheels.js';

/** How long an app's end may take; then its worker is ended, whatever it does. */
const STOP_MS = 2_000;

/** The names of the channels, as Python knows them. */
const PROTOCOL = 'flet';
const AGENT = 'flet-embed testing';

/** Folders of Pyodide's own file system that nothing may hide. */
const RESERVED = /^\/($|(dev|proc|lib|flet_embed)(\/|$))/;

/** A worker, and where its lines go. */
interface Warm {
  readonly runtime: PyodideRuntime;
  readonly wheels: string;
  output: PlaceRequest['onoutput'] | undefined;
}

/** Workers whose app has ended well, by their wheels. */
const idleWorkers: Warm[] = [];

/** Starts an app in a worker of this process. Any number may run at once. */
export async function startInPyodide(request: PlaceRequest, signal: AbortSignal): Promise<AppPlace> {
  const wheels = findWheels(request.title, request.wheels, request.folder);
  const idle = request.isolation === 'process' ? undefined : takeIdle(wheels);
  const warm = idle ?? (await startWorker(wheels, signal));
  return new PyodidePlace(warm, request);
}

function takeIdle(wheels: string): Warm | undefined {
  for (;;) {
    const index = idleWorkers.findIndex((warm) => warm.wheels === wheels);
    if (index === -1) return undefined;
    const [warm] = idleWorkers.splice(index, 1);
    if (warm!.runtime.failure === undefined) return warm;
  }
}

async function startWorker(wheels: string, signal: AbortSignal): Promise<Warm> {
  const output: Pick<Warm, 'output'> = { output: undefined };
  const script = pathToFileURL(inPackage('dist', 'transports', 'pyodide-node-worker.js'));
  const runtime = await PyodideRuntime.open(nodePlatform(script), {
    wheels,
    files: agentFiles(),
    output: (line, stream) => warm.output?.(line, stream),
    signal,
  });
  const warm: Warm = Object.assign(output, { runtime, wheels });
  return warm;
}

/** The agent, beside the Python that runs there. */
function agentFiles(): PlacedFile[] {
  const folder = inPackage('python', 'flet_embed_agent');
  const names = readdirSync(folder).filter((name) => name.endsWith('.py'));
  return names.map((name) => ({
    path: `${PYTHON_FOLDER}/flet_embed_agent/${name}`,
    bytes: new Uint8Array(readFileSync(join(folder, name))),
  }));
}

class PyodidePlace implements AppPlace {
  readonly python: string;
  readonly protocol: Channel;
  readonly agent: Channel;
  readonly ended: Promise<PlaceEnd>;
  readonly #warm: Warm;
  readonly #program: PyodideProgram;
  readonly #keeps: boolean;

  constructor(warm: Warm, request: PlaceRequest) {
    const { runtime } = warm;
    this.#warm = warm;
    this.#keeps = request.isolation !== 'process';
    this.python = `Pyodide (Python ${runtime.version})`;
    this.protocol = runtime.channel(PROTOCOL).unref();
    this.agent = runtime.channel(AGENT).unref();
    warm.output = request.onoutput;
    const { env, ...program } = request.program;
    const directory = env['FLET_EMBED_AGENT_CWD'] ?? process.cwd();
    this.#program = runtime.run({
      ...program,
      env: this.#environment(env, directory),
      mounts: mountsOf(request, directory),
    });
    this.#program.unref();
    this.ended = this.#program.exit.then((exit) => this.#endOf(exit));
  }

  remains(): readonly string[] {
    return [];
  }

  left(): void {
    // There are no threads.
  }

  /** What to do about a package that Python has not found. */
  adviceForPackage(name: string): string {
    return (
      `In Pyodide the app has the packages of ${this.#warm.wheels}, and no others; if '${name}' is a package, put its wheel ` +
      `there (${DOWNLOAD.slice(0, DOWNLOAD.indexOf(' flet=='))} ${name})`
    );
  }

  async stop(): Promise<void> {
    const { runtime } = this.#warm;
    this.#program.ref();
    const ended = await this.#program.stop({ timeout: STOP_MS }).then(
      () => true,
      () => false,
    );
    // What the program had opened has ended with it; whatever it had not would stay for a next one.
    this.protocol.destroy();
    this.agent.destroy();
    this.#warm.output = undefined;
    if (ended && this.#keeps && runtime.failure === undefined) idleWorkers.push(this.#warm);
    else await runtime.stop();
  }

  /** Without what needs threads. */
  #environment(env: Readonly<Record<string, string | undefined>>, directory: string): Record<string, string> {
    const kept: Record<string, string> = {};
    for (const [name, value] of Object.entries(env)) {
      if (value !== undefined && !name.startsWith('FLET_EMBED_AGENT_STACKS')) kept[name] = value;
    }
    return { ...kept, FLET_EMBED_AGENT_CWD: directory, ...AGENT_IMPORT };
  }

  #endOf({ code, error }: PyodideExit): PlaceEnd {
    const { failure } = this.#warm.runtime;
    if (failure !== undefined) return { code, crash: failure.message };
    if (error === undefined) return { code };
    const { type, message, traceback } = error;
    const prefix = `${type}: `;
    return {
      code,
      error: { type, message: message.startsWith(prefix) ? message.slice(prefix.length) : message, traceback },
    };
  }
}

/** The app's folder, its storage and its working directory, without those that lie in another one of them. */
function mountsOf({ folder, program }: PlaceRequest, directory: string): string[] {
  const storage = program.env['FLET_APP_STORAGE_DATA'];
  const wanted = [folder, directory, ...(storage === undefined ? [] : [dirname(storage)])];
  const folders = [...new Set(wanted.map((path) => realpathSync(path)))].filter((path) => !RESERVED.test(path));
  return folders.filter((path) => !folders.some((other) => other !== path && path.startsWith(other + sep)));
}
