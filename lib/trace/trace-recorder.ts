/**
 * Records what happens between a test and an app: the test's calls, every message with its content, the control tree at each
 * of them, what the app prints and what goes wrong.
 *
 * The memory that it takes is bounded, whatever the run's length: contents are cut after 65,536 characters, trees are kept as
 * differences, and while all entries together exceed `limit` characters the oldest goes (the newest stays). The page says how
 * many have gone.
 */

import { Action, type FletClient, printTree, type WireValue } from '../flet/index.js';
import { bytes, type Content, contentOf, limited } from './content.js';
import { sizeOf, type Trace, type TraceEntry } from './entry.js';
import { masked } from './masking.js';
import { tracePage } from './page.js';
import { firstLine, line, Summaries } from './summary.js';
import { changedTree, treeChange } from './tree-change.js';

export interface TraceOptions {
  /** The page's title: the test, or the app. */
  title?: string;
  /** The bound, in characters (UTF-16 units) of all entries together. Default 16,777,216. */
  limit?: number;
  /** A clock in milliseconds. Default: `performance.now`. */
  now?: () => number;
  /** What was recorded of the same run in another process, whose end is this one's beginning. */
  earlier?: Trace;
}

export class TraceRecorder {
  readonly #now: () => number;
  readonly #limit: number;
  readonly #start: number;
  readonly #trace: Trace;
  #size = 0;
  /** The lines of the tree as it was last looked at, and as it was before the entry that is changing it. */
  #tree: string[] = [];
  #treeBefore: string[] = [];
  #changing: TraceEntry | undefined;
  /** Steps that may still end though their entries have been dropped. */
  readonly #gone = new WeakSet<TraceEntry>();

  constructor(options: TraceOptions = {}) {
    this.#now = options.now ?? (() => performance.now());
    this.#limit = options.limit ?? 16 * 1024 * 1024;
    const { earlier } = options;
    if (earlier === undefined) {
      this.#start = this.#now();
      const started = new Date().toISOString();
      this.#trace = { title: options.title ?? 'Trace', started, dropped: 0, tree: [], entries: [] };
      return;
    }
    // Clocks of two processes have nothing in common but the date.
    const elapsed = Math.max(Date.now() - Date.parse(earlier.started), earlier.entries.at(-1)?.at ?? 0);
    this.#start = this.#now() - elapsed;
    this.#trace = structuredClone(earlier);
    this.#tree = this.#treeBefore = this.#trace.tree;
    for (const entry of this.#trace.entries) {
      this.#size += sizeOf(entry);
      this.#changing = entry;
      this.#treeBefore = this.#tree;
      if (entry.tree !== undefined) this.#tree = changedTree(this.#tree, entry.tree);
    }
  }

  /** All that is recorded so far. */
  get trace(): Trace {
    return this.#trace;
  }

  /**
   * Listens to a client; the returned function ends that. To hear of the registration too, attach before it:
   *
   * @example
   * const recorder = new TraceRecorder({ title: 'counter' });
   * const client = await FletClient.connect(channel, { listen: (client) => recorder.attach(client) });
   */
  attach(client: FletClient): () => void {
    const summaries = new Summaries(client.tree);
    const look = (): void => this.#look(client);
    this.#look(client);
    const removers = [
      client.on('received', ({ message, bytes: size }) => {
        // Named before it is applied: afterwards, what it speaks of may be gone.
        const summary = summaries.received(message);
        this.#attribute(
          this.#add('message', summary, contentOf(masked(client.tree, message)), { direction: 'in', bytes: size }),
        );
      }),
      client.on('sent', ({ bytes: size, ...message }) => {
        const content = contentOf(masked(client.tree, [message.action, message.body as WireValue]));
        const entry = this.#add('message', summaries.sent(message), content, { direction: 'out', bytes: size });
        if (message.action !== Action.UPDATE_CONTROL_PROPS) return;
        this.#attribute(entry);
        look();
      }),
      client.on('applied', look),
      client.on('frame', ({ control, bytes: data }) => {
        const summary = `frame for ${control.type} #${control.id}`;
        this.#add('frame', summary, limited(bytes(data)), { direction: 'in', bytes: data.length });
      }),
      client.on('crash', (crash) => this.problem(crash.message, crash.stack)),
      client.on('error', (error) => this.problem(error.message, error.stack)),
      client.on('ignored', (reason) => this.problem(`ignored ${reason}`)),
      client.on('exit', () => this.#add('message', 'the window was closed', undefined, { direction: 'in' })),
      client.on('end', (error) => {
        if (error === undefined) this.#add('message', 'the connection was closed', undefined, { direction: 'in' });
        else this.problem(`the connection ended: ${error.message}`, error.stack);
      }),
    ];
    return () => {
      for (const remove of removers) remove();
    };
  }

