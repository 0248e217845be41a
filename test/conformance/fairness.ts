import { describe, expect, test } from 'vitest';
import { numbered } from './message.js';
import type { Context } from './setting.js';

/** More than a channel moves in one turn of the event loop, less than the queue holds. */
const MANY = 6000;
const ROOMY = { capacity: 8192 };

export function fairnessRow({ pair }: Context): void {
  describe('the event loop', () => {
    test('goes on turning while many messages are sent without waiting', async () => {
      const { channel } = await pair(ROOMY);
      const turned = nextTurn();
      for (let index = 0; index < MANY; index++) await channel.send(numbered(index));
      expect(turned()).toBe(true);
    });

    test('goes on turning during an iteration over many messages that are there already', async () => {
      const { channel, peer } = await pair(ROOMY);
      await sendMany(peer);
      const turned = nextTurn();
      let count = 0;
      for await (const _ of channel) if (++count === MANY) break;
      expect(turned()).toBe(true);
    });

    test('goes on turning while receive() takes many messages that are there already', async () => {
      const { channel, peer } = await pair(ROOMY);
      await sendMany(peer);
      const turned = nextTurn();
      for (let index = 0; index < MANY; index++) await channel.receive();
      expect(turned()).toBe(true);
    });

    test('goes on turning while onmessages gets many messages that are there already', async () => {
      const { channel, peer } = await pair(ROOMY);
      await sendMany(peer);
      const turned = nextTurn();
      await new Promise<void>((resolve) => {
        let count = 0;
        channel.onmessages = (batch) => {
          count += batch.length;
          if (count === MANY) resolve();
        };
      });
      expect(turned()).toBe(true);
    });
  });
}

async function sendMany(peer: { send(data: Uint8Array): Promise<void> }): Promise<void> {
  for (let sent = 0; sent < MANY; sent += 100) {
    await Promise.all(Array.from({ length: 100 }, (_, index) => peer.send(numbered(sent + index))));
  }
}

/** Tells whether the event loop has turned since. */
function nextTurn(): () => boolean {
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  return () => turned;
}
