import { describe, expect, test } from 'vitest';
import { decodePacket, encodeDataFrame, encodeMessage } from '../../lib/flet/codec.js';
import { DateTime, Double, Duration, Extension, JsText, TimeOfDay } from '../../lib/flet/values.js';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
const hexOf = (packet: Uint8Array): string => Buffer.from(packet).toString('hex');
const valueIn = (packet: Uint8Array): unknown => {
  const decoded = decodePacket(packet);
  return decoded.kind === 'message' ? decoded.value : decoded;
};
const throughWire = (value: object): unknown => {
  const [, body] = valueIn(encodeMessage(3, { data: value })) as [number, { data: unknown }];
  return body.data;
};

/** Packets recorded between Flet 1.0.5 and its client. */
const FROM_THE_CLIENT: [string, number, object, string][] = [
  [
    'a click',
    3,
    { target: 10, name: 'click', data: null },
    '00920383a67461726765740aa46e616d65a5636c69636ba464617461c0',
  ],
  ['a typed value', 4, { id: 11, props: { value: '12' } }, '00920482a269640ba570726f707381a576616c7565a23132'],
  [
    'the change that tells it',
    3,
    { target: 11, name: 'change', data: '12' },
    '00920383a67461726765740ba46e616d65a66368616e6765a464617461a23132',
  ],
  [
    'the answer to a call',
    5,
    { control_id: 11, call_id: 'J9FdIZv56J', result: null, error: null },
    '00920584aa636f6e74726f6c5f69640ba763616c6c5f6964aa4a394664495a7635364aa6726573756c74c0a56572726f72c0',
  ],
  [
    'a date that was picked',
    4,
    { id: 19, props: { value: DateTime.from(new Date(Date.UTC(2026, 2, 4))), open: false } },
    `00920482a2696413a570726f707382a576616c7565c71d01323032362d30332d30345430303a30303a30302e3030302b30303a3030
     a46f70656ec2`,
  ],
];

const FROM_THE_APP: [string, string, unknown][] = [
  [
    'one property deep in the tree',
    '00920282a2696401a5706174636892920081a5766965777392018100920281a8636f6e74726f6c7392038100 9104 940004a576616c7565a131',
    [
      2,
      {
        id: 1,
        patch: [
          [0, { views: [1, { 0: [2, { controls: [3, { 0: [4] }] }] }] }],
          [0, 4, 'value', '1'],
        ],
      },
    ],
  ],
  [
    'a move and an insertion',
    `00920282a2696401a5706174636893920081a5766965777392018100920281a8636f6e74726f6c7392038103920481a8636f6e74726f6c73
     91059503050205009400050283a576616c7565a36e6577a25f691aa25f63a454657874`,
    [
      2,
      {
        id: 1,
        patch: [
          [0, { views: [1, { 0: [2, { controls: [3, { 3: [4, { controls: [5] }] }] }] }] }],
          [3, 5, 2, 5, 0],
          [0, 5, 2, { value: 'new', _i: 26, _c: 'Text' }],
        ],
      },
    ],
  ],
  [
    'a call without arguments',
    '00920583aa636f6e74726f6c5f69640ba763616c6c5f6964aa4a394664495a7635364aa46e616d65a5666f637573',
    [5, { control_id: 11, call_id: 'J9FdIZv56J', name: 'focus' }],
  ],
  [
    'a dialog that is shown',
    `00920282a2696405a57061746368929100940000a8636f6e74726f6c739187a7636f6e74656e7483a576616c7565a143a25f69
     10a25f63a454657874a57469746c65a154a46f70656ec3aa6f6e5f6469736d697373c3a25f6912a7616374696f6e739184a763
     6f6e74656e74a24f4ba86f6e5f636c69636bc3a25f6911a25f63aa54657874427574746f6ea25f63ab416c6572744469616c6f67`,
    [
      2,
      {
        id: 5,
        patch: [
          [0],
          [
            0,
            0,
            'controls',
            [
              {
                content: { value: 'C', _i: 16, _c: 'Text' },
                title: 'T',
                open: true,
                on_dismiss: true,
                _i: 18,
                actions: [{ content: 'OK', on_click: true, _i: 17, _c: 'TextButton' }],
                _c: 'AlertDialog',
              },
            ],
          ],
        ],
      },
    ],
  ],
  [
    'the first content',
    `00920282a2696401a5706174636892920081a57669657773920181009102940002a8636f6e74726f6c739483a576616c7565a1
     30a25f6909a25f63a45465787484a7636f6e74656e74a12ba86f6e5f636c69636bc3a25f690aa25f63a6427574746f6e83a96f
     6e5f6368616e6765c3a25f690ba25f63a9546578744669656c6484aa5f696e7465726e616c7381ad686f73745f657870616e64
     6564c3a25f690fa8636f6e74726f6c739383a576616c7565a161a25f690ca25f63a45465787483a576616c7565a162a25f690d
     a25f63a45465787483a576616c7565a163a25f690ea25f63a454657874a25f63a6436f6c756d6e`,
    [
      2,
      {
        id: 1,
        patch: [
          [0, { views: [1, { 0: [2] }] }],
          [
            0,
            2,
            'controls',
            [
              { value: '0', _i: 9, _c: 'Text' },
              { content: '+', on_click: true, _i: 10, _c: 'Button' },
              { on_change: true, _i: 11, _c: 'TextField' },
              {
                _internals: { host_expanded: true },
                _i: 15,
                controls: [
                  { value: 'a', _i: 12, _c: 'Text' },
                  { value: 'b', _i: 13, _c: 'Text' },
                  { value: 'c', _i: 14, _c: 'Text' },
                ],
                _c: 'Column',
              },
            ],
          ],
        ],
      },
    ],
  ],
];

