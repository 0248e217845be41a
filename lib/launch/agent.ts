import type { Channel } from '../channel.js';
import type { AppError } from './app-host.js';
import { abortable, type Hold } from './hold.js';

/** How long an app's rest waits for jobs of executors, in milliseconds. Those that take longer are not waited for again. */
const JOBS_MS = 500;

/** What the barrier does to virtual time before it waits; milliseconds since the clock began. */
export interface Move {
  /** Sets the time. */
  readonly now?: number;
  /** Lets the timers call back that are due by then. */
  readonly fire?: number;
  /** Only timers made before this mark count. */
  readonly before?: number;
  /** Asks for a mark. */
  readonly mark?: true;
}

/** The app has come to rest. */
export interface Rest {
  /** Packets that Flet has sent so far. */
  readonly sent: number;
  /** With virtual time: the present, and when the next timer is due. */
  readonly now?: number;
  readonly next?: number | null;
  readonly mark?: number;
}

/** A thread that has outlived its app. */
export interface Leftover {
  readonly name: string;
  readonly stack: string;
}

/** The numbers of icons by their names, by the name of their set. */
export type IconNumbers = Readonly<Record<string, Readonly<Record<string, number>>>>;

interface Answer extends Rest {
  readonly id: number;
  readonly awaits?: 'jobs';
  readonly failure?: string | null;
  readonly icons?: IconNumbers;
}

type Note =
  | { readonly event: 'started' }
  | ({ readonly event: 'error' } & AppError)
  | { readonly event: 'remains'; readonly threads: readonly Leftover[] };

interface Pending {
  resolve(answer: Answer | undefined): void;
  patience?: NodeJS.Timeout;
}

/** The harness's end of the bridge to the agent, `flet_embed_agent`, beside the app. */
export class Agent {
  /** Resolves when the agent has said its last. */
  readonly finished: Promise<void>;
  readonly leftovers: Leftover[] = [];
  readonly #channel: Channel;
  readonly #hold: Hold;
  readonly #onerror: (error: AppError) => void;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #ended = false;

  constructor(channel: Channel, hold: Hold, onerror: (error: AppError) => void) {
    this.#channel = channel;
    this.#hold = hold;
    this.#onerror = onerror;
    this.finished = this.#read();
  }

  /**
   * Resolves when the app has taken so many packets and has come to rest; with undefined when it has ended.
   *
   * @param taken Packets that the client has sent.
   */
  async settle(taken: number, move: Move, signal: AbortSignal): Promise<Rest | undefined> {
    return this.#ask({ ask: 'settle', taken, ...move }, signal);
  }

  /** Sets what the app's clocks on the wall show. Returns why it could not. */
  async setWallClock(time: Date, signal: AbortSignal): Promise<string | undefined> {
    const answer = await this.#ask({ ask: 'wall', time: time.getTime() }, signal);
    return answer?.failure ?? undefined;
  }

  /**
   * The error, as Python prints it, of the first of these Python files that does not compile; undefined when all do, or nobody is
   * there to ask.
   */
  async compile(files: readonly string[], signal: AbortSignal): Promise<string | undefined> {
    return (await this.#ask({ ask: 'compile', files }, signal))?.failure ?? undefined;
  }

  /** Undefined when the app has ended. */
  async icons(signal: AbortSignal): Promise<IconNumbers | undefined> {
    return (await this.#ask({ ask: 'icons' }, signal))?.icons;
  }

  /** The app is about to be stopped. */
  announceClose(): void {
    this.#post({ ask: 'close' });
  }

  #ask(message: { ask: string } & Move & Record<string, unknown>, signal: AbortSignal): Promise<Answer | undefined> {
    signal.throwIfAborted();
    if (this.#ended) return Promise.resolve(undefined);
    const id = ++this.#lastId;
    const answered = new Promise<Answer | undefined>((resolve) => this.#pending.set(id, { resolve }));
    this.#post({ ...message, id });
    return this.#hold
      .during(() => abortable(answered, signal))
      .finally(() => {
        const unanswered = this.#pending.get(id);
        if (unanswered === undefined) return;
        clearTimeout(unanswered.patience);
        this.#pending.delete(id);
        this.#post({ ask: 'cancel', id });
      });
  }

  #post(message: Record<string, unknown>): void {
    // Fails only when the app has ended, of which the reader learns too.
    this.#channel.send(new TextEncoder().encode(JSON.stringify(message))).catch(() => {});
  }

  async #read(): Promise<void> {
    try {
      for await (const bytes of this.#channel) {
        this.#receive(JSON.parse(new TextDecoder().decode(bytes)) as Answer | Note);
      }
    } catch {
      // The program ended with an error, or without ever having touched the bridge.
    }
    this.#ended = true;
    for (const { resolve, patience } of this.#pending.values()) {
      clearTimeout(patience);
      resolve(undefined);
    }
    this.#pending.clear();
    await this.#channel.close().catch(() => {});
  }

  #receive(message: Answer | Note): void {
    if ('event' in message) {
      this.#note(message);
      return;
    }
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    clearTimeout(pending.patience);
    if (message.awaits === 'jobs') {
      pending.patience = setTimeout(() => this.#post({ ask: 'patience' }), JOBS_MS);
      return;
    }
    this.#pending.delete(message.id);
    pending.resolve(message);
  }

  #note(note: Note): void {
    if (note.event === 'error') {
      const { kind, message, traceback } = note;
      this.#onerror({ kind, message, traceback });
    } else if (note.event === 'remains') {
      this.leftovers.push(...note.threads);
    }
  }
}
