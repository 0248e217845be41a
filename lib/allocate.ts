import { outOfRange } from './errors.js';
import { loadNative } from './native.js';
import { integer, validateValue } from './options.js';
import { embedErrorOf } from './transports/embedded.js';

const bytesRule = integer(0, Number.MAX_SAFE_INTEGER);

/**
 * Memory that goes to Python without a copy, however large: `send(data, { transfer: true })` moves it, and Python sees
 * a `memoryview`. What is received in such memory can be sent on the same way. Its contents are undefined at first.
 *
 * @throws RangeError for a size that no `ArrayBuffer` can have, `ERR_EMBED_OUT_OF_MEMORY`.
 * @example
 * const samples = allocate(64 * 2 ** 20);
 * fill(new Float32Array(samples.buffer));
 * await channel.send(samples, { transfer: true }); // samples.byteLength is 0 from here on
 */
export function allocate(bytes: number): Uint8Array<ArrayBuffer> {
  validateValue(bytes, bytesRule, 'the size of allocate');
  try {
    return new Uint8Array(loadNative().blockAllocate(bytes));
  } catch (error) {
    if (error instanceof RangeError) throw outOfRange('a size that an ArrayBuffer can have', 'allocate', bytes);
    throw embedErrorOf(error, `Memory of ${bytes} bytes could not be allocated; send the data in smaller pieces`);
  }
}
