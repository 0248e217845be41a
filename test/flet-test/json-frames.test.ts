import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { decodeFrames, encodeJsonFrame } from '../../lib/flet-test/json-frames.js';

async function decoded(...chunks: Uint8Array[]): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const value of decodeFrames(Readable.from(chunks.map((chunk) => Buffer.from(chunk))))) values.push(value);
  return values;
}

describe('JSON frames', () => {
  test('a value travels as JSON behind its length in big endian', () => {
    expect(encodeJsonFrame({ id: 1 })).toEqual(Buffer.from([0, 0, 0, 8, ...Buffer.from('{"id":1}')]));
  });

  test('the length counts bytes, not characters', async () => {
    const frame = encodeJsonFrame('grüße');
    expect(frame.readUInt32BE(0)).toBe(Buffer.byteLength('"grüße"'));
    expect(await decoded(frame)).toEqual(['grüße']);
  });

  test('frames are found wherever the pieces of the stream begin and end', async () => {
    const bytes = Buffer.concat([encodeJsonFrame(1), encodeJsonFrame({ a: ['ü'] }), encodeJsonFrame(null)]);
    expect(await decoded(bytes)).toEqual([1, { a: ['ü'] }, null]);
    expect(await decoded(...[...bytes].map((byte) => Uint8Array.of(byte)))).toEqual([1, { a: ['ü'] }, null]);
  });

  test('a frame that the end cuts off is dropped', async () => {
    expect(await decoded(encodeJsonFrame(1), encodeJsonFrame(2).subarray(0, -1))).toEqual([1]);
  });

  test('a length beyond all bounds is refused', async () => {
    await expect(decoded(Buffer.from([255, 255, 255, 255]))).rejects.toThrow('at most 67108864 bytes');
  });
});
