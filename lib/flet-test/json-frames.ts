/** The stream of Flet's `RemoteTester`: `[length: u32, big endian][JSON in UTF-8]`. */

/** What the other side accepts, and so do we. */
const MAX_BYTES = 64 * 2 ** 20;

export function encodeJsonFrame(value: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(value));
  const header = Buffer.alloc(4);
  header.writeUInt32BE(json.byteLength);
  return Buffer.concat([header, json]);
}

/** Yields what arrives, parsed. Ends with the stream; a frame that is cut off by the end is dropped. */
export async function* decodeFrames(stream: AsyncIterable<Buffer>): AsyncGenerator<unknown, void, undefined> {
  let buffered = Buffer.alloc(0);
  for await (const chunk of stream) {
    buffered = Buffer.concat([buffered, chunk]);
    while (buffered.byteLength >= 4) {
      const length = buffered.readUInt32BE(0);
      if (length > MAX_BYTES)
        throw new Error(`Expected requests of at most ${MAX_BYTES} bytes but one of ${length} came`);
      if (buffered.byteLength < 4 + length) break;
      yield JSON.parse(buffered.toString('utf8', 4, 4 + length));
      buffered = buffered.subarray(4 + length);
    }
  }
}
