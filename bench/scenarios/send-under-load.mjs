import { setTimeout as pause } from 'node:timers/promises';
import { floorAddon } from '../floor.mjs';
import { Histogram } from '../histogram.mjs';
import { openPeer } from '../peer.mjs';

/** Sends in one turn of the event loop, and between two turns the loop sleeps: as a program does that has other things to do. */
const SENDS_PER_TURN = 10;
const TURN_MS = 1;

/** What the call of `send` alone costs the host's thread. */
export async function sendUnderLoad({ transport, variant, bytes, warmUp, count, ...where }) {
  const histogram = new Histogram();
  const message = new Uint8Array(bytes).fill(1);
  const total = warmUp + count;

  async function measure(send) {
    for (let sent = 0; sent < total; ) {
      await pause(TURN_MS);
      for (let i = 0; i < SENDS_PER_TURN; i++, sent++) {
        const from = performance.now();
        const accepted = send();
        const to = performance.now();
        if (sent >= warmUp) histogram.record((to - from) * 1e6);
        await accepted;
      }
    }
  }

  if (transport === 'floor') {
    const { sinkOpen, sinkSend, sinkClose } = floorAddon();
    sinkOpen();
    await measure(() => {
      if (!sinkSend(message)) throw new Error('The sink is full');
    });
    checkTaken(sinkClose(), total);
    return histogram.summary();
  }
  const role = variant === 'python-burns' ? 'take-beside-a-burner' : 'take';
  const peer = await openPeer(transport, role, where);
  await measure(() => peer.channel.send(message));
  await peer.channel.send(new Uint8Array(0));
  checkTaken(Number(Buffer.from(await peer.channel.receive()).toString()), total);
  await peer.close();
  return histogram.summary();
}

function checkTaken(taken, sent) {
  if (taken !== sent) throw new Error(`Expected ${sent} messages to arrive but ${taken} did`);
}
