import { deepStrictEqual } from 'node:assert';
import { Decoder } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import { decodeMessagePack } from '../../lib/flet/msgpack/decoder.js';
import { MessagePackEncoder } from '../../lib/flet/msgpack/encoder.js';
import { MAX_DEPTH } from '../../lib/flet/msgpack/shape.js';
import { Double, Extension, type WireValue } from '../../lib/flet/values.js';
import { Random } from './random.js';

const encoder = new MessagePackEncoder((value) => (value instanceof Extension ? value : undefined));
const decode = (bytes: Uint8Array, start = 0): unknown =>
  decodeMessagePack(bytes, start, (type, data) => new Extension(type, data.slice()));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const encoded = (value: unknown): string => hex(encoder.encode(0, value).subarray(1));
const decodedHex = (digits: string): unknown => decode(Uint8Array.from(Buffer.from(digits, 'hex')));

const text = (length: number): string => 'x'.repeat(length);
const list = (length: number): number[] => Array<number>(length).fill(7);
const keys = (length: number): string[] => Array.from({ length }, (_item, index) => String(index).padStart(5, '0'));
const map = (length: number): Record<string, number> => Object.fromEntries(keys(length).map((key) => [`k${key}`, 7]));
const mapBody = (length: number): string =>
  keys(length)
    .map((key) => `a66b${hex(Buffer.from(key))}07`)
    .join('');

/** Values around every limit of a form, as the MessagePack specification writes them. */
const VECTORS: [what: string, value: WireValue, bytes: string][] = [
  ['nil', null, 'c0'],
  ['true', true, 'c3'],
  ['false', false, 'c2'],
  ['0', 0, '00'],
  ['127', 127, '7f'],
  ['128', 128, 'cc80'],
  ['255', 255, 'ccff'],
  ['256', 256, 'cd0100'],
  ['65535', 65_535, 'cdffff'],
  ['65536', 65_536, 'ce00010000'],
  ['2³² − 1', 2 ** 32 - 1, 'ceffffffff'],
  ['2³²', 2 ** 32, 'cf0000000100000000'],
  ['2⁵³ − 1', Number.MAX_SAFE_INTEGER, 'cf001fffffffffffff'],
  ['2⁵³ + 1', 2n ** 53n + 1n, 'cf0020000000000001'],
  ['2⁶⁴ − 1', 2n ** 64n - 1n, 'cfffffffffffffffff'],
  ['−1', -1, 'ff'],
  ['−32', -32, 'e0'],
  ['−33', -33, 'd0df'],
  ['−128', -128, 'd080'],
  ['−129', -129, 'd1ff7f'],
  ['−32768', -32_768, 'd18000'],
  ['−32769', -32_769, 'd2ffff7fff'],
  ['−2³¹', -(2 ** 31), 'd280000000'],
  ['−2³¹ − 1', -(2 ** 31) - 1, 'd3ffffffff7fffffff'],
  ['−2⁵³ + 1', Number.MIN_SAFE_INTEGER, 'd3ffe0000000000001'],
  ['−2⁶³', -(2n ** 63n), 'd38000000000000000'],
  ['a fraction', 0.5, 'cb3fe0000000000000'],
  ['a number beyond all integers', 1e300, 'cb7e37e43c8800759c'],
  ['infinity', Number.POSITIVE_INFINITY, 'cb7ff0000000000000'],
  ['minus zero', -0, 'cb8000000000000000'],
  ['no text', '', 'a0'],
  ['31 letters', text(31), `bf${'78'.repeat(31)}`],
  ['32 letters', text(32), `d920${'78'.repeat(32)}`],
  ['255 letters', text(255), `d9ff${'78'.repeat(255)}`],
  ['256 letters', text(256), `da0100${'78'.repeat(256)}`],
  ['65535 letters', text(65_535), `daffff${'78'.repeat(65_535)}`],
  ['65536 letters', text(65_536), `db00010000${'78'.repeat(65_536)}`],
  ['letters of two, three and four bytes', 'ü€🐍', 'a9c3bce282acf09f908d'],
  ['a text that begins with a byte order mark', '\u{feff}x', 'a4efbbbf78'],
  ['no bytes', new Uint8Array(0), 'c400'],
  ['255 bytes', new Uint8Array(255), `c4ff${'00'.repeat(255)}`],
  ['256 bytes', new Uint8Array(256), `c50100${'00'.repeat(256)}`],
  ['65536 bytes', new Uint8Array(65_536), `c600010000${'00'.repeat(65_536)}`],
  ['an empty list', [], '90'],
  ['a list of 15', list(15), `9f${'07'.repeat(15)}`],
  ['a list of 16', list(16), `dc0010${'07'.repeat(16)}`],
  ['a list of 65536', list(65_536), `dd00010000${'07'.repeat(65_536)}`],
  ['an empty map', {}, '80'],
  ['a map of 15', map(15), `8f${mapBody(15)}`],
  ['a map of 16', map(16), `de0010${mapBody(16)}`],
  ['a map of 65536', map(65_536), `df00010000${mapBody(65_536)}`],
  ['nested lists and maps', { a: [{ b: [[], {}, null] }] }, '81a16191 81a162 93 90 80 c0'.replaceAll(' ', '')],
  ['an extension of no bytes', new Extension(5, new Uint8Array(0)), 'c70005'],
  ['an extension of a negative type', new Extension(-1, new Uint8Array(4)), 'd6ff00000000'],
  ...[1, 2, 4, 8, 16].map((length, i): [string, WireValue, string] => [
    `an extension of ${length}`,
    new Extension(5, new Uint8Array(length)),
    `d${4 + i}05${'00'.repeat(length)}`,
  ]),
  ['an extension of 17', new Extension(5, new Uint8Array(17)), `c71105${'00'.repeat(17)}`],
  ['an extension of 256', new Extension(5, new Uint8Array(256)), `c8010005${'00'.repeat(256)}`],
  ['an extension of 65536', new Extension(5, new Uint8Array(65_536)), `c90001000005${'00'.repeat(65_536)}`],
];

