/** The interpreter of this process, started at the first launch and kept warm for all that follow. */

import { resolve } from 'node:path';
import type { EmbedError } from '../errors.js';
import type { OutputCallback } from '../output-lines.js';
import type { ExitStatus, Program } from '../program.js';
import { Runtime } from '../runtime.js';
import type { BridgeChannel } from '../transports/embedded-channel.js';
import { LaunchError } from './error.js';
import { type AppPlace, agentEnvironment, type PlaceEnd, type PlaceRequest } from './place.js';

/** How long an app's end may take. Its threads have one second of that. */
const STOP_MS = 4_000;

/** Why threads of one process cannot launch side by side, and what to do. */
export const TAKEN =
  'needs the interpreter of this process, but another thread of it has one: the workers of a test runner have to be ' +
  "processes (vitest: pool: 'forks'), or only one (vitest: maxWorkers: 1); isolation: 'process' works in any thread";

/** One per process, also where this module is loaded twice, as an ES module and as CommonJS. */
const SLOT = Symbol.for('flet-embed.testing.interpreter');

const slot = globalThis as { [SLOT]?: Promise<Interpreter> };

export class Interpreter {
  readonly runtime: Runtime;
  /** The `python` that was asked for. */
  readonly #asked: string | undefined;
  readonly #output: { current: OutputCallback | undefined };
  /** The call that started the app that runs. */
  #running: string | undefined;
  #stopping: Promise<void> | undefined;
  /** Threads of apps that have ended. */
  readonly #remains: string[] = [];
  /** Why the app that runs could not be stopped. */
  #stuck: string | undefined;

  /** The one of this process; starts it with the first request's Python. */
  static async get(request: PlaceRequest): Promise<Interpreter> {
    slot[SLOT] ??= Interpreter.#start(request);
    const starting = slot[SLOT];
    let interpreter: Interpreter;
    try {
      interpreter = await starting;
    } catch (error) {
      // A later launch may do better: with another `python`, say.
      if (slot[SLOT] === starting) delete slot[SLOT];
      throw error;
    }
    interpreter.#checkPython(request);
    return interpreter;
  }

  static async #start({ title, python, folder }: PlaceRequest): Promise<Interpreter> {
    const output: { current: OutputCallback | undefined } = { current: undefined };
    const runtime = await Runtime.start({
      ...(python === undefined ? {} : { python }),
      folder,
      output: (line, stream) => output.current?.(line, stream),
    }).catch((error: unknown) => {
      throw (error as EmbedError).code === 'ERR_EMBED_RUNTIME_EXISTS' ? takenByOther(title, error) : error;
    });
    return new Interpreter(runtime, python, output);
  }

  private constructor(runtime: Runtime, asked: string | undefined, output: { current: OutputCallback | undefined }) {
    this.runtime = runtime;
    this.#asked = asked;
    this.#output = output;
  }

  /** Starts a program. Waits for one that is being stopped; refuses while one runs. */
  async start(request: PlaceRequest): Promise<AppPlace> {
    while (this.#stopping !== undefined) await this.#stopping.catch(() => {});
    this.#checkFree(request.title);
    const { runtime } = this;
    const protocol = runtime.bridge();
    const agent = runtime.bridge();
    protocol.unref();
    agent.unref();
    const bridges: BridgeChannel[] = [protocol, agent];
    const env = { ...request.program.env, ...agentEnvironment(protocol.port, agent.port) };
    this.#output.current = request.onoutput;
    let program: Program;
    try {
      program = runtime.run({ ...request.program, env }).unref();
    } catch (error) {
      for (const bridge of bridges) bridge.destroy();
      if ((error as EmbedError).code !== 'ERR_EMBED_BUSY') throw error;
      throw new LaunchError(
        'ERR_EMBED_LAUNCH_BUSY',
        `${request.title} needs the interpreter of this process, but a program runs there; await its exit, or use isolation: 'process'`,
      );
    }
    this.#running = request.title;
    const ended = program.exit.then((status) => {
      this.#running = this.#stuck = undefined;
      this.#output.current = undefined;
      return endOf(status);
    });
    return {
      python: runtime.python.executable,
      protocol,
      agent,
      ended,
      openDataChannel: () => {
        const channel = runtime.bridge();
        channel.unref();
        bridges.push(channel);
        return { id: channel.port, channel };
      },
      remains: () => this.#remains,
      left: (threads) => {
        this.#remains.push(...threads);
      },
      stop: () => {
        const stopping = this.#stop(program, ended, bridges).finally(() => {
          if (this.#stopping === stopping) this.#stopping = undefined;
        });
        this.#stopping = stopping;
        return stopping;
      },
    };
  }

  async #stop(program: Program, ended: Promise<PlaceEnd>, bridges: readonly BridgeChannel[]): Promise<void> {
    try {
      program.ref();
      await program.stop({ timeout: STOP_MS });
      await ended;
    } catch (error) {
      program.unref();
      if ((error as EmbedError).code !== 'ERR_EMBED_STOP_TIMEOUT') throw error;
      const { message } = error as EmbedError;
      this.#stuck = message;
      throw new LaunchError(
        'ERR_EMBED_LAUNCH_NOT_CLOSED',
        `${message}\n\nThe interpreter of this process stays busy until they end; give such an app isolation: 'process'`,
        { cause: error },
      );
    } finally {
      // What the program had opened has ended with it; whatever it had not would stay for a next one.
      for (const bridge of bridges) bridge.destroy();
    }
  }

  #checkFree(title: string): void {
    if (this.#running === undefined) return;
    const why =
      this.#stuck === undefined
        ? `${this.#running} runs there; close() that app first, or use isolation: 'process'`
        : `${this.#running} does not end: ${this.#stuck}\nUse isolation: 'process' for such an app`;
    throw new LaunchError(
      'ERR_EMBED_LAUNCH_BUSY',
      `${title} needs the interpreter of this process, which runs one app at a time, but ${why}`,
    );
  }

  #checkPython({ title, python }: PlaceRequest): void {
    if (python === undefined || python === this.#asked) return;
    const { executable, prefix } = this.runtime.python;
    const path = resolve(python);
    if (path === executable || path === prefix || (this.#asked !== undefined && path === resolve(this.#asked))) return;
    throw new LaunchError(
      'ERR_EMBED_LAUNCH_PYTHON',
      `${title} asks for the Python ${python}, but the interpreter of this process is ${executable}, ` +
        `chosen by the first launch; use the same one, or isolation: 'process'`,
    );
  }
}

function takenByOther(title: string, cause: unknown): LaunchError {
  return new LaunchError('ERR_EMBED_LAUNCH_BUSY', `${title} ${TAKEN}`, { cause });
}

function endOf({ code, error }: ExitStatus): PlaceEnd {
  if (error === undefined) return { code };
  const { type, message, traceback } = error;
  const prefix = `${type}: `;
  return {
    code,
    error: { type, message: message.startsWith(prefix) ? message.slice(prefix.length) : message, traceback },
  };
}
