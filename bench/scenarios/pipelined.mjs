import { checkLength } from '../exchange.mjs';
import { Histogram } from '../histogram.mjs';

const IN_FLIGHT = 64;
const BYTES = 64;

/** Messages and their answers with 64 on the way at any time. */
export default {
  name: 'pipelined',
  level: 'bytes',
  needs: 'pipelined',
  explains:
    '64 messages of 64 bytes on the way at any time; the next one leaves when an answer has come. Durations are from one send to its answer',
  repetitions: {
    quick: { own: [1, 0], beside: [0, 0] },
    full: { own: [3, 1], beside: [1, 0] },
  },
  lengths: {
    quick: { warmUp: 10_000, count: 30_000, limitMs: 400 },
    full: { warmUp: 20_000, count: 200_000, limitMs: 1500 },
  },
  async measure({ system, lengths, where }) {
    const peer = await system.open('echo', where);
    const run = peer.call === undefined ? overChannel : overCalls;
    await run(peer, lengths.warmUp, lengths.limitMs / 2);
    const histogram = new Histogram();
    const from = performance.now();
    const done = await run(peer, lengths.count, lengths.limitMs, histogram);
    const seconds = (performance.now() - from) / 1000;
    await peer.close();
    return [{ variant: null, bytes: BYTES, ...histogram.summary(), per_second: done / seconds }];
  },
};

/** Answers come in the order of the messages. Returns how many came. */
async function overChannel({ channel }, count, limitMs, histogram) {
  const message = new Uint8Array(BYTES).fill(1);
  const sentAt = new Float64Array(IN_FLIGHT);
  const until = performance.now() + limitMs;
  let sent = 0;
  const send = () => {
    sentAt[sent % IN_FLIGHT] = performance.now();
    sent++;
    return channel.send(message);
  };
  while (sent < IN_FLIGHT) await send();
  let received = 0;
  for (; received < sent; received++) {
    checkLength(await channel.receive(), BYTES);
    const now = performance.now();
    histogram?.record((now - sentAt[received % IN_FLIGHT]) * 1e6);
    if (sent < count && now < until) await send();
  }
  return received;
}

async function overCalls({ call }, count, limitMs, histogram) {
  const message = new Uint8Array(BYTES).fill(1);
  const until = performance.now() + limitMs;
  let begun = 0;
  const one = async () => {
    while (begun < count && performance.now() < until) {
      begun++;
      const from = performance.now();
      checkLength(await call(message), BYTES);
      histogram?.record((performance.now() - from) * 1e6);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, one));
  return begun;
}
