import { floorAddon, floorPair } from '../floor.mjs';
import { Histogram } from '../histogram.mjs';
import { openPeer } from '../peer.mjs';

/** One message there and one back, one at a time. */
export async function roundTrip({ transport, variant, bytes, warmUp, count, ...where }) {
  const histogram = new Histogram();
  if (transport === 'floor') {
    const sleeper = variant ?? 'futex';
    const samples = await new Promise((done) => floorAddon().roundTrips(sleeper, bytes, warmUp, count, done));
    for (const sample of samples) histogram.record(sample);
    return histogram.summary();
  }
  if (transport.startsWith('floor-')) {
    const sleeper = transport.slice('floor-'.length);
    for (const sample of floorPair(sleeper, bytes, warmUp, count)) histogram.record(sample);
    return histogram.summary();
  }
  const peer = await openPeer(transport, 'echo', where);
  const { channel } = peer;
  const message = new Uint8Array(bytes).fill(1);
  for (let i = 0; i < warmUp + count; i++) {
    const from = performance.now();
    await channel.send(message);
    const answer = await channel.receive();
    const to = performance.now();
    if (answer.byteLength !== bytes) throw new Error(`Expected ${bytes} bytes back but received ${answer.byteLength}`);
    if (i >= warmUp) histogram.record((to - from) * 1e6);
  }
  await peer.close();
  return histogram.summary();
}
