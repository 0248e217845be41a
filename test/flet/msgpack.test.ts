import { decode, encode } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import { decodeMessagePack } from '../../lib/flet/msgpack/decoder.js';
import { MAX_DEPTH, MessagePackEncoder } from '../../lib/flet/msgpack/encoder.js';
import { Double, Extension } from '../../lib/flet/values.js';
import { Random } from './random.js';

const encoder = new MessagePackEncoder((value) => (value instanceof Extension ? value : undefined));
const encoded = (value: unknown): Uint8Array => encoder.encode(0, value).subarray(1);
const decoded = (bytes: Iterable<number>): unknown =>
  decodeMessagePack(Uint8Array.from(bytes), 0, (type, data) => new Extension(type, data.slice()));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Values around every limit of a form. */
const VALUES: unknown[] = [
  null,
  true,
  false,
  ...[0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x1_0000, 0xffff_ffff, 0x1_0000_0000, Number.MAX_SAFE_INTEGER],
  ...[-1, -0x20, -0x21, -0x80, -0x81, -0x8000, -0x8001, -0x8000_0000, -0x8000_0001, Number.MIN_SAFE_INTEGER],
  ...[0.5, -1.25, 1e300, Number.POSITIVE_INFINITY],
  ...[0, 1, 10, 11, 31, 32, 255, 256, 65_535, 65_536].map((length) => 'x'.repeat(length)),
  'Ünïcödé 🐍 \u{feff}',
  '\u{feff}a byte order mark in a text that is longer than the short ones',
  ...[0, 1, 255, 256].map((length) => new Uint8Array(length)),
  ...[0, 15, 16].map((length) => Array.from({ length }, (_item, index) => index)),
  ...[0, 15, 16].map((length) => Object.fromEntries(Array.from({ length }, (_item, i) => [`key ${i}`, i]))),
  { nested: [{ deeper: [[], {}, null] }] },
];

/** The smallest that need 32 bits for their length; compared as text, since comparing them item by item takes seconds. */
const LARGE: unknown[] = [
  Array.from({ length: 65_536 }, (_item, index) => index),
  Object.fromEntries(Array.from({ length: 65_536 }, (_item, index) => [`key ${index}`, index])),
];

describe('encoding', () => {
  test('gives what another implementation reads', () => {
    for (const value of VALUES) expect(decode(encoded(value))).toEqual(value);
    for (const value of LARGE) expect(JSON.stringify(decode(encoded(value))) === JSON.stringify(value)).toBe(true);
  });

  test('is as short as that of another implementation', () => {
    for (const value of [...VALUES, ...LARGE]) expect(encoded(value).length).toBe(encode(value).length);
  });

  test('tells whole doubles from integers', () => {
    expect(hex(encoded(new Double(5)))).toBe('cb4014000000000000');
    expect(hex(encoded(5))).toBe('05');
    expect(hex(encoded(-0))).toBe('cb8000000000000000');
  });

  test('takes bigints of up to 64 bits', () => {
    expect(hex(encoded(2n ** 64n - 1n))).toBe('cfffffffffffffffff');
    expect(hex(encoded(-(2n ** 63n)))).toBe('d38000000000000000');
    expect(() => encoded(2n ** 64n)).toThrow(RangeError);
  });

  test('sends undefined as nil, in lists and maps too', () => {
    expect(decode(encoded([undefined, { key: undefined }]))).toEqual([null, { key: null }]);
  });

  test('replaces halves of surrogate pairs instead of writing broken UTF-8', () => {
    expect(decode(encoded('a\ud800b'))).toBe('a\ufffdb');
  });

  test('refuses what has no form, and says what it was', () => {
    expect(() => encoded(() => 1)).toThrow(/Expected a value that MessagePack can hold but received/);
    expect(() => encoded(Symbol('s'))).toThrow(TypeError);
    expect(() => encoded(new Date(0))).toThrow('Expected a value that the Flet protocol can hold but received a Date');
  });

  test('refuses what contains itself', () => {
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    expect(() => encoded(cyclic)).toThrow(RangeError);
    expect(hex(encoded([1]))).toBe('9101');
  });

  test('gives extension types their fixed and their counted forms', () => {
    for (const length of [0, 1, 2, 3, 4, 8, 16, 17, 256, 65_536]) {
      const extension = decoded(encoded(new Extension(-3, new Uint8Array(length).fill(7)))) as Extension;
      expect([extension.type, extension.data.length, extension.data.at(-1)]).toEqual([
        -3,
        length,
        length ? 7 : undefined,
      ]);
    }
  });
});

describe('decoding', () => {
  test('reads what another implementation writes', () => {
    for (const value of VALUES) expect(decoded(encode(value))).toEqual(value);
    for (const value of LARGE) expect(JSON.stringify(decoded(encode(value))) === JSON.stringify(value)).toBe(true);
  });

  test('reads 32-bit floats', () => {
    expect(decoded([0xca, 0x3f, 0xc0, 0, 0])).toBe(1.5);
  });

  test('keeps integers beyond 2⁵³ exact', () => {
    expect(decoded([0xcf, ...Array(8).fill(0xff)])).toBe(2n ** 64n - 1n);
    expect(decoded([0xd3, 0x80, ...Array(7).fill(0)])).toBe(-(2n ** 63n));
  });

  test('turns map keys of every scalar type into strings', () => {
    expect(decoded([0x84, 0x05, 1, 0xff, 2, 0xc3, 3, 0xc0, 4])).toEqual({ 5: 1, '-1': 2, true: 3, null: 4 });
  });

  test('treats __proto__ as a key like any other', () => {
    const map = decoded([0x81, 0xa9, ...Buffer.from('__proto__'), 0x80]) as object;
    expect(Object.hasOwn(map, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
  });

  test('copies bytes out of the message', () => {
    const message = Uint8Array.of(0xc4, 1, 9);
    const bytes = decodeMessagePack(message, 0, () => null);
    message.fill(0);
    expect(bytes).toEqual(Uint8Array.of(9));
  });

  test.each([
    ['nothing at all', [], 'it ends inside a value'],
    ['a text that is cut short', [0xa5, 0x61], 'it ends inside a value'],
    ['a list of four thousand million in five bytes', [0xdd, 0xff, 0xff, 0xff, 0xff], 'it ends inside a value'],
    ['a map of four thousand million in five bytes', [0xdf, 0xff, 0xff, 0xff, 0xff], 'it ends inside a value'],
    ['bytes of four thousand million in five bytes', [0xc6, 0xff, 0xff, 0xff, 0xff], 'it ends inside a value'],
    ['the one code without a meaning', [0xc1], '0xc1 begins no value'],
    ['two values', [0x01, 0x02], '1 more byte(s) after the value'],
    ['a list as a map key', [0x81, 0x90, 0x01], 'a map key that is no scalar'],
    ['nesting without end', Array(10_000).fill(0x91), `more than ${MAX_DEPTH} levels of nesting`],
  ])('refuses %s', (_what, bytes, reason) => {
    expect(() => decoded(bytes)).toThrow(reason);
    expect(() => decoded(bytes)).toThrow(expect.objectContaining({ code: 'ERR_EMBED_FLET_PROTOCOL' }));
  });

  test('gives a value or a FletError for random bytes, as soon as it has read them', () => {
    const random = new Random(1);
    const others: unknown[] = [];
    for (let i = 0; i < 20_000; i++) {
      try {
        decoded(random.bytes(random.below(40)));
      } catch (error) {
        if ((error as { code?: string }).code !== 'ERR_EMBED_FLET_PROTOCOL') others.push(error);
      }
    }
    expect(others).toEqual([]);
  });
});
