/** Runs an app in a Python process of its own, which listens as Flet's desktop and web apps do; the client connects. */

import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Channel } from '../channel.js';
import { EmbedError } from '../errors.js';
import { LineStream } from '../line-stream.js';
import { memoryPair } from '../transports/memory.js';
import type { SocketAddress } from '../transports/socket.js';
import { LateChannel } from './late-channel.js';
import { inPackage } from './package.js';
import { AGENT_IMPORT, type AppPlace, type PlaceEnd, type PlaceProgram, type PlaceRequest } from './place.js';
import { findPython } from './python-search.js';
import { type ChildNews, type ChildOrder, PythonWire } from './python-wire.js';

/** How long the end of an app may take before its process is killed; after half of that it is interrupted. */
const STOP_MS = 4_000;

/** How long the pipes of a process that has ended may stay open: a process that it has started can hold them for ever. */
const PIPES_MS = 500;

/** Lines that are kept for the message about a crash. */
const LAST_WORDS = 60;

const START = [
  'import sys',
  "if sys.version_info < (3, 11): sys.exit('flet-embed needs Python 3.11 or later; this is ' + sys.version)",
  'sys.path.insert(0, sys.argv.pop(1))',
  'from flet_embed_agent.child import main',
  'del sys.path[0]',
  // Of `-c`: the program puts its own folder there.
  "if sys.path[:1] == ['']: del sys.path[0]",
  'main()',
].join('\n');

/** How the client reaches the app. */
export interface PythonTransport {
  /** As the agent knows it: `FLET_EMBED_AGENT_TRANSPORT`. */
  readonly name: string;
  /** What Flet reads to choose its connection. */
  readonly env: Readonly<Record<string, string | undefined>>;
  connect(address: SocketAddress, signal: AbortSignal): Promise<Channel>;
  /** Removes what was made for the app. */
  dispose?(): void;
}

/** Starts the process, which is about to run the app when this resolves. */
export async function startPython(request: PlaceRequest, transport: PythonTransport): Promise<AppPlace> {
  const place = new PythonPlace(request, transport);
  await place.spawned;
  return place;
}

class PythonPlace implements AppPlace {
  python: string;
  readonly protocol: Channel;
  readonly agent: Channel;
  readonly ended: Promise<PlaceEnd>;
  /** Rejects when there is no such program, or it may not be run. */
  readonly spawned: Promise<void>;
  readonly #child: ChildProcess;
  readonly #wire: PythonWire;
  readonly #agentWire: Channel;
  readonly #transport: PythonTransport;
  readonly #connecting = new AbortController();
  readonly #lines: readonly LineStream[];
  readonly #lastWords: string[] = [];
  #onlistening: (address: SocketAddress) => void = () => {};
  #onended: (end: PlaceEnd) => void = () => {};
  readonly #exited: Promise<string>;
  #refused: string | undefined;
  #isStopping = false;

  constructor(request: PlaceRequest, transport: PythonTransport) {
    this.#transport = transport;
    this.python = findPython(request.python, request.folder);
    [this.agent, this.#agentWire] = memoryPair();
    for (const end of [this.agent, this.#agentWire]) end.unref();
    this.ended = new Promise((resolve) => {
      this.#onended = resolve;
    });
    const listening = new Promise<SocketAddress>((resolve) => {
      this.#onlistening = resolve;
    });
    const { signal } = this.#connecting;
    const over = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    over.catch(() => {});
    this.protocol = new LateChannel('the app', this.#connect(listening, over, signal));

    const child = spawn(this.python, ['-c', START, inPackage('python')], {
      env: environment(request.program, transport),
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.#child = child;
    this.spawned = new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (cause) =>
        reject(new EmbedError('ERR_EMBED_PYTHON_BROKEN', `${this.python} cannot be run: ${cause.message}`, { cause })),
      );
    });
    this.#lines = [1, 2, 1, 2].map((stream, index) => {
      const lines = new LineStream(stream === 1 ? 'stdout' : 'stderr', (line, name) => {
        this.#lastWords.push(line);
        if (this.#lastWords.length > LAST_WORDS) this.#lastWords.shift();
        request.onoutput(line, name);
      });
      // What Python prints comes over the wire; over the pipes of the process, what others print there: processes that the app
      // has started, and Python itself when it breaks down.
      if (index >= 2) child.stdio[stream]?.on('data', (data: Buffer) => lines.write(data));
      return lines;
    });
    this.#wire = new PythonWire(child.stdio[3] as Writable, child.stdio[4] as Readable, {
      onagent: (message) => void this.#agentWire.send(message).catch(() => {}),
      onnews: (news) => this.#news(news),
      onoutput: (stream, bytes) => this.#lines[stream === 2 ? 1 : 0]!.write(bytes),
      onend: () => void this.#agentWire.close().catch(() => {}),
    });
    void this.#pumpAgent();
    this.#exited = this.#watch();
    this.#wire.run(orderOf(request.program));
    // An app that nobody waits for keeps nothing alive.
    child.unref();
    for (const pipe of child.stdio) (pipe as unknown as { unref?(): void } | null)?.unref?.();
  }

