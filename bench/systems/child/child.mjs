import { spawn } from 'node:child_process';

/** What of a child's standard error is kept for messages. */
const KEPT = 8 * 1024;

/** After this long a child that was told to end is ended. */
const GRACE_MS = 5000;

/**
 * A process of a system. It leads a group of its own, so that what it starts (Flet's Go server) ends with it.
 *
 * `stdin` and `stdout` are streams, or null as `stdio` says; what it writes to the standard error is kept for messages.
 */
export class Child {
  #process;
  #errors = '';
  #exit;

  /** @param stdio For the standard input and output; default: none, kept with the errors. */
  constructor(program, args, { env = {}, cwd, stdio = ['ignore', 'pipe'] } = {}) {
    this.name = [program, ...args].join(' ');
    this.#process = spawn(program, args, {
      cwd,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env },
      stdio: [...stdio, 'pipe'],
      detached: true,
    });
    this.#process.stderr.setEncoding('utf8').on('data', (text) => {
      this.#errors = (this.#errors + text).slice(-KEPT);
    });
    this.#exit = new Promise((resolve) => {
      // After all output; or, when there is no such program, the other one.
      this.#process.once('close', (code, signal) => resolve({ code, signal }));
      this.#process.once('error', (error) => resolve({ code: error.message, signal: null }));
    });
    // Where the benchmark is ended, its children are too.
    process.once('exit', this.#kill);
  }

  get stdin() {
    return this.#process.stdin;
  }

  get stdout() {
    return this.#process.stdout;
  }

  get pid() {
    return this.#process.pid;
  }

  /** Rejects when the child ends first. */
  async first(wanted) {
    wanted.catch(() => {});
    return Promise.race([wanted, this.#exit.then((end) => Promise.reject(this.#endError(end)))]);
  }

  /** The rest of the first line of the standard output that begins so. */
  line(prefix) {
    const { stdout } = this.#process;
    stdout.setEncoding('utf8');
    return this.first(
      new Promise((resolve) => {
        let text = '';
        stdout.on('data', (piece) => {
          text = (text + piece).slice(-KEPT);
          const found = text
            .split('\n')
            .slice(0, -1)
            .find((line) => line.startsWith(prefix));
          if (found !== undefined) resolve(found.slice(prefix.length));
        });
      }),
    );
  }

  /** Resolves when it has ended well, however long that takes. */
  async succeeds() {
    const end = await this.#exit;
    if (end.code !== 0) throw this.#endError(end);
  }

  /** The same, for an end that must be on its way. */
  async ended() {
    await this.#within(this.#exit);
    this.#kill();
    await this.succeeds();
  }

  /** Ends it and all that it has started. */
  async stop() {
    this.#process.kill('SIGTERM');
    await this.#within(this.#exit);
    this.#kill();
  }

  async #within(exit) {
    const limit = setTimeout(this.#kill, GRACE_MS);
    await exit;
    clearTimeout(limit);
  }

  #kill = () => {
    process.off('exit', this.#kill);
    if (this.#process.pid === undefined) return;
    try {
      process.kill(-this.#process.pid, 'SIGKILL');
    } catch {
      // The whole group has ended.
    }
  };

  #endError({ code, signal }) {
    return new Error(`${this.name} ended with ${code ?? signal}\n${this.#errors}`.trimEnd());
  }
}
