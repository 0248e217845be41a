/** Which of Python's streams a line was written to. */
export type OutputStream = 'stdout' | 'stderr';

/** Gets every line that Python prints, without its line break. A line of more than 1 MiB comes in pieces. */
export type OutputCallback = (line: string, stream: OutputStream) => void;

/** Characters of an unfinished line that are kept: what is longer is handed on as it is. */
const LONGEST_LINE = 2 ** 20;

/** The bytes of one stream as lines. */
export class LineStream {
  readonly #name: OutputStream;
  readonly #deliver: OutputCallback;
  /** Broken bytes become U+FFFD; a character that is cut in two by a piece's end is put together again. */
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #rest = '';

  constructor(name: OutputStream, deliver: OutputCallback) {
    this.#name = name;
    this.#deliver = deliver;
  }

  write(bytes: Uint8Array): void {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split('\n');
    this.#rest = lines.pop()!;
    for (const line of lines) this.#deliver(line, this.#name);
    if (this.#rest.length > LONGEST_LINE) this.#flushRest();
  }

  /** No more is to come: what has no line break yet is a line. */
  end(): void {
    this.#rest += this.#decoder.decode();
    if (this.#rest !== '') this.#flushRest();
  }

  #flushRest(): void {
    const rest = this.#rest;
    this.#rest = '';
    this.#deliver(rest, this.#name);
  }
}
