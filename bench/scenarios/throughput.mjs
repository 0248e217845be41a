import { openPeer } from '../peer.mjs';

/** One message after the other in one direction: an awaited `send` each, taken by `for await` or `async for`. */
export async function throughput({ transport, variant, bytes, warmUp, count, ...where }) {
  const [direction, unbatched] = variant.split(' ');
  const towardsPython = direction === 'to-python';
  const peer = await openPeer(transport, towardsPython ? 'count' : 'produce', {
    ...where,
    batched: unbatched === undefined,
  });
  const run = towardsPython ? sendAll : receiveAll;
  await run(peer.channel, bytes, warmUp);
  const from = performance.now();
  await run(peer.channel, bytes, count);
  const seconds = (performance.now() - from) / 1000;
  await peer.close();
  return { p50_us: null, p99_us: null, p999_us: null, max_us: null, per_second: count / seconds };
}

async function sendAll(channel, bytes, count) {
  await channel.send(Buffer.from(String(count)));
  const message = new Uint8Array(bytes);
  for (let i = 0; i < count; i++) await channel.send(message);
  await channel.receive();
}

async function receiveAll(channel, bytes, count) {
  await channel.send(Buffer.from(String(count)));
  let received = 0;
  for await (const message of channel) {
    if (message.byteLength !== bytes) throw new Error(`Expected ${bytes} bytes but received ${message.byteLength}`);
    if (++received === count) break;
  }
}
