import type { Channel, ChannelOptions } from '../../channel.js';
import { validateChannelOptions } from '../../channel-options.js';
import { EmbedError, PythonError } from '../../errors.js';
import type { OutputCallback } from '../../line-stream.js';
import { isText, rule, validateValue } from '../../options.js';
import { PrintedLines } from '../../printed-lines.js';
import { hold, letGo } from '../process-hold.js';
import { QueueChannel } from '../queue-channel.js';
import { type FrameStatus, type HostFrame, WORKER_FRAMES, type WorkerFrame } from './frame.js';
import { HostSide } from './host-side.js';
import type { Platform, RunningWorker } from './platform.js';
import { type PyodideExit, PyodideProgram, within } from './program.js';
import { PyodideError, startError } from './pyodide-error.js';
import { frameProgram, type PyodideOptions, type PyodideProgramOptions } from './runtime-options.js';
import { type MessageEnd, Wire } from './wire.js';

const channelName = rule('a text that is not empty', (value) => isText(value) && value !== '');

/** What raises a `KeyboardInterrupt` in Python. */
const INTERRUPT = 2;

interface Refable {
  ref?(): void;
  unref?(): void;
}

/** Python in WebAssembly, in a worker of its own. Any number may be alive at once. */
export class PyodideRuntime implements AsyncDisposable {
  readonly #worker: RunningWorker;
  readonly #wire: Wire<HostFrame, WorkerFrame>;
  readonly #side: HostSide;
  /** The worker's end of the wire, until it has it. */
  readonly #theirs: unknown;
  readonly #interrupt: Uint8Array | undefined;
  readonly #lines: PrintedLines;
  readonly #ready: Promise<string>;
  #onready: (version: string) => void = () => {};
  #onfailed: (error: Error) => void = () => {};
  #onreport: (text: string) => void = () => {};
  #onstopping: () => void = () => {};
  #version = '';
  #program: PyodideProgram | undefined;
  #gone: PyodideError | EmbedError | undefined;
  #stopping: Promise<void> | undefined;

