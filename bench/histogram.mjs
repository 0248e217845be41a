// Durations in buckets whose width is at most 1/128 of their place: percentiles of any number of samples in little memory,
// exact to better than one per cent.

const SUB_BITS = 7;
const SUB = 1 << SUB_BITS;
const EXPONENTS = 45;

export class Histogram {
  #counts = new Uint32Array(SUB * EXPONENTS);
  #count = 0;
  #sum = 0;
  #max = 0;

  /** @param {number} nanoseconds Not negative. */
  record(nanoseconds) {
    this.#counts[bucketOf(nanoseconds)]++;
    this.#count++;
    this.#sum += nanoseconds;
    if (nanoseconds > this.#max) this.#max = nanoseconds;
  }

  get mean() {
    return this.#sum / this.#count;
  }

  /** The value that the given part (0 to 1) of the samples does not exceed: the middle of its bucket. */
  percentile(part) {
    let left = Math.max(1, Math.ceil(part * this.#count));
    for (let bucket = 0; bucket < this.#counts.length; bucket++) {
      left -= this.#counts[bucket];
      if (left <= 0) return Math.min(middleOf(bucket), this.#max);
    }
    return this.#max;
  }

  /** What a result row says of durations. A percentile that fewer samples than it needs cannot tell is null. */
  summary() {
    const microseconds = (nanoseconds) => nanoseconds / 1000;
    const tail = (part) => (this.#count * (1 - part) >= 1 ? microseconds(this.percentile(part)) : null);
    return {
      p50_us: microseconds(this.percentile(0.5)),
      p99_us: tail(0.99),
      p999_us: tail(0.999),
      max_us: microseconds(this.#max),
      per_second: 1e9 / this.mean,
    };
  }
}

/** Exact below SUB; above, the leading SUB_BITS bits after the first one. */
function bucketOf(nanoseconds) {
  if (nanoseconds < SUB) return Math.floor(nanoseconds);
  const high = Math.floor(nanoseconds / 2 ** 32);
  const exponent = (high > 0 ? 63 - Math.clz32(high) : 31 - Math.clz32(nanoseconds)) - SUB_BITS;
  return SUB * exponent + Math.floor(nanoseconds / 2 ** exponent);
}

function middleOf(bucket) {
  if (bucket < SUB) return bucket;
  const exponent = Math.floor(bucket / SUB) - 1;
  return ((bucket % SUB) + SUB + 0.5) * 2 ** exponent;
}
