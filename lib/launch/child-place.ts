import { type ChildProcess, fork } from 'node:child_process';
import type { Channel } from '../channel.js';
import type { OpenedDataChannel } from '../flet/index.js';
import { memoryPair } from '../transports/memory.js';
import { LaunchError } from './error.js';
import { inPackage } from './package.js';
import type { AppPlace, PlaceEnd, PlaceRequest } from './place.js';
import type { ToChild, ToParent, WireName } from './wire.js';

/** How long the process of an app may take to end it: its interpreter's own limit, and some more. */
const STOP_MS = 5_000;

/** Characters that are kept of what the process itself prints, past Python's streams: a crash's last words. */
const LAST_WORDS = 16_384;

/** Gives an app a process of its own, in which the same launcher runs it. */
export async function startInProcess(request: PlaceRequest, signal: AbortSignal): Promise<AppPlace> {
  const child = new ChildPlace(request);
  try {
    await child.started(signal);
  } catch (error) {
    child.kill();
    throw error;
  }
  return child;
}

class ChildPlace implements AppPlace {
  python = '';
  readonly protocol: Channel;
  readonly agent: Channel;
  readonly ended: Promise<PlaceEnd>;
  readonly #child: ChildProcess;
  readonly #title: string;
  readonly #wires = new Map<WireName, Channel>();
  readonly #opening = new Map<number, (opened: OpenedDataChannel) => void>();
  readonly #onoutput: PlaceRequest['onoutput'];
  readonly #started: Promise<void>;
  #onstarted: (error?: Error) => void = () => {};
  #onended: (end: PlaceEnd) => void = () => {};
  #onstuck: (message: string) => void = () => {};
  #lastWords = '';
  #lastRequest = 0;
  #isStopping = false;

  constructor(request: PlaceRequest) {
    this.#title = request.title;
    this.#onoutput = request.onoutput;
    this.protocol = this.#wire('protocol');
    this.agent = this.#wire('agent');
    this.ended = new Promise((resolve) => {
      this.#onended = resolve;
    });
    this.#started = new Promise((resolve, reject) => {
      this.#onstarted = (error) => (error === undefined ? resolve() : reject(error));
    });
    this.#started.catch(() => {});
    const child = fork(inPackage('dist', 'launch', 'child.js'), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        this.#lastWords = (this.#lastWords + data.toString()).slice(-LAST_WORDS);
      });
    }
    child.on('message', (message: ToParent) => this.#receive(message));
    child.once('error', (error) => this.#gone(error.message));
    // After its streams have ended too: with all of its last words.
    child.once('close', (code, signal) => {
      this.#gone(signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`);
    });
    // An app that nobody waits for keeps nothing alive.
    child.unref();
    child.channel?.unref();
    for (const stream of [child.stdout, child.stderr]) (stream as unknown as { unref?(): void } | null)?.unref?.();
    const { program, python, folder } = request;
    this.#tell({ kind: 'start', program, python, folder });
  }

  async started(signal: AbortSignal): Promise<void> {
    this.#child.ref();
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () =>
        reject(
          new LaunchError(
            'ERR_EMBED_LAUNCH_TIMEOUT',
            `${this.#title} timed out: its process did not start Python in time`,
          ),
        ),
      );
    });
    try {
      await Promise.race([this.#started, late]);
    } finally {
      this.#child.unref();
    }
  }

  openDataChannel(): Promise<OpenedDataChannel> {
    const request = ++this.#lastRequest;
    this.#tell({ kind: 'open', request });
    return new Promise((resolve) => this.#opening.set(request, resolve));
  }

  remains(): readonly string[] {
    return [];
  }

  left(): void {
    // They end with the process.
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#child.ref();
    let timer: NodeJS.Timeout | undefined;
    const stuck = new Promise<void>((resolve) => {
      this.#onstuck = () => resolve();
      timer = setTimeout(resolve, STOP_MS);
    });
    this.#tell({ kind: 'stop' });
    // The process ends whatever it does: its program has had its time.
    await Promise.race([this.ended, stuck]);
    clearTimeout(timer);
    this.kill();
    await this.ended;
    for (const channel of this.#wires.values()) channel.close().catch(() => {});
    this.#child.unref();
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** One end for the app's client, the other pumped to and from the process. */
  #wire(name: WireName): Channel {
    const [channel, wire] = memoryPair();
    for (const end of [channel, wire]) end.unref();
    this.#wires.set(name, wire);
    void this.#pump(name, wire);
    return channel;
  }

  async #pump(name: WireName, wire: Channel): Promise<void> {
    try {
      for await (const bytes of wire) await this.#deliver({ kind: 'packet', wire: name, bytes: bytes.slice() });
    } catch {
      // The client has destroyed the channel, or the process is gone.
    }
  }

  #deliver(message: ToChild): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#child.connected) resolve();
      else this.#child.send(message, () => resolve());
    });
  }

  #tell(message: ToChild): void {
    void this.#deliver(message);
  }

  #receive(message: ToParent): void {
    switch (message.kind) {
      case 'started':
        this.python = message.python;
        this.#onstarted();
        break;
      case 'refused':
        this.#onstarted(new LaunchError('ERR_EMBED_LAUNCH_FAILED', `${this.#title} failed: ${message.message}`));
        break;
      case 'packet':
        this.#wires
          .get(message.wire)
          ?.send(message.bytes)
          .catch(() => {});
        break;
      case 'opened': {
        const channel = this.#wire(message.port);
        this.#opening.get(message.request)?.({ id: message.port, channel });
        this.#opening.delete(message.request);
        break;
      }
      case 'line':
        this.#onoutput(message.line, message.stream);
        break;
      case 'stuck':
        this.#onstuck(message.message);
        break;
      case 'ended':
        this.#end(message.end);
        break;
    }
  }

  /** The process has ended. */
  #gone(how: string): void {
    this.#onstarted(
      new LaunchError('ERR_EMBED_LAUNCH_FAILED', `${this.#title} failed: its process ${how}\n\n${this.#lastWords}`),
    );
    if (this.#isStopping) this.#end({ code: 0 });
    else this.#end({ code: 1, crash: `The process of the app ${how}\n${this.#lastWords}`.trimEnd() });
  }

  #end(end: PlaceEnd): void {
    for (const name of ['protocol', 'agent'] as const) {
      this.#wires
        .get(name)
        ?.close()
        .catch(() => {});
    }
    this.#onended(end);
    // Nothing else is to run there.
    if (this.#child.connected) this.#child.disconnect();
  }
}
