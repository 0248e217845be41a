import { setTimeout as pause } from 'node:timers/promises';
import { Histogram } from '../histogram.mjs';

const BYTES = 64;

/** Sends in one turn of the event loop, and between two turns the loop sleeps: as a program does that has other things to do. */
const SENDS_PER_TURN = 10;
const TURN_MS = 1;

const BURNERS = { 'python-burns': 1, 'two-threads-burn': 2, 'python-idle': 0 };

/** What the call of `send` alone costs the host's thread. */
export default {
  name: 'send-under-load',
  level: 'bytes',
  needs: 'load',
  explains:
    'what the call of `send` costs the host thread while one or two other Python threads burn CPU, and while none does. The floor is the control: C++ threads and no Python in the process, one of them burning (of several Python threads only one runs at a time)',
  // What writes to a socket takes no lock of Python's: one of them stands for all.
  only: ({ name, kind, capabilities }) =>
    capabilities.includes('take') && (kind !== 'transport' || name === 'unix-asyncio'),
  variants: (system) => (system.kind === 'floor' ? ['native-burns'] : Object.keys(BURNERS)),
  // Pinned to one core, the host's thread is preempted by the load that it is measured under.
  barMode: 'unpinned',
  repetitions: {
    quick: { own: [3, 0], beside: [0, 0] },
    full: { own: [5, 1], beside: [2, 0] },
  },
  lengths: {
    quick: { warmUp: 500, count: 5000, limitMs: 3000 },
    full: { warmUp: 500, count: 20_000, limitMs: 8000 },
  },
  async measure({ system, variant, lengths, where }) {
    const histogram = new Histogram();
    const message = new Uint8Array(BYTES).fill(1);
    if (system.sink !== undefined) {
      const sink = system.sink();
      const sent = await measure(histogram, lengths, () => {
        if (!sink.send(message)) throw new Error('The sink is full');
      });
      checkTaken(sink.close(), sent);
    } else {
      const peer = await system.open('take', { ...where, options: { burners: BURNERS[variant] } });
      const sent = await measure(histogram, lengths, () => peer.channel.send(message));
      await peer.channel.send(new Uint8Array(0));
      checkTaken(Number(Buffer.from(await peer.channel.receive()).toString()), sent);
      await peer.close();
    }
    return [{ variant, bytes: BYTES, ...histogram.summary() }];
  },
};

/** Resolves with how many were sent: fewer where each takes milliseconds. */
async function measure(histogram, { warmUp, count, limitMs }, send) {
  const until = performance.now() + limitMs;
  let sent = 0;
  while (sent < warmUp + count && (performance.now() < until || sent <= warmUp)) {
    await pause(TURN_MS);
    for (let i = 0; i < SENDS_PER_TURN; i++, sent++) {
      const from = performance.now();
      const accepted = send();
      const to = performance.now();
      if (sent >= warmUp) histogram.record((to - from) * 1e6);
      await accepted;
    }
  }
  return sent;
}

function checkTaken(taken, sent) {
  if (taken !== sent) throw new Error(`Expected ${sent} messages to arrive but ${taken} did`);
}
