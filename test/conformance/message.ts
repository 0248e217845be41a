import { expect } from 'vitest';

/** `size` bytes that depend on the size and the seed, so that mixed-up messages do not compare equal. */
export function message(size: number, seed = 0): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = (size * 2_654_435_761 + seed * 40_503 + 1) >>> 0;
  for (let index = 0; index < size; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

/** A message that carries a number. */
export function numbered(value: number): Uint8Array {
  return new Uint8Array([value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24]);
}

export function numberOf(data: Uint8Array | undefined): number | undefined {
  if (data === undefined) return undefined;
  return new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(0, true);
}

/** Compares contents, whatever kind of byte array they come in. */
export function expectBytes(actual: Uint8Array | undefined, wanted: Uint8Array): void {
  if (actual === undefined) expect.fail('expected a message but the channel has ended');
  // Buffers compare natively: a large message would take seconds element by element.
  if (Buffer.compare(actual, wanted) !== 0) expect(Array.from(actual)).toEqual(Array.from(wanted));
}

export function texts(batch: readonly Uint8Array[]): string[] {
  return batch.map((data) => new TextDecoder().decode(data));
}

export function bytesOf(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
