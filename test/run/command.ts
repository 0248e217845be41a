/** `flet-embed run` as a process, and what it prints. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../repository/sources.js';

export class RunCommand {
  readonly #child: ChildProcess;
  readonly #ended: Promise<readonly [number | null, NodeJS.Signals | null]>;
  #printed = '';
  readonly #listeners = new Set<() => void>();

  /** Starts it with the project's own Python. */
  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, ['dist/cli/main.js', 'run', '--python', '.venv', ...args], {
      cwd: ROOT,
      env: { ...process.env, NO_COLOR: '1', FLET_EMBED_TRANSPORT: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#printed += text;
        this.#changed();
      });
    }
    this.#ended = once(this.#child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
    void this.#ended.then(() => this.#changed());
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** Everything that it has printed. */
  get printed(): string {
    return this.#printed;
  }

  /** Waits until something is printed, and returns what fits. */
  async prints(expression: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = expression.exec(this.#printed);
      if (found !== null) return found;
      if (this.#child.exitCode !== null) throw new Error(`Expected ${expression} but it ended:\n${this.#printed}`);
      await new Promise<void>((resolve) => this.#listeners.add(resolve));
    }
  }

  /** The address of the page, once it is served. */
  async url(): Promise<string> {
    return (await this.prints(/http:\/\/\S+/))[0];
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** How it ended. */
  async ended(): Promise<number | NodeJS.Signals> {
    const [code, signal] = await this.#ended;
    return code ?? signal!;
  }

  /** Ctrl-C, if it still runs. */
  async stop(): Promise<number | NodeJS.Signals> {
    if (this.#child.exitCode === null) this.signal('SIGINT');
    return this.ended();
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) {
      this.#listeners.delete(listener);
      listener();
    }
  }
}
