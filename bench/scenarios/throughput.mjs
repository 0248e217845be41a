import { rateOnly } from '../histogram.mjs';

const BYTES = 64;
const DIRECTIONS = ['to-python', 'to-host'];

/** One message after the other in one direction. The variant names the direction, and what is not the plain way. */
export default {
  name: 'throughput',
  level: 'bytes',
  needs: 'throughput',
  explains:
    'messages of 64 bytes in one direction: an awaited `send` for each, taken by `for await` or `async for`. *batches*: `trySend` towards `batches()`, `try_send` towards `onmessages`, where the transport has them. *unbatched*: one write for each message',
  repetitions: {
    quick: { own: [2, 0], beside: [0, 0] },
    full: { own: [5, 1], beside: [2, 0] },
  },
  lengths: {
    quick: { warmUp: 20_000, count: 250_000, ms: 600 },
    full: { warmUp: 20_000, count: 1_250_000, ms: 1500 },
  },
  variants: ({ capabilities }) => [
    ...DIRECTIONS,
    ...(capabilities.includes('batches') ? DIRECTIONS.map((direction) => `${direction} batches`) : []),
    ...(capabilities.includes('unbatched') ? DIRECTIONS.map((direction) => `${direction} unbatched`) : []),
  ],
  async measure({ system, variant, lengths, where }) {
    const { role, run, options } = WAYS[variant];
    const peer = await system.open(role, { ...where, options });
    const perSecond = await run(peer.channel, lengths.warmUp);
    // A slow system gets as many messages as it moves in the time.
    const count = Math.max(lengths.warmUp, Math.min(lengths.count, Math.round((perSecond * lengths.ms) / 1000)));
    const figures = rateOnly(await run(peer.channel, count), count);
    await peer.close();
    return [{ variant, bytes: BYTES, ...figures }];
  },
};

const TO_PYTHON = { role: 'count', run: timed(sendAll) };
const TO_HOST = { role: 'produce', run: timed(receiveAll) };

const WAYS = {
  'to-python': TO_PYTHON,
  'to-host': TO_HOST,
  'to-python batches': { role: 'count-batches', run: timed(sendInBatches) },
  'to-host batches': { role: 'produce-batches', run: timed(receiveBatches) },
  'to-python unbatched': { ...TO_PYTHON, options: { batched: false } },
  'to-host unbatched': { ...TO_HOST, options: { batched: false } },
};

/** Messages a second. */
function timed(run) {
  return async (channel, count) => {
    const from = performance.now();
    await run(channel, count);
    return count / ((performance.now() - from) / 1000);
  };
}

async function sendAll(channel, count) {
  await channel.send(Buffer.from(String(count)));
  const message = new Uint8Array(BYTES);
  for (let i = 0; i < count; i++) await channel.send(message);
  await channel.receive();
}

async function receiveAll(channel, count) {
  await channel.send(Buffer.from(String(count)));
  let received = 0;
  for await (const message of channel) {
    if (message.byteLength !== BYTES) throw new Error(`Expected ${BYTES} bytes but received ${message.byteLength}`);
    if (++received === count) break;
  }
}

/** As many as there is space for without a promise, then one that waits for space. */
async function sendInBatches(channel, count) {
  await channel.send(Buffer.from(String(count)));
  const message = new Uint8Array(BYTES);
  for (let sent = 0; sent < count; sent++) if (!channel.trySend(message)) await channel.send(message);
  await channel.receive();
}

async function receiveBatches(channel, count) {
  let received = 0;
  await new Promise((resolve, reject) => {
    channel.onmessages = (batch) => {
      received += batch.length;
      for (const { byteLength } of batch) {
        if (byteLength !== BYTES) reject(new Error(`Expected ${BYTES} bytes but received ${byteLength}`));
      }
      if (received === count) resolve();
    };
    channel.send(Buffer.from(String(count))).catch(reject);
  });
  channel.onmessages = null;
}
