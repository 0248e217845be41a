import { floorAddon } from '../floor.mjs';
import { Histogram } from '../histogram.mjs';
import { openPeer } from '../peer.mjs';

/** Short round trips before each large message, the same way as it: it finds a path as warm as theirs, and memory freed. */
const SHORT = 300;

const short = new Uint8Array(64);

/** One large message and a short one the other way: there with a short answer, or a short request and the large answer. */
export async function large({ transport, variant, bytes, warmUp, count, ...where }) {
  const histogram = new Histogram();
  if (transport === 'floor') {
    const { copyTwice } = floorAddon();
    for (let i = 0; i < warmUp + count; i++) {
      const nanoseconds = copyTwice(bytes);
      if (i >= warmUp) histogram.record(nanoseconds);
    }
    return histogram.summary();
  }
  const [kind, direction] = variant.split(' ');
  const peer = await openPeer(transport, 'large', where);
  const trip = direction === 'to-python' ? there : back;
  for (let i = 0; i < warmUp + count; i++) {
    const milliseconds = await trip(peer, kind, bytes);
    if (i >= warmUp) histogram.record(milliseconds * 1e6);
    globalThis.gc();
  }
  await peer.close();
  return histogram.summary();
}

async function there({ channel, allocate }, kind, bytes) {
  const transfer = kind === 'transfer';
  const data = (transfer ? allocate(bytes) : new Uint8Array(bytes)).fill(1);
  await shortTrips(channel, transfer ? allocate : undefined);
  const from = performance.now();
  await (transfer ? channel.send(data, { transfer }) : channel.send(data));
  const answer = await channel.receive();
  const to = performance.now();
  if (answer.byteLength !== short.byteLength)
    throw new Error(`Expected a short answer but received ${answer.byteLength}`);
  return to - from;
}

async function back({ channel }, kind, bytes) {
  await channel.send(Buffer.from(`${kind} ${bytes}`));
  await channel.receive();
  await shortTrips(channel);
  const request = new Uint8Array(short.byteLength);
  request[0] = 1;
  const from = performance.now();
  await channel.send(request);
  const answer = await channel.receive();
  const to = performance.now();
  if (answer.byteLength !== bytes || answer[0] !== 1 || answer[bytes - 1] !== 1) {
    throw new Error('The large message did not arrive whole');
  }
  return to - from;
}

async function shortTrips(channel, allocate) {
  for (let i = 0; i < SHORT; i++) {
    if (allocate === undefined) await channel.send(short);
    else await channel.send(allocate(short.byteLength).fill(0), { transfer: true });
    await channel.receive();
  }
}