  /**
   * A call of the test begins, as the test writes it: `getByText('+').click()`. The returned function is told how it ended: with
   * an error, or undefined.
   */
  step(text: string): (error?: unknown) => void {
    const entry = this.#add('step', line(firstLine(text)), text.length > 100 ? limited(text) : undefined);
    return (error) => {
      entry.ended = this.#time();
      if (error === undefined || this.#gone.has(entry)) return;
      this.#size -= sizeOf(entry);
      const { text: content, cut } = limited(error instanceof Error ? (error.stack ?? error.message) : String(error));
      Object.assign(entry, { failed: true, content, ...(cut === 0 ? {} : { cut }) });
      this.#size += sizeOf(entry);
      this.#shrink();
    };
  }

  /** A line that the app has printed. */
  output(stream: 'stdout' | 'stderr', text: string): void {
    const isLong = text.length > 100 || text.includes('\n');
    this.#add('console', `${stream}: ${line(firstLine(text))}`, isLong ? limited(text) : undefined);
  }

  /** Something that went wrong, beside what the client tells: an error of the app with its traceback. */
  problem(message: string, details = ''): void {
    this.#add('problem', line(firstLine(message)), details === '' ? undefined : limited(details), { failed: true });
  }

  /** The trace as one HTML page that needs nothing beside itself. */
  html(): string {
    return tracePage(this.#trace);
  }

  #time(): number {
    return Math.round((this.#now() - this.#start) * 1000) / 1000;
  }

  #add(kind: TraceEntry['kind'], summary: string, content?: Content, more: Partial<TraceEntry> = {}): TraceEntry {
    const entry: TraceEntry = { kind, at: this.#time(), summary, ...more };
    if (content !== undefined) {
      entry.content = content.text;
      if (content.cut > 0) entry.cut = content.cut;
    }
    this.#trace.entries.push(entry);
    this.#size += sizeOf(entry);
    this.#shrink();
    return entry;
  }

  /** What has become of the tree is the doing of this entry: a message. */
  #attribute(entry: TraceEntry): void {
    this.#changing = entry;
    this.#treeBefore = this.#tree;
  }

  #look(client: FletClient): void {
    const after = printTree(client.page, { ids: true }).split('\n');
    const entry = this.#changing;
    if (entry !== undefined) {
      this.#size -= sizeOf(entry);
      const change = treeChange(this.#treeBefore, after);
      if (change === undefined) delete entry.tree;
      else entry.tree = change;
      this.#size += sizeOf(entry);
    } else {
      // Nothing that is still here has caused this.
      this.#trace.tree = this.#treeBefore = after;
    }
    this.#tree = after;
    this.#shrink();
  }

  #shrink(): void {
    const { entries } = this.#trace;
    let count = 0;
    while (this.#size > this.#limit && count < entries.length - 1) {
      const entry = entries[count++]!;
      this.#size -= sizeOf(entry);
      if (entry.tree !== undefined) this.#trace.tree = changedTree(this.#trace.tree, entry.tree);
      if (entry === this.#changing) {
        this.#changing = undefined;
        this.#treeBefore = this.#tree;
      }
      this.#gone.add(entry);
    }
    entries.splice(0, count);
    this.#trace.dropped += count;
  }
}
