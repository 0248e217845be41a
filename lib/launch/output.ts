import type { AppOutput } from './app-host.js';

/** Lines that are kept of each stream: the newest. */
const MOST_LINES = 10_000;

/** What an app prints. An app that never stops printing does not fill the memory. */
export class CollectedOutput implements AppOutput {
  readonly stdout: string[] = [];
  readonly stderr: string[] = [];
  readonly #prints: boolean;

  /** @param prints Also print it here. */
  constructor(prints: boolean) {
    this.#prints = prints;
  }

  readonly add = (line: string, stream: 'stdout' | 'stderr'): void => {
    const lines = this[stream];
    lines.push(line);
    if (lines.length >= 2 * MOST_LINES) lines.splice(0, lines.length - MOST_LINES);
    if (this.#prints) process[stream].write(`${line}\n`);
  };

  /** The end of what was printed to stderr, for messages. */
  tail(lines = 20): string {
    return this.stderr.slice(-lines).join('\n');
  }
}