  remains(): readonly string[] {
    return [];
  }

  left(): void {
    // They have ended with the process.
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#child.ref();
    this.#wire.stop(1);
    const interrupt = setTimeout(() => this.#wire.stop(2), STOP_MS / 2);
    // The process ends whatever it does: its program has had its time.
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    await this.#exited;
    clearTimeout(interrupt);
    clearTimeout(kill);
    this.#transport.dispose?.();
  }

  async #connect(listening: Promise<SocketAddress>, over: Promise<never>, signal: AbortSignal): Promise<Channel> {
    const address = await Promise.race([listening, over]);
    const channel = await this.#transport.connect(address, signal);
    return channel.unref();
  }

  async #pumpAgent(): Promise<void> {
    try {
      for await (const message of this.#agentWire) await this.#wire.agent(message);
    } catch {
      // The harness has let go of it.
    }
  }

  #news(news: ChildNews): void {
    switch (news.event) {
      case 'started':
        this.python = news.python;
        break;
      case 'listening':
        this.#onlistening(news.address);
        break;
      case 'refused':
        this.#refused = news.message;
        break;
      case 'ended': {
        const { code, error } = news;
        const refused = this.#refused === undefined ? {} : { refused: this.#refused };
        this.#end({ code, ...(error === null ? {} : { error }), ...refused });
        break;
      }
    }
  }

  /** Resolves when the process has ended, and all it has said is here. */
  #watch(): Promise<string> {
    const child = this.#child;
    return new Promise((resolve) => {
      const gone = (how: string): void => {
        for (const lines of this.#lines) lines.end();
        this.#gone(how);
        resolve(how);
      };
      child.once('error', (error) => gone(error.message));
      child.once('exit', (code, signal) => {
        const how = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
        const bound = setTimeout(() => {
          for (const pipe of child.stdio) pipe?.destroy();
        }, PIPES_MS);
        child.once('close', () => {
          clearTimeout(bound);
          gone(how);
        });
      });
    });
  }

  #gone(how: string): void {
    if (this.#isStopping) this.#end({ code: 0 });
    else this.#end({ code: 1, crash: [`The process of the app ${how}`, ...this.#lastWords].join('\n') });
    if (!this.#isStopping) this.#transport.dispose?.();
  }

  #end(end: PlaceEnd): void {
    this.#onended(end);
    this.#agentWire.close().catch(() => {});
    this.#connecting.abort(new EmbedError('ERR_EMBED_CONNECT_FAILED', 'The app has ended'));
  }
}

function environment(program: PlaceProgram, transport: PythonTransport): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env };
  const own = { ...AGENT_IMPORT, FLET_DART_BRIDGE_PORT: undefined, FLET_EMBED_AGENT_TRANSPORT: transport.name };
  for (const [name, value] of Object.entries({ ...own, ...transport.env, ...program.env })) {
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  return env;
}

function orderOf({ script, module, code, args }: PlaceProgram): ChildOrder {
  if (script !== undefined) return { kind: 0, target: script, args };
  if (module !== undefined) return { kind: 1, target: module, args };
  return { kind: 2, target: code ?? '', args };
}
