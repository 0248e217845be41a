import { Caller } from './caller.js';
import type { Channel, ChannelOptions } from './channel.js';
import { EmbedError, expected, PythonError } from './errors.js';
import { type Native, type NativeRuntimeInfo, type RuntimeHandle, TEXT } from './native.js';
import { validateOptions } from './options.js';
import { OutputLines } from './output-lines.js';
import { registerProcessExit } from './process-exit.js';
import { type ExitStatus, Program, STOP_OPTIONS, type StopOptions } from './program.js';
import { nativeProgram, type ProgramOptions } from './program-options.js';
import { nativeRuntimeOptions, type RuntimeOptions } from './runtime-options.js';
import { startFailure, startInterpreter } from './runtime-start.js';
import { EmbeddedPort, embedErrorOf } from './transports/embedded.js';
import { type BridgeChannel, type OpenChannel, openBridge, openChannel } from './transports/embedded-channel.js';
import { EmbeddedHost } from './transports/embedded-host.js';
import type { TimesRecorder } from './transports/embedded-times.js';

/** The Python that runs in this process. */
export interface PythonInfo {
  /** As in `sys.version_info`: `3.12.1`. */
  readonly version: string;
  /** `sys.executable` */
  readonly executable: string;
  /** `sys.prefix` */
  readonly prefix: string;
  /** The loaded library. */
  readonly library: string;
  /** What led to it: `option`, `FLET_EMBED_PYTHON`, `VIRTUAL_ENV`, `.venv` or `PATH`. */
  readonly foundBy: string;
}

interface RunningProgram {
  readonly program: Program;
  readonly caller: Caller;
}

/**
 * The embedded interpreter. At most one runtime is alive in a process; after `stop()` the next one, in this thread or
 * another, takes up the same interpreter.
 *
 * @example
 * const runtime = await Runtime.start({ python: '.venv' });
 * try {
 *   const echo = runtime.channel('echo');
 *   const program = runtime.run({ script: 'echo.py' });
 *   await echo.send(Buffer.from('hello'));
 *   console.log(Buffer.from((await echo.receive())!).toString());
 *   await echo.close();
 *   console.log(await program.exit);
 * } finally {
 *   await runtime.stop();
 * }
 */
export class Runtime implements AsyncDisposable {
  readonly python: PythonInfo;
  readonly #host: EmbeddedHost;
  readonly #native: Native;
  readonly #handle: RuntimeHandle;
  readonly #unlisten: () => void;
  readonly #channels = new Set<OpenChannel>();
  readonly #output: OutputLines | undefined;
  #running: RunningProgram | undefined;
  /** Why the newest program failed, for the channels that it takes along. */
  #failure: { readonly program: number; readonly error: PythonError } | undefined;
  #stopping: Promise<void> | undefined;
  #stopped = false;

  /**
   * Finds a Python, loads it into the process and starts it on a thread of its own.
   *
   * @throws `ERR_EMBED_RUNTIME_EXISTS` when another runtime is alive in the process, `ERR_EMBED_RUNTIME_CONFIG` when
   * the process's interpreter was started with another `python`, `isolated` or `deepBind`, and `ERR_EMBED_PYTHON_…`
   * with all that was tried and what to do when no Python can be used.
   */
  static async start(options?: RuntimeOptions): Promise<Runtime> {
    const caller = new Caller(Runtime.start);
    const prepared = nativeRuntimeOptions(options);
    const host = EmbeddedHost.get();
    registerProcessExit(host.native);
    let handle: RuntimeHandle;
    try {
      handle = await startInterpreter(host, prepared);
    } catch (error) {
      throw startFailure(error, caller);
    }
    const output = options?.output;
    return new Runtime(host, handle, typeof output === 'function' ? output : undefined);
  }

  private constructor(
    host: EmbeddedHost,
    handle: RuntimeHandle,
    output: Exclude<RuntimeOptions['output'], string | undefined> | undefined,
  ) {
    this.#host = host;
    this.#native = host.native;
    this.#handle = handle;
    this.python = Object.freeze({
      version: this.#text(TEXT.version),
      executable: this.#text(TEXT.executable),
      prefix: this.#text(TEXT.prefix),
      library: this.#text(TEXT.library),
      foundBy: this.#text(TEXT.foundBy),
    });
    this.#output = output === undefined ? undefined : new OutputLines(this.#outputPort(), output);
    this.#unlisten = host.onruntime(() => this.#update());
  }

  /**
   * Starts a program on the interpreter's thread. One runs at a time, and any number one after another, each in a
   * `__main__` of its own.
   *
   * @throws `ERR_EMBED_BUSY` while a program runs.
   */
  run(options: ProgramOptions): Program {
    const caller = new Caller(this.run);
    const { kind, target, args, env } = nativeProgram(options);
    this.#checkAlive();
    this.#update();
    try {
      this.#native.programRun(this.#handle, kind, target, args, env);
    } catch (error) {
      throw embedErrorOf(error, 'Expected no running program for run but one runs; await its exit, or stop() it first');
    }
    const program = new Program({
      requestStop: (stage) => this.#native.programRequestStop(this.#handle, stage),
      stopReport: () => this.#text(TEXT.stopReport),
      hold: () => this.#host.hold(),
      letGo: () => this.#host.letGo(),
    });
    this.#running = { program, caller };
    return program;
  }

