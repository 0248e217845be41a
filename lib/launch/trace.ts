import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { TraceRecorder } from '../trace/index.js';
import type { StepRecorder } from './app-host.js';
import type { LaunchHooks } from './host.js';

/** Where traces are written, in the working directory. */
const FOLDER = 'flet-embed-traces';

let count = 0;

/** The trace of one app: recorded from its first message on, written when it is closed. */
export class LaunchTrace {
  readonly hooks: LaunchHooks;
  readonly recorder: StepRecorder;
  /** Where it was, or will be, written. */
  readonly path: string;
  readonly #trace: TraceRecorder;
  readonly #always: boolean;
  #failed = false;
  #closed = false;

  /**
   * @param mode `'retain-on-failure'`: only when a call of the test or the app has failed.
   * @param path Default: a name of its own in the folder of traces.
   */
  constructor(title: string, mode: 'on' | 'retain-on-failure', path?: string) {
    this.#always = mode === 'on';
    this.#trace = new TraceRecorder({ title });
    this.path = path ?? join(resolve(FOLDER), `${nameOf(title)}-${process.pid}-${++count}.html`);
    this.hooks = {
      onclient: (client) => void this.#trace.attach(client),
      onoutput: (line, stream) => this.#trace.output(stream, line),
      onerror: ({ kind, message, traceback }) => {
        this.#failed = true;
        // The client has told of it already.
        if (kind !== 'session' && kind !== 'protocol') this.#trace.problem(message, traceback);
      },
      onclosed: () => {
        this.#closed = true;
        this.#write();
      },
    };
    this.recorder = {
      step: (text) => {
        const end = this.#trace.step(text);
        return (error) => {
          this.#failed ||= error !== undefined;
          end(error);
          // The test has gone on without the app.
          if (this.#closed) this.#write();
        };
      },
    };
  }

  #write(): void {
    if (!this.#always && !this.#failed) return;
    mkdirSync(dirname(resolve(this.path)), { recursive: true });
    writeFileSync(this.path, this.#trace.html());
  }
}

/** What a file may be called: the app's path, and nothing that a shell minds. */
function nameOf(title: string): string {
  const name = title.replace(/^launch\(/, '').replace(/[^\w.-]+/g, '-');
  return name.replace(/^[-.]+|[-.]+$/g, '').slice(-80) || 'app';
}