describe.each(VECTORS)('%s', (_what, value, bytes) => {
  test('has the shortest form that its type has', () => {
    expect(encoded(value)).toBe(bytes);
  });

  test('is read from that form', () => {
    // Not with expect: that takes seconds for the large ones.
    deepStrictEqual(decodedHex(bytes), value);
  });
});

describe('encoding', () => {
  test('puts the prefix in front', () => {
    expect(hex(encoder.encode(0x2a, [1]))).toBe('2a9101');
  });

  test('tells whole doubles from integers, wherever they are and whatever is beside them', () => {
    expect(encoded(new Double(5))).toBe('cb4014000000000000');
    expect(encoded([new Double(1), 1, { w: new Double(-0), x: 'cb' }, new Double(2)])).toBe(
      '94cb3ff00000000000000182a177cb8000000000000000a178a26362cb4000000000000000',
    );
    expect(encoded(Array.from({ length: 1000 }, (_item, i) => new Double(i)))).toBe(
      `dc03e8${Array.from({ length: 1000 }, (_item, i) => {
        const bytes = Buffer.alloc(9, 0xcb);
        bytes.writeDoubleBE(i, 1);
        return hex(bytes);
      }).join('')}`,
    );
  });

  test('refuses integers of more than 64 bits', () => {
    expect(() => encoded(2n ** 64n)).toThrow(RangeError);
    expect(() => encoded(-(2n ** 63n) - 1n)).toThrow(
      'Expected an integer of at most 64 bits but received -9223372036854775809n (bigint)',
    );
  });

  test('sends undefined as nil, in lists and maps too', () => {
    expect(encoded(undefined)).toBe('c0');
    expect(encoded([undefined, { k: undefined }])).toBe('92c081a16bc0');
  });

  test.each([1, 300])('replaces halves of surrogate pairs instead of writing broken UTF-8 (%i times)', (times) => {
    const broken = encoder.encode(0, { ['\udc00']: 'a\ud800b'.repeat(times) });
    expect(decode(broken, 1)).toEqual({ '\ufffd': 'a\ufffdb'.repeat(times) });
    expect(encoded('\ud83d\udc0d')).toBe('a4f09f908d');
  });

  test('refuses what has no form, says what it was, and goes on afterwards', () => {
    expect(() => encoded([new Double(1), () => 1])).toThrow(
      'Expected a value that MessagePack can hold but received a function',
    );
    expect(() => encoded(Symbol('s'))).toThrow(TypeError);
    expect(() => encoded(new Date(0))).toThrow('Expected a value that the Flet protocol can hold but received a Date');
    expect(() => encoded(new Map())).toThrow(TypeError);
    expect(encoded([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe('99010203040506070809');
  });

  test('takes as many levels as decoding does, and refuses what contains itself', () => {
    const nested = (levels: number): unknown => (levels === 1 ? [] : [nested(levels - 1)]);
    expect(decodedHex(encoded(nested(MAX_DEPTH)))).toEqual(nested(MAX_DEPTH));
    expect(() => encoded(nested(MAX_DEPTH + 1))).toThrow(RangeError);
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    expect(() => encoded(cyclic)).toThrow(`Expected at most ${MAX_DEPTH} levels of nesting, or the value is cyclic`);
  });

  test('treats __proto__ as a key like any other', () => {
    expect(encoded(JSON.parse('{"__proto__":1}'))).toBe(`81a9${hex(Buffer.from('__proto__'))}01`);
  });

  test('gives every packet memory of its own', () => {
    const first = encoder.encode(0, 'first');
    encoder.encode(0, 'other');
    expect(hex(first)).toBe(`00a5${hex(Buffer.from('first'))}`);
    expect(first.buffer.byteLength).toBe(first.length);
  });
});

describe('decoding', () => {
  test('reads 32-bit floats', () => {
    expect(decodedHex('ca3fc00000')).toBe(1.5);
  });

  test('reads values in longer forms than they need', () => {
    expect(decodedHex('cf0000000000000005')).toBe(5);
    expect(decodedHex('d3ffffffffffffffff')).toBe(-1);
    expect(decodedHex('dd00000001d90161')).toEqual(['a']);
  });

  test('keeps integers beyond 2⁵³ exact, in lists and maps too', () => {
    expect(decodedHex('92cfffffffffffffffff81a161d38000000000000000')).toEqual([2n ** 64n - 1n, { a: -(2n ** 63n) }]);
  });

  test('turns map keys of every scalar type into strings', () => {
    expect(decodedHex('870501ff02c303c004cb3fe000000000000005cf000000000000000906a16107')).toEqual({
      5: 1,
      '-1': 2,
      true: 3,
      null: 4,
      '0.5': 5,
      9: 6,
      a: 7,
    });
  });

  test('copies bytes out of the message, also when that is a Buffer', () => {
    const message = Buffer.from('9281a161c40109c40108', 'hex');
    const value = decode(message);
    message.fill(0);
    expect(value).toStrictEqual([{ a: Uint8Array.of(9) }, Uint8Array.of(8)]);
  });

  test.each([
    ['nothing at all', '', 'it ends inside a value (byte 0)'],
    ['a text that is cut short', 'a561', 'it ends inside a value (byte 1)'],
    ['a number that is cut short', 'cb0000', 'it ends inside a value (byte 1)'],
    ['a length that is cut short', 'da00', 'it ends inside a value (byte 1)'],
    ['a list of four thousand million in five bytes', 'ddffffffff', 'it ends inside a value (byte 5)'],
    ['a map of four thousand million in five bytes', 'dfffffffff', 'it ends inside a value (byte 5)'],
    ['bytes of four thousand million in five bytes', 'c6ffffffff', 'it ends inside a value (byte 5)'],
    ['an extension of four thousand million in six bytes', 'c9ffffffff05', 'it ends inside a value (byte 5)'],
    // Each list would have room; before the second is begun, both together have not.
    ['lists that promise more together than there is', 'dc8000'.repeat(20_000), 'it ends inside a value (byte 6)'],
    ['the one code without a meaning', 'c1', '0xc1 begins no value'],
    ['two values', '0102', '1 more byte(s) after the value'],
    ['a list as a map key', '819001', 'a map key that is no scalar'],
    ['the key __proto__', `81a9${hex(Buffer.from('__proto__'))}80`, '__proto__ is not allowed'],
    ['nesting without end', '91'.repeat(10_000), `more than ${MAX_DEPTH} levels of nesting`],
  ])('refuses %s', (_what, digits, reason) => {
    expect(() => decodedHex(digits)).toThrow(reason);
    expect(() => decodedHex(digits)).toThrow(expect.objectContaining({ code: 'ERR_EMBED_FLET_PROTOCOL' }));
  });

  test('refuses random and damaged bytes where, and only where, they are no value', () => {
    const random = new Random(1);
    const sound = VECTORS.map(([, , bytes]) => Buffer.from(bytes, 'hex')).filter(({ length }) => length < 300);
    const surprises: string[] = [];
    let values = 0;
    for (let i = 0; i < 20_000; i++) {
      const bytes = i % 2 === 0 ? random.bytes(random.below(40)) : damaged(random, sound);
      const actual = outcome(() => decode(bytes));
      const reference = outcome(() => referenceDecoder(bytes.length).decode(bytes));
      if (reference === 'a value') values++;
      if (actual !== (reference === 'a value' ? reference : 'ERR_EMBED_FLET_PROTOCOL')) {
        surprises.push(`${hex(bytes)}: ${actual}, and with the library alone ${reference}`);
      }
    }
    expect(surprises).toEqual([]);
    expect(values).toBeGreaterThan(2000);
  });
});

/** Some values, one after the other in a list, with one byte changed. */
function damaged(random: Random, sound: readonly Uint8Array[]): Uint8Array {
  const items = Array.from({ length: 1 + random.below(4) }, () => random.one(sound));
  const bytes = Uint8Array.from(Buffer.concat([Uint8Array.of(0x90 + items.length), ...items]));
  bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}

/** The library without the check of shapes that goes before it here. */
function referenceDecoder(limit: number): Decoder {
  return new Decoder({
    maxArrayLength: limit,
    maxMapLength: limit,
    mapKeyConverter: (key) => {
      if (typeof key === 'object' && key !== null) throw new Error('no scalar');
      return String(key);
    },
    extensionCodec: { tryToEncode: () => null, decode: () => new Extension(0, new Uint8Array()) },
  });
}

function outcome(attempt: () => unknown): string {
  try {
    attempt();
    return 'a value';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
