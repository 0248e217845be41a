// One line that changes, with the time that is left: on a terminal only, since elsewhere the results are what is read.

export class Progress {
  #stream;
  #took = [];

  constructor(stream = process.stderr) {
    this.#stream = stream;
  }

  say(text) {
    if (this.#stream.isTTY) this.#stream.write(`\r\x1b[K${text.slice(0, (this.#stream.columns || 80) - 1)}`);
  }

  /** @param left The measurements that are still to be made, this one first. */
  begin(done, left, name) {
    const remaining = duration(remainingSeconds(left, this.#took));
    this.say(`${done + 1}/${done + left.length}, ${remaining} left: ${name}`);
  }

  /** A measurement of a scenario took so long. */
  took(scenario, seconds) {
    this.#took.push({ scenario, seconds });
  }

  clear() {
    if (this.#stream.isTTY) this.#stream.write('\r\x1b[K');
  }
}

/** What measurements of the same scenarios took on average so far, or else all of them; undefined before the first one. */
export function remainingSeconds(left, took) {
  if (took.length === 0) return undefined;
  const mean = (entries) => entries.reduce((sum, { seconds }) => sum + seconds, 0) / entries.length;
  const overall = mean(took);
  const means = new Map();
  for (const { scenario } of left) {
    if (means.has(scenario)) continue;
    const own = took.filter((entry) => entry.scenario === scenario);
    means.set(scenario, own.length === 0 ? overall : mean(own));
  }
  return left.reduce((sum, { scenario }) => sum + means.get(scenario), 0);
}

export function duration(seconds) {
  if (seconds === undefined) return '…';
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