  /** @internal From `PyodideRuntime.start` of the entry point. */
  static async open(platform: Platform, options: PyodideOptions): Promise<PyodideRuntime> {
    const { signal } = options;
    signal?.throwIfAborted();
    const wheels = options.wheels === undefined ? [] : await readWheels(platform, options.wheels);
    const runtime = new PyodideRuntime(platform, options);
    runtime.#begin(options, wheels);
    hold();
    const abort = (): void => runtime.#onfailed(signal!.reason as Error);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      runtime.#version = await runtime.#ready;
      return runtime;
    } catch (error) {
      await runtime.stop();
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
      letGo();
    }
  }

  private constructor(platform: Platform, { output = 'inherit' }: PyodideOptions) {
    this.#interrupt = platform.sharesMemory ? new Uint8Array(new SharedArrayBuffer(1)) : undefined;
    this.#lines = new PrintedLines(outputOf(output));
    this.#ready = new Promise((resolve, reject) => {
      this.#onready = resolve;
      this.#onfailed = reject;
    });
    this.#ready.catch(() => {});
    const { port1, port2 } = new MessageChannel();
    this.#theirs = port2;
    this.#wire = new Wire(port1 as unknown as MessageEnd, WORKER_FRAMES, false);
    (port1 as Refable).unref?.();
    this.#side = new HostSide(this.#wire);
    this.#wire.onframe = (frame) => this.#receive(frame);
    this.#wire.onviolation = (what) => this.#break(`it sent ${what}`);
    this.#worker = platform.startWorker();
    this.#worker.onend = (error) =>
      this.#break(error === undefined ? 'it has ended' : error.message || String(error), error);
  }

  /** As in `sys.version_info`: `3.14.2`. */
  get version(): string {
    return this.#version;
  }

  /** Why the worker is of no use any more, unless it was stopped. */
  get failure(): PyodideError | undefined {
    return this.#gone instanceof PyodideError ? this.#gone : undefined;
  }

  /**
   * Opens this side of a channel. Python opens the other by the same name, before or after: what is sent first is kept.
   *
   * @throws `ERR_EMBED_CHANNEL_EXISTS` when it is open on this side, `ERR_EMBED_CHANNEL_OPTIONS` when Python has opened it
   * with different options.
   */
  channel(name: string, options?: ChannelOptions): Channel {
    validateValue(name, channelName, 'the name of a channel');
    validateChannelOptions(options, `channel '${name}'`);
    this.#checkAlive();
    return new QueueChannel(name, this.#side.open(name, options));
  }

  /**
   * Starts a program. One runs at a time, and any number one after another, each in a `__main__` of its own.
   *
   * A program has ended when its code has, and what it gave to `asyncio.run`: that returns at once, with a task. A Flet app
   * lives until it is stopped or exits.
   *
   * @throws `ERR_EMBED_BUSY` while a program runs.
   */
  run(options: PyodideProgramOptions): PyodideProgram {
    const program = frameProgram(options);
    this.#checkAlive();
    if (this.#program !== undefined) {
      throw new EmbedError(
        'ERR_EMBED_BUSY',
        'Expected no running program for run but one runs; await its exit, or stop() it first',
      );
    }
    if (this.#interrupt !== undefined) Atomics.store(this.#interrupt, 0, 0);
    this.#side.abandon(false);
    this.#wire.post(['run', program]);
    this.#program = new PyodideProgram({
      cancel: () => this.#cancel(),
      interrupt: () => this.#interruptPython(),
      report: (patience) => this.#report(patience),
    });
    return this.#program;
  }

  /** Ends the worker, whatever Python does, and with it every channel. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #begin(options: PyodideOptions, wheels: Awaited<ReturnType<Platform['readWheels']>>): void {
    const { indexURL, files = [], mounts = [], env = {} } = options;
    this.#worker.post(
      { start: { indexURL, wheels, files, mounts, env, interrupt: this.#interrupt }, port: this.#theirs },
      this.#theirs,
    );
  }

  async #stop(): Promise<void> {
    this.#end(new EmbedError('ERR_EMBED_RUNTIME_STOPPED'), { code: 1, stopped: true });
    this.#wire.close();
    await this.#worker.terminate();
  }

  #checkAlive(): void {
    if (this.#gone !== undefined) throw this.#gone;
  }

  #receive(frame: WorkerFrame): void {
    switch (frame[0]) {
      case 'ready':
        this.#onready(frame[1]);
        break;
      case 'failed': {
        const error = startError(frame[1], frame[2], frame[3]?.traceback ?? '');
        this.#onfailed(error);
        this.#break(error.message, error);
        break;
      }
      case 'output':
        this.#lines.write(frame[1], frame[2]);
        break;
      case 'ended':
        this.#ended(frame[1]);
        break;
      case 'stopping':
        this.#onstopping();
        break;
      case 'report':
        this.#onreport(frame[1]);
        break;
      default:
        this.#side.receive(frame);
    }
  }

  #ended({ code, stopped, error }: FrameStatus): void {
    this.#lines.end();
    this.#side.abandon(true);
    const program = this.#program;
    this.#program = undefined;
    program?.ended({ code, stopped, ...(error === undefined ? {} : { error: new PythonError(error) }) });
  }

  #cancel(): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      this.#onstopping = resolve;
    });
    this.#wire.post(['stop', 'cancel']);
    return heard;
  }

  #interruptPython(): void {
    if (this.#interrupt !== undefined) Atomics.store(this.#interrupt, 0, INTERRUPT);
  }

  async #report(patience: number): Promise<string> {
    const report = new Promise<string>((resolve) => {
      this.#onreport = resolve;
    });
    this.#wire.post(['stop', 'report']);
    return (await within(report, patience)) ?? '';
  }

  /** The worker has ended by itself, or is of no use any more. */
  #break(why: string, cause?: Error): void {
    if (this.#gone !== undefined) return;
    const options = cause === undefined ? {} : { cause };
    const message = `The worker that runs Pyodide broke down: ${why}`;
    const gone = cause instanceof PyodideError ? cause : new PyodideError('ERR_EMBED_PYODIDE_FAILED', message, options);
    const error = new PythonError({ type: 'PyodideError', message, traceback: gone.traceback });
    this.#end(gone, { code: 1, stopped: false, error });
    void this.#worker.terminate();
  }

  #end(gone: PyodideError | EmbedError, exit: PyodideExit): void {
    if (this.#gone !== undefined) return;
    this.#gone = gone;
    this.#onfailed(gone);
    this.#lines.end();
    this.#side.break(
      gone instanceof EmbedError ? gone : new EmbedError('ERR_EMBED_CHANNEL_DESTROYED', gone.message, { cause: gone }),
    );
    this.#program?.ended(exit);
    this.#program = undefined;
  }
}

async function readWheels(platform: Platform, wheels: string | readonly string[]) {
  try {
    return await platform.readWheels(wheels);
  } catch (error) {
    if (error instanceof TypeError) throw error;
    throw new PyodideError('ERR_EMBED_PYODIDE_WHEELS', `Wheels cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function outputOf(output: NonNullable<PyodideOptions['output']>): OutputCallback {
  if (typeof output === 'function') return output;
  if (output === 'ignore') return () => {};
  return (line, stream) => (stream === 'stdout' ? console.log(line) : console.error(line));
}
