/** One line on a terminal that says how far something is; nothing where there is no terminal. */

export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #total: number;
  readonly #begun = performance.now();
  #done = 0;

  constructor(total: number, stream: NodeJS.WriteStream = process.stderr) {
    this.#total = total;
    this.#stream = stream;
  }

  /** One more is through; `text` says what. */
  step(text: string): void {
    this.#done++;
    this.#show(`${this.#done}/${this.#total}${this.#remaining()}  ${text}`);
  }

  /** Prints a line above the progress. */
  print(line: string): void {
    this.clear();
    process.stdout.write(`${line}\n`);
  }

  clear(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001b[2K');
  }

  #show(line: string): void {
    if (!this.#stream.isTTY) return;
    const width = this.#stream.columns ?? 80;
    this.#stream.write(`\r\u001b[2K${line.slice(0, width - 1)}`);
  }

  #remaining(): string {
    const elapsed = performance.now() - this.#begun;
    const seconds = Math.round(((elapsed / this.#done) * (this.#total - this.#done)) / 1000);
    if (seconds < 1) return '';
    return seconds < 90 ? `, ${seconds} s left` : `, ${Math.round(seconds / 60)} min left`;
  }
}
