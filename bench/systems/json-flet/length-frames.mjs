/** Four bytes, big-endian, before each text: what Flet 0.5 to 0.20 speaks over its local socket. */
const HEADER = 4;

export function encodeFrame(text) {
  const body = Buffer.from(text, 'utf8');
  const header = Buffer.allocUnsafe(HEADER);
  header.writeUInt32BE(body.length);
  return Buffer.concat([header, body]);
}

/** Gives `ontext` every whole text, however the bytes are cut. */
export class FrameDecoder {
  #ontext;
  #chunks = [];
  #bytes = 0;

  constructor(ontext) {
    this.#ontext = ontext;
  }

  push(chunk) {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes >= HEADER) {
      const end = HEADER + this.#header();
      if (this.#bytes < end) return;
      const data = this.#whole();
      const rest = data.subarray(end);
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#bytes = rest.length;
      this.#ontext(data.toString('utf8', HEADER, end));
    }
  }

  #header() {
    if (this.#chunks[0].length < HEADER) this.#whole();
    return this.#chunks[0].readUInt32BE();
  }

  /** Joined only when a frame is complete: a large one is not copied again with every piece. */
  #whole() {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0];
  }
}