  /**
   * Opens this side of a channel. Python opens the other by the same name, before or after: what is sent first is kept.
   *
   * @throws `ERR_EMBED_CHANNEL_EXISTS` when it is open on this side, `ERR_EMBED_CHANNEL_OPTIONS` when Python has opened
   * it with different options.
   */
  channel(name: string, options?: ChannelOptions): Channel {
    this.#checkAlive();
    return this.#keep(openChannel(this.#host, name, options, () => this.#programFailure()));
  }

  /** Opens a channel that Python sees through `dart_bridge`, under `port`. */
  bridge(options?: ChannelOptions): BridgeChannel {
    this.#checkAlive();
    return this.#keep(openBridge(this.#host, options, () => this.#programFailure()));
  }

  /**
   * Records from now on when each message of a channel is pushed and taken, and how long the thread that takes it needs to
   * wake up and to get the GIL.
   *
   * @example
   * const recorder = runtime.recordTimes(channel);
   * await channel.send(message);
   * await channel.receive();
   * for (const { direction, pushed, taken } of recorder.read()) console.log(direction, taken - pushed, 'ms');
   * recorder.stop();
   *
   * @throws TypeError when the channel is not an open one of this runtime.
   */
  recordTimes(channel: Channel): TimesRecorder {
    for (const open of this.#channels) {
      if (open.channel === channel) return open.port.recordTimes();
    }
    throw expected('an open channel of this runtime', 'the channel of recordTimes', channel);
  }

  /**
   * Stops the program, ends the channels (what still waits on them rejects with `ERR_EMBED_RUNTIME_STOPPED`) and parks
   * the interpreter for a later `start`. Calling it again is harmless.
   *
   * @throws `ERR_EMBED_STOP_TIMEOUT` as `program.stop` does; nothing else has been stopped then.
   */
  async stop(options?: StopOptions): Promise<void> {
    validateOptions(options, STOP_OPTIONS, 'stop');
    this.#stopping ??= this.#stop(options).finally(() => {
      if (!this.#stopped) this.#stopping = undefined;
    });
    return this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #stop(options: StopOptions | undefined): Promise<void> {
    this.#update();
    while (this.#running !== undefined) await this.#running.program.stop(options);
    this.#endChannels();
    this.#output?.release();
    this.#unlisten();
    this.#native.runtimeRelease(this.#handle);
    this.#stopped = true;
  }

  #endChannels(): void {
    for (const { channel, port } of [...this.#channels]) {
      // What Python has sent before it closed may still be read.
      if (port.isClosedByPeer) channel.close().catch(() => {});
      else {
        channel.destroy(
          new EmbedError('ERR_EMBED_RUNTIME_STOPPED', `Channel '${channel.name}' ended with its runtime, by stop()`),
        );
      }
    }
  }

  #keep<Kind extends Channel>(open: OpenChannel<Kind>): Kind {
    this.#channels.add(open);
    const forget = (): void => void this.#channels.delete(open);
    open.channel.closed.then(forget, forget);
    return open.channel;
  }

  /** Brings this side in line with the interpreter: tells the program that it has ended. */
  #update(): void {
    const running = this.#running;
    if (running === undefined) return;
    const info = this.#native.runtimeGetInfo(this.#handle);
    if (info.programRunning) return;
    this.#running = undefined;
    const status = this.#exitStatus(info, running.caller);
    // Everything that it printed comes before the news of its end.
    this.#output?.drain();
    running.program.ended(status);
  }

  #exitStatus(info: NativeRuntimeInfo, caller: Caller): ExitStatus {
    const { programCode: code, programStopped: stopped, programHasError } = info;
    if (!programHasError) {
      this.#failure = undefined;
      return { code, stopped };
    }
    return { code, stopped, error: this.#pythonError(info.program, caller) };
  }

  /** Made once for each program, so that its exit and its channels fail with the same error. */
  #pythonError(program: number, caller: Caller): PythonError {
    if (this.#failure?.program === program) return this.#failure.error;
    const error = new PythonError(
      {
        type: this.#text(TEXT.programErrorType),
        message: this.#text(TEXT.programErrorMessage),
        traceback: this.#text(TEXT.programTraceback),
      },
      { caller: caller.site },
    );
    this.#failure = { program, error };
    return error;
  }

  /** For a channel that a failed program has destroyed, which may come to light before the program has ended. */
  #programFailure(): PythonError | undefined {
    const running = this.#running;
    if (running === undefined) return this.#failure?.error;
    // Empty as long as it has not failed, and after sys.exit(n).
    if (this.#text(TEXT.programErrorType) === '') return undefined;
    return this.#pythonError(this.#native.runtimeGetInfo(this.#handle).program, running.caller);
  }

  #outputPort(): EmbeddedPort {
    return new EmbeddedPort(
      this.#host,
      (native, index) => native.runtimeOutput(this.#handle, index),
      () => undefined,
    );
  }

  #checkAlive(): void {
    if (this.#stopping === undefined) return;
    throw new EmbedError(
      'ERR_EMBED_RUNTIME_STOPPED',
      `Expected a runtime that is alive but it ${this.#stopped ? 'is' : 'is being'} stopped; start a new one`,
    );
  }

  #text(which: number): string {
    return this.#native.runtimeText(this.#handle, which);
  }
}
