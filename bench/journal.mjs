// The journal of a run: every finished measurement is appended to it, so that a run that was interrupted can go on. JSON lines:
// the run's header, then one entry each, at the end `{ "end": … }`.

import { appendFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FORMAT = 2;

export class Journal {
  constructor(path, header, entries) {
    this.path = path;
    this.header = header;
    this.entries = entries;
  }

  /** A new journal in the folder. `header` is anything that can be written as JSON. */
  static create(folder, header) {
    mkdirSync(folder, { recursive: true });
    const name = `${header.started.replaceAll(/[:.]/g, '-')}-${header.seed}.jsonl`;
    const path = join(folder, name);
    const full = { format: FORMAT, ...header };
    writeFileSync(path, `${JSON.stringify(full)}\n`, { flag: 'wx' });
    return new Journal(path, full, []);
  }

  /** The newest journal of the folder whose run has not ended; undefined: there is none. */
  static unfinished(folder) {
    return Journal.#newest(folder, (journal) => !journal.ended);
  }

  /** The newest journal of a whole run that has ended, which others can be added to; undefined: there is none. */
  static finished(folder) {
    return Journal.#newest(folder, ({ ended, header }) => ended && header.addsTo === undefined);
  }

  static #newest(folder, fits) {
    let names = [];
    try {
      names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    for (const name of names.sort().reverse()) {
      const journal = Journal.open(join(folder, name));
      if (journal !== undefined && fits(journal)) return journal;
    }
    return undefined;
  }

  /** Undefined: it is of another format, or has no header. A last line that was cut short is taken away. */
  static open(path) {
    const bytes = readFileSync(path);
    const whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole < bytes.length) truncateSync(path, whole);
    const [header, ...entries] = bytes
      .subarray(0, whole)
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    if (header?.format !== FORMAT) return undefined;
    return new Journal(path, header, entries);
  }

  get ended() {
    return this.entries.some((entry) => entry.end !== undefined);
  }

  /** Seconds of measuring so far, over all sittings. */
  get seconds() {
    return this.entries.reduce((sum, entry) => sum + (entry.seconds ?? 0), 0);
  }

  append(entry) {
    appendFileSync(this.path, `${JSON.stringify(entry)}\n`);
    this.entries.push(entry);
  }

  end(summary) {
    this.append({ end: summary });
  }
}
