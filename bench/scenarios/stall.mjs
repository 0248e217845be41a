import { checkLength, exchangeWith } from '../exchange.mjs';
import { Histogram } from '../histogram.mjs';

const BYTES = 64;
const TICK_MS = 1;
const SEND_EVERY = 5;

const OPTIONS = { idle: {}, 'python-burns': { burners: 1 }, 'gil-held': { holdGilMs: 100 } };

/**
 * Whether the host keeps turning while Python does not let go. A timer of one millisecond tells how late it is, from when it was
 * due; every fifth tick sends a message, since it is a send or an answer that would make a host wait for the GIL.
 */
export default {
  name: 'stall',
  level: 'bytes',
  needs: 'load',
  explains:
    'how late a timer of one millisecond is on the host while Python idles, burns CPU in a thread, or holds the GIL in C calls of 100 ms, and a message is sent every five milliseconds. The longest is the stall that a user would see; what a timer is late by itself shows in *idle*',
  only: (system) => system.kind !== 'floor',
  variants: () => Object.keys(OPTIONS),
  barMode: 'unpinned',
  repetitions: {
    quick: { own: [1, 0], beside: [0, 0] },
    full: { own: [2, 1], beside: [1, 0] },
  },
  lengths: { quick: { ms: 400 }, full: { ms: 1500 } },
  async measure({ system, variant, lengths, where }) {
    const peer = await system.open('echo', { ...where, options: OPTIONS[variant] });
    checkLength(await exchangeWith(peer)(new Uint8Array(BYTES)), BYTES);
    const histogram = await lateness(peer, lengths.ms);
    await peer.close();
    return [{ variant, bytes: BYTES, ...histogram.summary() }];
  },
};

async function lateness({ channel, call }, milliseconds) {
  const histogram = new Histogram();
  const message = new Uint8Array(BYTES).fill(1);
  const posted = [];
  await new Promise((resolve) => {
    const first = performance.now();
    let due = first + TICK_MS;
    let ticks = 0;
    const tick = () => {
      const now = performance.now();
      // A tick that was missed is a tick that was late.
      for (; due <= now; due += TICK_MS) histogram.record((now - due) * 1e6);
      if (now - first >= milliseconds) return resolve();
      if (ticks++ % SEND_EVERY === 0) posted.push(call === undefined ? channel.send(message) : call(message));
      setTimeout(tick, due - now);
    };
    setTimeout(tick, TICK_MS);
  });
  const answers = await Promise.all(posted);
  for (const answer of answers) checkLength(call === undefined ? await channel.receive() : answer, BYTES);
  return histogram;
}
