/** Packets of a hostile or broken app, without end and the same in every run. */

import { encodeAppPacket } from '../flet/app-packet.js';
import type { Random } from '../flet/random.js';
import { readRecording } from '../flet/recording.js';
import { recordingName, SCENARIOS } from '../flet/scenarios.js';

const RECORDED = SCENARIOS.flatMap((scenario) => readRecording(recordingName(scenario)))
  .filter(({ from }) => from === 'app')
  .map(({ hex }) => Uint8Array.from(Buffer.from(hex, 'hex')))
  .filter(({ length }) => length < 2000);

const KINDS: readonly ((random: Random) => Uint8Array)[] = [
  // Garbage, empty packets and unknown types among it.
  (random) => random.bytes(random.below(40)),
  // Garbage that claims to be a message, or a frame of a data channel.
  (random) => {
    const packet = random.bytes(3 + random.below(40));
    packet.set(random.below(4) === 0 ? [1, 0, 0] : [0, 0x92, 1 + random.below(7)]);
    return packet;
  },
  // Lengths that promise what does not come: arrays, maps, texts and bytes of four thousand million.
  (random) => Uint8Array.of(0, 0x92, 2, random.one([0xdd, 0xdf, 0xdb, 0xc6, 0xc9]), 0xff, 0xff, 0xff, 0xff, 0),
  // Nesting without end.
  (random) => new Uint8Array(1 + random.below(3000)).fill(0x91).fill(0, 0, 1),
  // What a real app has sent, changed, cut or doubled.
  (random) => {
    const packet = random.one(RECORDED).slice();
    for (let count = random.below(3); count >= 0; count--) packet[random.below(packet.length)] = random.below(256);
    return random.below(4) === 0 ? packet.slice(0, random.below(packet.length)) : packet;
  },
  // Sound messages that fit nothing.
  (random) =>
    encodeAppPacket(1 + random.below(7), {
      id: random.one<unknown>([1, -1, 2 ** 31, 'x', null]),
      patch: [
        [0, { views: [random.below(4), { [random.below(3)]: [random.below(4)] }] }],
        [random.below(5), 0, 'views', 0],
      ],
      control_id: random.below(5),
      call_id: random.one<unknown>(['c', 0, null]),
      name: random.one(['push_route', '__proto__', 'constructor', '']),
    }),
];

export function hostilePacket(random: Random): Uint8Array {
  return random.one(KINDS)(random);
}