describe('a message', () => {
  test.each(FROM_THE_CLIENT)('has the bytes that Flet’s own client sends: %s', (_what, action, body, hex) => {
    expect(hexOf(encodeMessage(action, body))).toBe(hex.replace(/\s/g, ''));
  });

  test.each(FROM_THE_APP)('is read as Flet meant it: %s', (_what, hex, value) => {
    expect(valueIn(bytes(hex))).toEqual(value);
  });
});

describe('Flet’s extension types', () => {
  test.each([
    ['a date', new DateTime('2026-01-02')],
    ['a date and time', new DateTime('2026-01-02T03:04:05+00:00')],
    ['a time', new TimeOfDay(9, 5)],
    ['a duration', new Duration(1_500_000)],
    ['a JavaScript value as text', new JsText('[object Window]')],
    ['what could not be encoded', new Extension(0, new Uint8Array())],
    ['an unknown type', new Extension(42, Uint8Array.of(1, 2, 3))],
  ])('go both ways: %s', (_what, value) => {
    expect(throughWire(value)).toEqual(value);
  });

  test('have the texts that Flet’s own client sends', () => {
    const packet = (data: object): string => Buffer.from(encodeMessage(3, { data })).toString('latin1');
    expect(packet(new TimeOfDay(9, 5))).toContain('\x029:5');
    expect(packet(new Duration(1_500_000))).toContain('\x031500000');
    expect(packet(DateTime.from(new Date(0)))).toContain('\x011970-01-01T00:00:00.000+00:00');
  });

  test('are read with padding too: the time that Python sends', () => {
    const packet = bytes('00920381a464617461c70502'.concat(Buffer.from('09:05').toString('hex')));
    expect(valueIn(packet)).toEqual([3, { data: new TimeOfDay(9, 5) }]);
  });

  test('stay as they came when their text makes no sense', () => {
    const nonsense = new Extension(2, Buffer.from('noon'));
    expect(throughWire(nonsense)).toMatchObject({ type: 2 });
    expect(throughWire(nonsense)).toBeInstanceOf(Extension);
  });

  test('turn Double into a float and back into a number', () => {
    expect(hexOf(encodeMessage(3, { data: new Double(1) }))).toContain('cb3ff0000000000000');
    expect(throughWire(new Double(1))).toBe(1);
  });
});

describe('a packet', () => {
  test('of a data channel has its id and its bytes', () => {
    const packet = encodeDataFrame(0x01020304, Uint8Array.of(0xff));
    expect(hexOf(packet)).toBe('0104030201ff');
    expect(decodePacket(packet)).toEqual({ kind: 'data', channelId: 0x01020304, bytes: Uint8Array.of(0xff) });
  });

  test('is read from the middle of a larger buffer', () => {
    const whole = Uint8Array.from([9, 9, ...encodeDataFrame(7, Uint8Array.of(1, 2)), 9]);
    expect(decodePacket(whole.subarray(2, 9))).toEqual({ kind: 'data', channelId: 7, bytes: Uint8Array.of(1, 2) });
  });

  test.each([
    ['empty', [], 'an empty packet'],
    ['of an unknown type', [7, 1], 'a packet of type 7'],
    ['of a data channel, but without an id', [1, 0, 0], 'a data frame without a channel id'],
  ])('is told apart when it is %s', (_what, packet, reason) => {
    expect(decodePacket(Uint8Array.from(packet))).toEqual({ kind: 'other', reason });
  });
});
